import CVectorWidth

/// Where the terms of a product's sums lie: for each `k`, the offsets of a column of the left operand
/// and of a row of the right one, in floats.
protocol DepthWalk {
    var depth: Int { get }
    func leftOffset(_ k: Int) -> Int
    func rightOffset(_ k: Int) -> Int
}

/// Equal distances: an ordinary matrix product.
struct StridedWalk: DepthWalk {
    let depth: Int
    let leftStride: Int
    let rightStride: Int

    @inline(__always) func leftOffset(_ k: Int) -> Int { k &* leftStride }
    @inline(__always) func rightOffset(_ k: Int) -> Int { k &* rightStride }
}

/// Listed distances: a convolution, whose taps are rows of the input.
struct ListedWalk: DepthWalk {
    let depth: Int
    let left: UnsafePointer<Int32>
    let right: UnsafePointer<Int32>

    @inline(__always) func leftOffset(_ k: Int) -> Int { Int(left[k]) }
    @inline(__always) func rightOffset(_ k: Int) -> Int { Int(right[k]) }
}

/// The rectangle that a product fills: `rows` rows, `rowStride` floats apart, of `vectors` whole vectors.
public struct ProductOutput {
    let pointer: UnsafeMutablePointer<Float>
    let rowStride: Int
    let rows: Int
    let columns: Int
    let accumulates: Bool
    /// Whole vectors in a row.
    var vectors: Int { paddedCount(columns) / laneCount }

    /// - Parameters:
    ///   - columns: the logical number of columns. Whole vectors are written, so each row must have
    ///     room for `paddedCount(columns)` floats.
    ///   - rowStride: at least `paddedCount(columns)` where there are several rows.
    ///   - accumulates: adds each finished sum to what the rectangle holds.
    public init(
        _ pointer: UnsafeMutablePointer<Float>, rowStride: Int, rows: Int, columns: Int,
        accumulates: Bool = false
    ) {
        require(rows >= 0 && columns >= 0, "a product of \(rows) rows and \(columns) columns")
        require(
            rows < 2 || rowStride >= paddedCount(columns), "rows of \(columns) columns, \(rowStride) floats apart")
        self.pointer = pointer
        self.rowStride = rowStride
        self.rows = rows
        self.columns = columns
        self.accumulates = accumulates
    }

    /// Some of the columns, from a whole vector on.
    @inline(__always)
    func columns(_ range: Range<Int>) -> ProductOutput {
        ProductOutput(pointer + range.lowerBound, rowStride: rowStride, rows: rows, columns: range.count, accumulates: accumulates)
    }
}

/// The matrix product `output[i, j] = Σₖ left[i, k] · right[k, j]`, shapes (M, K) · (K, N) → (M, N).
///
/// Each sum is one chain of fused multiply-adds with k ascending, so neither the tile size nor the
/// instruction set changes a bit. `left[i, k]` is `left[i * leftRowStride + k * leftDepthStride]`: a
/// transposed left operand costs nothing. Rows of `right` are contiguous and readable up to whole vectors, and so are the
/// columns of `left` where `leftRowStride` is 1.
public func multiply(
    _ left: UnsafePointer<Float>, leftRowStride: Int, leftDepthStride: Int,
    _ right: UnsafePointer<Float>, rightRowStride: Int, depth: Int, into output: ProductOutput
) {
    require(depth >= 0, "a product of depth \(depth)")
    let walk = StridedWalk(depth: depth, leftStride: leftDepthStride, rightStride: rightRowStride)
    let last = output.columns % laneCount
    // Only large tiles gain, and only rows that are side by side can be lanes.
    guard
        vector_width_is_512() == 1, (1...4).contains(last), leftRowStride == 1, output.rows >= 48, depth >= 48,
        !output.accumulates
    else { return fillByTiles(left, leftRowStride, right, walk, output) }
    let whole = output.columns &- last
    fillByTiles(left, leftRowStride, right, walk, output.columns(0..<whole))
    fillAcross(left, right + whole, walk, output.columns(whole..<output.columns))
}

/// Up to four columns with the lanes along the rows, of which a vector across would waste most.
@inline(__always)
private func fillAcross(
    _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, _ walk: StridedWalk, _ output: ProductOutput
) {
    let rowStride = paddedCount(output.rows)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: output.columns &* rowStride) { turned in
        let product = ProductOutput(turned.baseAddress!, rowStride: rowStride, rows: output.columns, columns: output.rows)
        let walk = StridedWalk(depth: walk.depth, leftStride: walk.rightStride, rightStride: walk.leftStride)
        fillByTiles(right, 1, left, walk, product)
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: output.columns) { offsets in
            for column in 0..<output.columns { offsets[column] = Int32(column &* rowStride) }
            transpose(
                turned.baseAddress!, rowOffsets: offsets.baseAddress!, rows: output.columns, columns: output.rows,
                into: output.pointer, outputRowStride: output.rowStride)
        }
    }
}

/// A product whose terms are listed: `output[i, j] = Σₖ left[i * leftRowStride + leftOffsets[k]] ·
/// right[rightOffsets[k] + j]`, k ascending, in one chain of fused multiply-adds.
public func multiply(
    _ left: UnsafePointer<Float>, leftRowStride: Int, leftOffsets: UnsafePointer<Int32>,
    _ right: UnsafePointer<Float>, rightOffsets: UnsafePointer<Int32>, depth: Int,
    into output: ProductOutput
) {
    require(depth >= 0, "a product of depth \(depth)")
    let walk = ListedWalk(depth: depth, left: leftOffsets, right: rightOffsets)
    fillByTiles(left, leftRowStride, right, walk, output)
}

/// Cuts the output into register tiles of at most MR x NR and nearly equal size, panel of columns by panel, so that a panel of the
/// right operand stays in the L1 cache while all rows pass by.
@inline(__always)
private func fillByTiles<Walk: DepthWalk>(
    _ left: UnsafePointer<Float>, _ leftRowStride: Int, _ right: UnsafePointer<Float>, _ walk: Walk,
    _ output: ProductOutput
) {
    // The register tile MR x NR: with AVX-512, 8 x 48 floats or 24 x 16 fill 24 of 32 registers; with AVX2, 6 x 16 fill 12 of 16, and
    // with NEON 24 of 32.
    let wide = vector_width_is_512() == 1
    let maxTileRows = wide ? output.vectors == 1 ? 24 : 8 : 6
    let maxTileVectors = wide ? 3 : 1
    let panels = (output.vectors &+ maxTileVectors &- 1) / maxTileVectors
    let bands = (output.rows &+ maxTileRows &- 1) / maxTileRows
    var vector = 0
    for panel in 0..<panels {
        let vectors = (output.vectors &- vector &+ panels &- panel &- 1) / (panels &- panel)
        var row = 0
        for band in 0..<bands {
            let rows = (output.rows &- row &+ bands &- band &- 1) / (bands &- band)
            fillTile(
                rows: rows, vectors: vectors, left + row &* leftRowStride, leftRowStride,
                right + 16 &* vector, walk,
                output.pointer + (row &* output.rowStride &+ 16 &* vector), output.rowStride,
                output.accumulates)
            row &+= rows
        }
        vector &+= vectors
    }
}

@inline(__always)
private func fillTile<Walk: DepthWalk>(
    rows: Int, vectors: Int, _ left: UnsafePointer<Float>, _ leftRowStride: Int,
    _ right: UnsafePointer<Float>, _ walk: Walk, _ output: UnsafeMutablePointer<Float>,
    _ rowStride: Int, _ accumulates: Bool
) {
    switch vectors {
    case 1 where rows > 8:
        fillTallTile(
            OneVector.self, rows: rows, left, leftRowStride, right, walk, output, rowStride,
            accumulates)
    case 1:
        fillTile(
            OneVector.self, rows: rows, left, leftRowStride, right, walk, output, rowStride,
            accumulates)
    case 2:
        fillTile(
            BesideColumns<OneVector, OneVector>.self, rows: rows, left, leftRowStride, right, walk,
            output, rowStride, accumulates)
    default:
        fillTile(
            BesideColumns<OneVector, BesideColumns<OneVector, OneVector>>.self, rows: rows, left,
            leftRowStride, right, walk, output, rowStride, accumulates)
    }
}

private typealias Rows1<C: TileColumns> = OneRow<C>
private typealias Rows2<C: TileColumns> = Above<Rows1<C>, Rows1<C>>
private typealias Rows3<C: TileColumns> = Above<Rows2<C>, Rows1<C>>
private typealias Rows4<C: TileColumns> = Above<Rows2<C>, Rows2<C>>
private typealias Rows5<C: TileColumns> = Above<Rows4<C>, Rows1<C>>
private typealias Rows6<C: TileColumns> = Above<Rows4<C>, Rows2<C>>
private typealias Rows7<C: TileColumns> = Above<Rows4<C>, Rows3<C>>
private typealias Rows8<C: TileColumns> = Above<Rows4<C>, Rows4<C>>
private typealias Rows16<C: TileColumns> = Above<Rows8<C>, Rows8<C>>

@inline(__always)
private func fillTile<C: TileColumns, Walk: DepthWalk>(
    _: C.Type, rows: Int, _ left: UnsafePointer<Float>, _ leftRowStride: Int,
    _ right: UnsafePointer<Float>, _ walk: Walk, _ output: UnsafeMutablePointer<Float>,
    _ rowStride: Int, _ accumulates: Bool
) {
    switch rows {
    case 1: fill(Rows1<C>.self, left, leftRowStride, right, walk, output, rowStride, accumulates)
    case 2: fill(Rows2<C>.self, left, leftRowStride, right, walk, output, rowStride, accumulates)
    case 3: fill(Rows3<C>.self, left, leftRowStride, right, walk, output, rowStride, accumulates)
    case 4: fill(Rows4<C>.self, left, leftRowStride, right, walk, output, rowStride, accumulates)
    case 5: fill(Rows5<C>.self, left, leftRowStride, right, walk, output, rowStride, accumulates)
    case 6: fill(Rows6<C>.self, left, leftRowStride, right, walk, output, rowStride, accumulates)
    case 7: fill(Rows7<C>.self, left, leftRowStride, right, walk, output, rowStride, accumulates)
    default: fill(Rows8<C>.self, left, leftRowStride, right, walk, output, rowStride, accumulates)
    }
}

/// More than eight rows.
@inline(__always)
private func fillTallTile<C: TileColumns, Walk: DepthWalk>(
    _: C.Type, rows: Int, _ left: UnsafePointer<Float>, _ leftRowStride: Int,
    _ right: UnsafePointer<Float>, _ walk: Walk, _ output: UnsafeMutablePointer<Float>,
    _ rowStride: Int, _ accumulates: Bool
) {
    switch rows {
    case 9: fill(Above<Rows8<C>, Rows1<C>>.self, left, leftRowStride, right, walk, output, rowStride, accumulates)
    case 10: fill(Above<Rows8<C>, Rows2<C>>.self, left, leftRowStride, right, walk, output, rowStride, accumulates)
    case 11: fill(Above<Rows8<C>, Rows3<C>>.self, left, leftRowStride, right, walk, output, rowStride, accumulates)
    case 12: fill(Above<Rows8<C>, Rows4<C>>.self, left, leftRowStride, right, walk, output, rowStride, accumulates)
    case 13: fill(Above<Rows8<C>, Rows5<C>>.self, left, leftRowStride, right, walk, output, rowStride, accumulates)
    case 14: fill(Above<Rows8<C>, Rows6<C>>.self, left, leftRowStride, right, walk, output, rowStride, accumulates)
    case 15: fill(Above<Rows8<C>, Rows7<C>>.self, left, leftRowStride, right, walk, output, rowStride, accumulates)
    case 16: fill(Rows16<C>.self, left, leftRowStride, right, walk, output, rowStride, accumulates)
    case 17: fill(Above<Rows16<C>, Rows1<C>>.self, left, leftRowStride, right, walk, output, rowStride, accumulates)
    case 18: fill(Above<Rows16<C>, Rows2<C>>.self, left, leftRowStride, right, walk, output, rowStride, accumulates)
    case 19: fill(Above<Rows16<C>, Rows3<C>>.self, left, leftRowStride, right, walk, output, rowStride, accumulates)
    case 20: fill(Above<Rows16<C>, Rows4<C>>.self, left, leftRowStride, right, walk, output, rowStride, accumulates)
    case 21: fill(Above<Rows16<C>, Rows5<C>>.self, left, leftRowStride, right, walk, output, rowStride, accumulates)
    case 22: fill(Above<Rows16<C>, Rows6<C>>.self, left, leftRowStride, right, walk, output, rowStride, accumulates)
    case 23: fill(Above<Rows16<C>, Rows7<C>>.self, left, leftRowStride, right, walk, output, rowStride, accumulates)
    default: fill(Above<Rows16<C>, Rows8<C>>.self, left, leftRowStride, right, walk, output, rowStride, accumulates)
    }
}

@inline(never)
private func fill<T: RegisterTile, Walk: DepthWalk>(
    _: T.Type, _ left: UnsafePointer<Float>, _ leftRowStride: Int, _ right: UnsafePointer<Float>,
    _ walk: Walk, _ output: UnsafeMutablePointer<Float>, _ rowStride: Int, _ accumulates: Bool
) {
    var tile = T()
    for k in 0..<walk.depth {
        tile = tile.addingProduct(
            left + walk.leftOffset(k), rowStride: leftRowStride,
            T.Columns(loading: right + walk.rightOffset(k)))
    }
    if accumulates { tile.add(output, rowStride: rowStride) }
    tile.store(to: output, rowStride: rowStride)
}
