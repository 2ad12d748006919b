import CVectorWidth

/// Which entries of a matrix are there, row by row, and where the kernels find what belongs to them.
public final class SparseRows {
    let starts: OffsetTable
    let positions: OffsetTable
    let offsets: OffsetTable

    /// - Parameters:
    ///   - starts: the entries of row i are `starts[i] ..< starts[i + 1]`; one more than there are rows.
    ///   - positions: the index of each entry among the values.
    ///   - offsets: where the row of the right operand that each entry multiplies begins, in floats.
    public init(starts: OffsetTable, positions: OffsetTable, offsets: OffsetTable) {
        require(
            starts.count > 0 && starts.pointer[0] == 0 && starts.isAscending
                && Int(starts.pointer[starts.count - 1]) == positions.count,
            "\(positions.count) entries do not fill the rows")
        require(positions.count == offsets.count, "\(positions.count) entries with \(offsets.count) offsets")
        require(positions.isInside(0...max(positions.count - 1, 0)), "an entry whose value is beyond the others")
        require(offsets.isInside(0...Int(Int32.max)), "an entry that multiplies a row before the first")
        self.starts = starts
        self.positions = positions
        self.offsets = offsets
    }
}

/// The product of a sparse matrix and a dense one: `output[i, j] = Σₑ values[positions[e]] · right[offsets[e] + j]`
/// over the entries e of row i, shapes (M, K) · (K, N) → (M, N).
///
/// Each sum is one chain of fused multiply-adds in the order of the entries: with ascending columns these are the
/// bits of the dense product with zeros elsewhere, as long as values are finite.
public func multiplySparse(
    _ values: UnsafePointer<Float>, _ rows: SparseRows, _ right: UnsafePointer<Float>,
    into output: ProductOutput
) {
    require(output.rows == rows.starts.count - 1, "\(output.rows) rows for \(rows.starts.count - 1) of the sparse matrix")
    // As many accumulators as hide the latency of a multiply-add and leave registers for the rest.
    let most = vector_width_is_512() == 1 ? 8 : 4
    let panels = (output.vectors &+ most &- 1) / most
    var vector = 0
    for panel in 0..<panels {
        let vectors = (output.vectors &- vector &+ panels &- panel &- 1) / (panels &- panel)
        let (from, to) = (right + 16 &* vector, output.pointer + 16 &* vector)
        switch vectors {
        case 1: fillPanel(Columns1.self, values, rows, from, to, output.rowStride)
        case 2: fillPanel(Columns2.self, values, rows, from, to, output.rowStride)
        case 3: fillPanel(Columns3.self, values, rows, from, to, output.rowStride)
        case 4: fillPanel(Columns4.self, values, rows, from, to, output.rowStride)
        case 5: fillPanel(BesideColumns<Columns4, Columns1>.self, values, rows, from, to, output.rowStride)
        case 6: fillPanel(BesideColumns<Columns4, Columns2>.self, values, rows, from, to, output.rowStride)
        case 7: fillPanel(BesideColumns<Columns4, Columns3>.self, values, rows, from, to, output.rowStride)
        default: fillPanel(BesideColumns<Columns4, Columns4>.self, values, rows, from, to, output.rowStride)
        }
        vector &+= vectors
    }
}

private typealias Columns1 = OneVector
private typealias Columns2 = BesideColumns<Columns1, Columns1>
private typealias Columns3 = BesideColumns<Columns2, Columns1>
private typealias Columns4 = BesideColumns<Columns2, Columns2>

@inline(__always)
private func fillPanel<Columns: TileColumns>(
    _ type: Columns.Type, _ values: UnsafePointer<Float>, _ rows: SparseRows,
    _ right: UnsafePointer<Float>, _ output: UnsafeMutablePointer<Float>, _ rowStride: Int
) {
    let (starts, positions, offsets) = (rows.starts.pointer, rows.positions.pointer, rows.offsets.pointer)
    var entry = Int(starts[0])
    for row in 0..<(rows.starts.count &- 1) {
        let end = Int(starts[row &+ 1])
        var sums = Columns()
        while entry < end {
            sums = sums.addingProduct(
                values[Int(positions[entry])], Columns(loading: right + Int(offsets[entry])))
            entry &+= 1
        }
        sums.store(to: output + row &* rowStride)
    }
}
