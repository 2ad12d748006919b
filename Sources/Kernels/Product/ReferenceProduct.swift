/// The plain form of `multiply`, for tests and benchmarks: the same sums, one float at a time.
public func referenceMultiply(
    _ left: [Float], _ right: [Float], rows: Int, depth: Int, columns: Int
) -> [Float] {
    var output = [Float](repeating: 0, count: rows * columns)
    for i in 0..<rows {
        for j in 0..<columns {
            var sum: Float = 0
            for k in 0..<depth { sum.addProduct(left[i * depth + k], right[k * columns + j]) }
            output[i * columns + j] = sum.flushed
        }
    }
    return output
}
