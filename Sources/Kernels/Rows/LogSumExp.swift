/// `output[r] = log Σₙ exp(matrix[r, n])`, shapes (R, N) → (R). The matrix is overwritten.
///
/// A row's largest element is subtracted before exp, so that no finite row overflows. Sums have the order of `reduceColumns`.
/// Rows are `rowStride` floats apart, padded to vectors.
public func logSumExpColumns(
    overwriting matrix: UnsafeMutablePointer<Float>, rowStride: Int, rows: Int, columns: Int,
    into output: UnsafeMutablePointer<Float>
) {
    require(columns > 0, "rows of \(columns) columns")
    let padded = paddedCount(columns)
    for r in 0..<rows {
        let row = matrix + r &* rowStride
        var largest: Float = 0
        reduceColumns(.maximum, row, rowStride: rowStride, rows: 1, columns: columns, into: &largest)
        forEachVector(padded) { row.store(row.vector(at: $0) - largest, at: $0) }
        Elementary.flushedExp(row, into: row, count: padded)
        var sum: Float = 0
        reduceColumns(.sum, row, rowStride: rowStride, rows: 1, columns: columns, into: &sum)
        output[r] = largest + Elementary.log(sum)
    }
}
