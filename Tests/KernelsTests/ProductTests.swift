import Kernels
import Testing

/// Numbers that are neither round nor regular, the same each time.
func scrambled(_ count: Int, seed: UInt32 = 1) -> [Float] {
    var state = seed
    return (0..<count).map { _ in
        state = state &* 1_664_525 &+ 1_013_904_223
        return Float(state >> 8) / Float(1 << 23) - 1
    }
}

@Suite("Matrix product")
struct ProductTests {
    @Test(
        "Every tile size gives the bits of the plain product",
        arguments: [
            (1, 1, 1), (8, 5, 48), (7, 3, 33), (10, 40, 100), (25, 75, 19), (17, 100, 130), (100, 64, 16), (48, 48, 100), (61, 50, 17),
            (47, 48, 33), (100, 49, 3), (64, 60, 36), (50, 47, 2),
        ])
    func matchesReference(rows: Int, depth: Int, columns: Int) {
        let left = scrambled(rows * depth)
        let right = scrambled(depth * columns, seed: 2)
        let stride = paddedCount(columns)
        var padded = [Float](repeating: 0, count: depth * stride)
        for k in 0..<depth {
            for j in 0..<columns { padded[k * stride + j] = right[k * columns + j] }
        }
        let expected = referenceMultiply(left, right, rows: rows, depth: depth, columns: columns)
        let leftStride = paddedCount(rows)
        var transposedLeft = [Float](repeating: .nan, count: leftStride * depth)
        for i in 0..<rows {
            for k in 0..<depth { transposedLeft[k * leftStride + i] = left[i * depth + k] }
        }
        var output = [Float](repeating: -1, count: rows * stride)
        func check() {
            for i in 0..<rows {
                for j in 0..<columns {
                    #expect(output[i * stride + j].bitPattern == expected[i * columns + j].bitPattern)
                }
                #expect(output[i * stride + columns..<(i + 1) * stride].allSatisfy { $0 == 0 }, "padding of row \(i)")
            }
        }
        output.withUnsafeMutableBufferPointer {
            multiply(
                left, leftRowStride: depth, leftDepthStride: 1, padded, rightRowStride: stride,
                depth: depth,
                into: ProductOutput($0.baseAddress!, rowStride: stride, rows: rows, columns: columns))
        }
        check()
        output = [Float](repeating: -1, count: rows * stride)
        output.withUnsafeMutableBufferPointer {
            multiply(
                transposedLeft, leftRowStride: 1, leftDepthStride: leftStride, padded,
                rightRowStride: stride, depth: depth,
                into: ProductOutput($0.baseAddress!, rowStride: stride, rows: rows, columns: columns))
        }
        check()
    }

    @Test("An accumulating product adds its finished sums")
    func accumulates() {
        let (rows, depth, columns) = (9, 20, 32)
        let left = scrambled(rows * depth)
        let right = scrambled(depth * columns, seed: 3)
        let before = scrambled(rows * columns, seed: 4)
        var output = before
        output.withUnsafeMutableBufferPointer {
            multiply(
                left, leftRowStride: depth, leftDepthStride: 1, right, rightRowStride: columns,
                depth: depth,
                into: ProductOutput(
                    $0.baseAddress!, rowStride: columns, rows: rows, columns: columns,
                    accumulates: true))
        }
        let sums = referenceMultiply(left, right, rows: rows, depth: depth, columns: columns)
        #expect(output == zip(sums, before).map { $0 + $1 })
    }
}

@Suite("Rows")
struct RowTests {
    @Test("Transposing any size matches the plain transpose", arguments: [(1, 1), (16, 16), (40, 100), (75, 33), (3, 17)])
    func transposes(rows: Int, columns: Int) {
        let stride = paddedCount(columns)
        let values = scrambled(rows * columns)
        var input = [Float](repeating: .nan, count: rows * stride)
        for i in 0..<rows {
            for j in 0..<columns { input[i * stride + j] = values[i * columns + j] }
        }
        let outputStride = paddedCount(rows)
        var output = [Float](repeating: .nan, count: columns * outputStride)
        let offsets = OffsetTable((0..<rows).map { $0 * stride })
        output.withUnsafeMutableBufferPointer {
            transpose(
                input, rowOffsets: offsets.pointer, rows: rows, columns: columns,
                into: $0.baseAddress!, outputRowStride: outputStride)
        }
        let expected = referenceTranspose(values, rows: rows, columns: columns)
        for j in 0..<columns {
            for i in 0..<outputStride {
                #expect(output[j * outputStride + i] == (i < rows ? expected[j * rows + i] : 0))
            }
        }
    }

    @Test("Columns are joined by sixteen lanes, then by halves", arguments: [1, 15, 16, 17, 100, 500], [1, 4, 11])
    func reducesColumns(columns: Int, rows: Int) {
        let stride = paddedCount(columns)
        let values = scrambled(rows * stride)
        var sums = [Float](repeating: .nan, count: rows)
        var largest = sums
        reduceColumns(.sum, values, rowStride: stride, rows: rows, columns: columns, into: &sums)
        reduceColumns(.maximum, values, rowStride: stride, rows: rows, columns: columns, into: &largest)
        for row in 0..<rows {
            let elements = values[row * stride..<row * stride + columns]
            var lanes = [Float](repeating: 0, count: 16)
            for (j, element) in elements.enumerated() { lanes[j % 16] += element }
            for width in [8, 4, 2, 1] {
                for l in 0..<width { lanes[l] += lanes[l + width] }
            }
            #expect(sums[row] == lanes[0])
            #expect(largest[row] == elements.max())
        }
    }

    @Test("The largest of columns with NaN is NaN, in each row alone", arguments: [0, 3, 20])
    func reducesNaN(column: Int) {
        var values = scrambled(5 * 32)
        values[2 * 32 + column] = .nan
        var largest = [Float](repeating: 0, count: 5)
        reduceColumns(.maximum, values, rowStride: 32, rows: 5, columns: 21, into: &largest)
        #expect(largest.map(\.isNaN) == [false, false, true, false, false])
    }
}
