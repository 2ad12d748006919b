import Kernels
import Testing

@Suite("Sparse products")
struct SparseTests {
    private struct Pattern {
        var entries: [(row: Int, column: Int)] = []
        var starts = [0]

        init(rows: Int, columns: Int, density: Float) {
            let draws = scrambled(rows * columns, seed: 9)
            for row in 0..<rows {
                // A row without entries, and one with all.
                let threshold = row == 1 ? -2 : row == 3 ? 2 : 2 * density - 1
                for column in 0..<columns where draws[row * columns + column] < threshold {
                    entries.append((row, column))
                }
                starts.append(entries.count)
            }
        }
    }

    private static let sizes = [
        (5, 7, 1), (9, 20, 16), (40, 30, 100), (33, 50, 130), (20, 17, 37), (6, 100, 500), (30, 170, 300), (200, 81, 128),
    ]

    private func padded(_ values: [Float], columns: Int) -> [Float] {
        let stride = paddedCount(columns)
        var result = [Float](repeating: 77, count: values.count / columns * stride)
        for index in values.indices { result[index / columns * stride + index % columns] = values[index] }
        return result
    }

    @Test("A sparse product has the bits of the plain one, and of the dense one with zeros", arguments: sizes)
    func product(rows: Int, depth: Int, columns: Int) {
        let pattern = Pattern(rows: rows, columns: depth, density: 0.2)
        let values = scrambled(pattern.entries.count, seed: 4)
        let right = scrambled(depth * columns, seed: 5)
        let stride = paddedCount(columns)
        var lists = [[(column: Int, value: Float)]](repeating: [], count: rows)
        var dense = [Float](repeating: 0, count: rows * depth)
        for (entry, value) in zip(pattern.entries, values) {
            lists[entry.row].append((entry.column, value))
            dense[entry.row * depth + entry.column] = value
        }
        let expected = referenceMultiplySparse(lists, right, columns: columns)
        // The values lie backwards, so that positions matter.
        let count = values.count
        let sparse = SparseBlocks(
            rowStarts: pattern.starts, columnIndices: pattern.entries.map(\.column), columns: depth,
            positions: (0..<count).map { count - 1 - $0 })
        var output = [Float](repeating: -1, count: rows * stride)
        output.withUnsafeMutableBufferPointer {
            multiplySparse(
                Array(values.reversed()), sparse, padded(right, columns: columns), rightRowStride: stride,
                into: ProductOutput($0.baseAddress!, rowStride: stride, rows: rows, columns: columns))
        }
        let whole = referenceMultiply(dense, right, rows: rows, depth: depth, columns: columns)
        for i in 0..<rows {
            for j in 0..<columns {
                #expect(output[i * stride + j].bitPattern == expected[i * columns + j].bitPattern)
                #expect(output[i * stride + j].bitPattern == whole[i * columns + j].bitPattern)
            }
        }
    }

    @Test("A sampled product has the bits of the plain one, also with operands exchanged", arguments: sizes)
    func sampled(rows: Int, columns: Int, depth: Int) {
        let pattern = Pattern(rows: rows, columns: columns, density: 0.3)
        let left = scrambled(rows * depth, seed: 6)
        let right = scrambled(columns * depth, seed: 7)
        let stride = paddedCount(depth)
        let blocks = SparseBlocks(rowStarts: pattern.starts, columnIndices: pattern.entries.map(\.column), columns: columns)
        let entries = SampledEntries(blocks, depth: depth)
        let count = pattern.entries.count
        var output = [Float](repeating: -1, count: count + 1)
        output.withUnsafeMutableBufferPointer { buffer in
            // Twice, since nothing may be left over from the time before.
            for _ in 0..<2 {
                multiplySampled(
                    padded(left, columns: depth), leftRowStride: stride, padded(right, columns: depth),
                    rightRowStride: stride, entries, into: buffer.baseAddress!)
            }
        }
        let expected = referenceMultiplySampled(left, right, depth: depth, entries: pattern.entries)
        #expect(output.dropLast().map(\.bitPattern) == expected.map(\.bitPattern))
        #expect(output[count] == -1, "nothing is written beyond the last entry")

        // The operands and the pattern the other way round, and every sum put where it belongs.
        let numbers = pattern.entries.indices.sorted {
            (pattern.entries[$0].column, pattern.entries[$0].row) < (pattern.entries[$1].column, pattern.entries[$1].row)
        }
        let swapped = SparseBlocks(
            rowStarts: (0...columns).map { column in pattern.entries.count { $0.column < column } },
            columnIndices: numbers.map { pattern.entries[$0].row }, columns: rows, positions: numbers)
        output.withUnsafeMutableBufferPointer { buffer in
            buffer.update(repeating: -1)
            multiplySampled(
                padded(right, columns: depth), leftRowStride: stride, padded(left, columns: depth),
                rightRowStride: stride, SampledEntries(swapped, depth: depth), into: buffer.baseAddress!)
        }
        #expect(output.dropLast().map(\.bitPattern) == expected.map(\.bitPattern))
        #expect(output[count] == -1, "nothing is written beyond the last entry")
    }

    @Test("The plain sampled product is the formula, its lanes added in a tree")
    func order() {
        let (left, right) = (scrambled(100, seed: 6), scrambled(100, seed: 7))
        let sum = referenceMultiplySampled(left, right, depth: 100, entries: [(0, 0)])[0]
        let exact = zip(left, right).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
        #expect(abs(Double(sum) - exact) < 1e-6)
        // Lanes 0 and 8 meet first, where 1 is lost beside 2^24 as it would not be beside its negative.
        let terms: [Float] = [0x1p24, 0, 0, 0, -0x1p24, 0, 0, 0, 1]
        #expect(referenceMultiplySampled(terms, [Float](repeating: 1, count: 9), depth: 9, entries: [(0, 0)]) == [0])
    }
}
