/// Divides each column by its length: `output[r, n] = input[r, n] / √max(Σᵣ input[r, n]², floor)`, shapes (R, N) → (R, N).
///
/// Each sum is one chain of fused multiply-adds with r ascending. `floor` is above 0, so that a column of zeros stays one.
/// Rows are padded to vectors; the output may be the input.
public func normalizeColumns(
    _ input: UnsafePointer<Float>, rowStride: Int, rows: Int, columns: Int, floor: Float,
    into output: UnsafeMutablePointer<Float>, outputRowStride: Int
) {
    require(rows >= 0 && columns >= 0, "\(rows) rows of \(columns) columns")
    require(
        rows < 2 || min(rowStride, outputRowStride) >= paddedCount(columns),
        "rows of \(columns) columns, \(min(rowStride, outputRowStride)) floats apart")
    require(floor > 0, "a squared length of at least \(floor)")
    var column = 0
    while column < columns {
        var squares = Vector.zero
        for row in 0..<rows {
            let values = input.vector(at: row &* rowStride &+ column)
            squares.addProduct(values, values)
        }
        // A comparison with NaN is false: NaN stays NaN.
        let lengths = squares.replacing(with: floor, where: squares .< floor).squareRoot()
        for row in 0..<rows {
            output.store((input.vector(at: row &* rowStride &+ column) / lengths).flushed, at: row &* outputRowStride &+ column)
        }
        column &+= laneCount
    }
}

/// The plain meaning of `normalizeColumns`, in double precision: (R, N) → (R, N), row by row.
public func referenceNormalizeColumns(_ input: [Double], rows: Int, columns: Int, floor: Double) -> [Double] {
    var output = input
    for column in 0..<columns {
        let squares = (0..<rows).reduce(0) { $0 + input[$1 * columns + column] * input[$1 * columns + column] }
        for row in 0..<rows { output[row * columns + column] /= max(squares, floor).squareRoot() }
    }
    return output
}
