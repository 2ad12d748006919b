import Foundation
import Kernels
import Testing

@Suite("Kernels over the columns of rows")
struct RowKernelTests {
    private func withMatrix(_ rows: Int, _ columns: Int, _ body: (UnsafeMutablePointer<Float>, Int, [Double]) -> Void) {
        let stride = paddedCount(columns)
        let pointer = UnsafeMutablePointer<Float>.allocate(capacity: rows * stride + 16)
        // What lies beyond the columns must not matter.
        pointer.initialize(repeating: 1e30, count: rows * stride + 16)
        defer { pointer.deallocate() }
        var values: [Double] = []
        for row in 0..<rows {
            for column in 0..<columns {
                let value = Float(((row * columns + column) * 7919) % 1013) / 100 - 5
                pointer[row * stride + column] = value
                values.append(Double(value))
            }
        }
        body(pointer, stride, values)
    }

    @Test("Columns of length 1", arguments: [1, 16, 37])
    func normalized(columns: Int) {
        let rows = 5
        withMatrix(rows, columns) { matrix, stride, values in
            normalizeColumns(
                matrix, rowStride: stride, rows: rows, columns: columns, floor: 1e-24, into: matrix, outputRowStride: stride)
            let expected = referenceNormalizeColumns(values, rows: rows, columns: columns, floor: 1e-24)
            for (place, e) in expected.enumerated() {
                let actual = Double(matrix[place / columns * stride + place % columns])
                #expect(abs(actual - e) <= 3e-7, "\(place): \(actual), not \(e)")
            }
        }
    }

    @Test("Logarithms of sums of exp", arguments: [1, 16, 37])
    func logSumExp(columns: Int) {
        let rows = 5
        withMatrix(rows, columns) { matrix, stride, values in
            var sums = [Float](repeating: 0, count: rows)
            logSumExpColumns(overwriting: matrix, rowStride: stride, rows: rows, columns: columns, into: &sums)
            for row in 0..<rows {
                let expected = log(values[row * columns..<(row + 1) * columns].reduce(0) { $0 + exp($1) })
                #expect(abs(Double(sums[row]) - expected) <= 1e-6 * max(1, abs(expected)))
            }
        }
    }
}
