import Kernels

/// A matrix product (M, K) · (K, N) alone, as the training core does it.
struct ProductCase {
    let rows: Int
    let depth: Int
    let columns: Int

    /// A batch of 100 and of 500 through a layer of 500, both ways round, and a layer of 100.
    static let all = [
        ProductCase(rows: 100, depth: 500, columns: 500),
        ProductCase(rows: 500, depth: 500, columns: 100),
        ProductCase(rows: 500, depth: 500, columns: 500),
        ProductCase(rows: 100, depth: 100, columns: 100),
    ]

    var title: String { "(\(rows), \(depth)) · (\(depth), \(columns))" }
    /// What peers know it by.
    var name: String { "product-\(rows)-\(depth)-\(columns)" }
    var operations: Double { Double(2 * rows * depth * columns) }

    /// The work, after a comparison with the plain reference: a wrong product is not worth timing.
    func work() throws -> Work {
        let stride = paddedCount(columns)
        let left = values(rows * depth, seed: 1)
        let right = values(depth * columns, seed: 2)
        let leftBuffer = UnsafeMutablePointer<Float>.allocate(capacity: left.count)
        leftBuffer.initialize(from: left, count: left.count)
        let rightBuffer = aligned(depth * stride)
        for k in 0..<depth {
            for j in 0..<columns { rightBuffer[k * stride + j] = right[k * columns + j] }
        }
        let result = aligned(rows * stride)
        let output = ProductOutput(result, rowStride: stride, rows: rows, columns: columns)
        let (depth, rows, columns) = (depth, rows, columns)
        func once() {
            multiply(
                leftBuffer, leftRowStride: depth, leftDepthStride: 1, rightBuffer, rightRowStride: stride,
                depth: depth, into: output)
        }
        once()
        let expected = referenceMultiply(left, right, rows: rows, depth: depth, columns: columns)
        for i in 0..<rows {
            for j in 0..<columns where result[i * stride + j] != expected[i * columns + j] {
                throw SpeedError(
                    "the product (\(rows), \(depth)) · (\(depth), \(columns)) differs from its reference at (\(i), \(j))")
            }
        }
        return { times in for _ in 0..<times { once() } }
    }

    private func values(_ count: Int, seed: UInt32) -> [Float] {
        var state = seed
        return (0..<count).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return Float(state >> 8) / Float(1 << 23) - 1
        }
    }

    /// Floats at a multiple of 64 bytes, kept until the program ends.
    private func aligned(_ count: Int) -> UnsafeMutablePointer<Float> {
        let memory = UnsafeMutableRawPointer.allocate(byteCount: 4 * count, alignment: 64)
        let floats = memory.bindMemory(to: Float.self, capacity: count)
        floats.initialize(repeating: 0, count: count)
        return floats
    }
}

/// Something the user should know, in one line.
struct SpeedError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
