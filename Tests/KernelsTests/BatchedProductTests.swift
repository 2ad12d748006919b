import Kernels
import Testing

@Suite("Batched products")
struct BatchedProductTests {
    /// Numbers without a pattern.
    private func numbers(_ count: Int, _ seed: Int) -> [Float] {
        (0..<count).map { Float(($0 * 7919 + seed * 104_729) % 1000) / 500 - 1 }
    }

    @Test("Bits of the plain form", arguments: [(1, 1, 1), (4, 3, 4), (5, 8, 9), (8, 40, 40), (2, 0, 3)])
    func bits(rows: Int, depth: Int, columns: Int) {
        let (matrices, count) = (3, 32)
        let left = numbers(matrices * rows * depth * count, 1)
        let right = numbers(matrices * depth * columns * count, 2)
        var output = [Float](repeating: .nan, count: matrices * rows * columns * count)
        func places(_ rows: Int, _ columns: Int) -> BatchedMatrices {
            BatchedMatrices(matrix: rows * columns * count, row: columns * count, column: count)
        }
        output.withUnsafeMutableBufferPointer {
            multiplyBatched(
                left, places(rows, depth), right, places(depth, columns), matrices: matrices, rows: rows, depth: depth, columns: columns,
                count: count, into: $0.baseAddress!, places(rows, columns))
        }
        let expected = referenceMultiplyBatched(
            left, right, matrices: matrices, rows: rows, depth: depth, columns: columns, count: count)
        #expect(output.map(\.bitPattern) == expected.map(\.bitPattern))
    }
}
