/// The plain form of `multiplyBatched`: (B, M, K, N) and (B, K, P, N) → (B, M, P, N), the last axis fastest.
public func referenceMultiplyBatched(
    _ left: [Float], _ right: [Float], matrices: Int, rows: Int, depth: Int, columns: Int, count: Int
) -> [Float] {
    var output: [Float] = []
    for b in 0..<matrices {
        for i in 0..<rows {
            for j in 0..<columns {
                for n in 0..<count {
                    var sum: Float = 0
                    for k in 0..<depth {
                        sum.addProduct(left[((b * rows + i) * depth + k) * count + n], right[((b * depth + k) * columns + j) * count + n])
                    }
                    output.append(sum.flushed)
                }
            }
        }
    }
    return output
}
