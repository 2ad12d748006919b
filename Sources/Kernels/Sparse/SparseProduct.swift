import CVectorWidth

/// The product of a sparse matrix and a dense one: `output[i, j] = Σₑ values[e] · right[k, j]` over the entries
/// e = (i, k) of row i, shapes (M, K) · (K, N) → (M, N).
///
/// Each sum is one chain of fused multiply-adds with k ascending: the bits of the dense product with zeros elsewhere, as long as
/// values are finite.
///
/// - Parameter matrix: the entries, and memory to work in: one caller at a time. Rows of `right` are readable up to whole vectors.
public func multiplySparse(
    _ values: UnsafePointer<Float>, _ matrix: SparseBlocks, _ right: UnsafePointer<Float>, rightRowStride: Int,
    into output: ProductOutput
) {
    require(output.rows == matrix.rows, "\(output.rows) rows for \(matrix.rows) of the sparse matrix")
    require(
        matrix.columns < 2 || rightRowStride >= paddedCount(output.columns),
        "right rows of \(output.columns) columns, \(rightRowStride) floats apart")
    // As many accumulators as hide the latency of a multiply-add and leave registers for the rest.
    let most = vector_width_is_512() == 1 ? SparseBlocks.mostVectors : 4
    forEachPanel(vectors: output.vectors, most: most) { vector, vectors in
        let panel = output.columns(vector &* laneCount..<min(output.columns, (vector &+ vectors) &* laneCount))
        for block in 0..<matrix.blocks {
            matrix.copyRows(of: block, right + laneCount &* vector, rowStride: rightRowStride, vectors: vectors, width: panel.columns)
            switch vectors {
            case 1: addBlock(block, Columns1.self, values, matrix, panel)
            case 2: addBlock(block, Columns2.self, values, matrix, panel)
            case 3: addBlock(block, Columns3.self, values, matrix, panel)
            case 4: addBlock(block, Columns4.self, values, matrix, panel)
            case 5: addBlock(block, Columns5.self, values, matrix, panel)
            case 6: addBlock(block, Columns6.self, values, matrix, panel)
            case 7: addBlock(block, Columns7.self, values, matrix, panel)
            default: addBlock(block, Columns8.self, values, matrix, panel)
            }
        }
    }
}

/// Adds a block's products to the rows of a panel.
@inline(__always)
private func addBlock<Columns: TileColumns>(
    _ block: Int, _ type: Columns.Type, _ values: UnsafePointer<Float>, _ matrix: SparseBlocks, _ panel: ProductOutput
) {
    let (positions, offsets) = (matrix.positions.pointer, matrix.offsets.pointer)
    let starts = matrix.starts.pointer + block &* matrix.rows
    let copy = UnsafePointer(matrix.copy)
    let (isFirst, isLast) = (block == 0, block == matrix.blocks &- 1)
    var entry = Int(starts[0])
    for row in 0..<matrix.rows {
        let end = Int(starts[row &+ 1])
        let target = panel.pointer + row &* panel.rowStride
        var sums = isFirst ? Columns() : Columns(loading: target)
        while entry < end {
            sums = sums.addingProduct(values[Int(positions[entry])], Columns(loading: copy + Int(offsets[entry])))
            entry &+= 1
        }
        if isLast { sums.store(to: target) } else { sums.storeUnfinished(to: target) }
    }
}

typealias Columns1 = OneVector
typealias Columns2 = BesideColumns<Columns1, Columns1>
typealias Columns3 = BesideColumns<Columns2, Columns1>
typealias Columns4 = BesideColumns<Columns2, Columns2>
typealias Columns5 = BesideColumns<Columns4, Columns1>
typealias Columns6 = BesideColumns<Columns4, Columns2>
typealias Columns7 = BesideColumns<Columns4, Columns3>
typealias Columns8 = BesideColumns<Columns4, Columns4>
