import CVectorWidth

/// The transpose `output[j, i] = input[i, j]`, shapes (M, N) → (N, M), rows found by a list.
///
/// Row `i` starts at `input + rowOffsets[i]` and is readable up to whole vectors; a negative offset stands for a row of zeros.
/// Padding columns of the output, up to whole vectors, become zero. Eight rows of four floats are turned at a time.
/// Sixteen columns of all rows come before the next sixteen: the output is then written in order and in whole cache lines, where
/// rows of 2 KB would otherwise push each other out of the cache.
public func transpose(
    _ input: UnsafePointer<Float>, rowOffsets: UnsafePointer<Int32>, rows: Int, columns: Int,
    into output: UnsafeMutablePointer<Float>, outputRowStride: Int
) {
    require(rows >= 0 && columns >= 0, "the transpose of \(rows) rows of \(columns) columns")
    require(
        columns < 2 || outputRowStride >= paddedCount(rows), "rows of \(rows) columns, \(outputRowStride) floats apart")
    withUnsafeTemporaryAllocation(of: Float.self, capacity: paddedCount(columns)) { zeros in
        zeros.initialize(repeating: 0)
        guard let missing = zeros.baseAddress.map({ UnsafePointer($0) }) else { return }
        withUnsafeTemporaryAllocation(of: UnsafePointer<Float>.self, capacity: paddedCount(rows)) { starts in
            for row in 0..<paddedCount(rows) {
                let isThere = row < rows && rowOffsets[row] >= 0
                starts[row] = isThere ? input + Int(rowOffsets[row]) : missing
            }
            guard let starts = starts.baseAddress else { return }
            for column in stride(from: 0, to: columns, by: laneCount) {
                transposeColumns(
                    column..<min(columns, column + laneCount), of: starts, rows: paddedCount(rows), into: output, outputRowStride)
            }
        }
    }
}

/// The plain form of `transpose`, for tests.
public func referenceTranspose(_ input: [Float], rows: Int, columns: Int) -> [Float] {
    (0..<columns).flatMap { j in (0..<rows).map { i in input[i * columns + j] } }
}

/// Some columns of all rows; `rows` is a multiple of 16.
@inline(__always)
private func transposeColumns(
    _ columns: Range<Int>, of starts: UnsafePointer<UnsafePointer<Float>>, rows: Int, into output: UnsafeMutablePointer<Float>,
    _ outputRowStride: Int
) {
    var firstRow = 0
    while firstRow < rows {
        var column = columns.lowerBound
        while column < columns.upperBound {
            // The second eight rows fill the cache lines of the first.
            var row = firstRow
            while row < firstRow &+ laneCount {
                let s = starts + row
                store(
                    EightRows(s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7]).columns(from: column),
                    columns: columns.upperBound &- column, to: output + (column &* outputRowStride &+ row), outputRowStride)
                row &+= 8
            }
            column &+= 4
        }
        firstRow &+= laneCount
    }
}

/// Up to four columns.
@inline(__always)
private func store(
    _ columns: (SIMD8<Float>, SIMD8<Float>, SIMD8<Float>, SIMD8<Float>), columns count: Int, to output: UnsafeMutablePointer<Float>,
    _ outputRowStride: Int
) {
    @inline(__always) func store(_ values: SIMD8<Float>, _ column: Int) {
        UnsafeMutableRawPointer(output + column &* outputRowStride).storeBytes(of: values, as: SIMD8<Float>.self)
    }
    store(columns.0, 0)
    if count > 1 { store(columns.1, 1) }
    if count > 2 { store(columns.2, 2) }
    if count > 3 { store(columns.3, 3) }
}

/// Where eight rows start whose columns are wanted as vectors.
struct EightRows {
    private let r0, r1, r2, r3, r4, r5, r6, r7: UnsafePointer<Float>

    @inline(__always)
    init(
        _ r0: UnsafePointer<Float>, _ r1: UnsafePointer<Float>, _ r2: UnsafePointer<Float>, _ r3: UnsafePointer<Float>,
        _ r4: UnsafePointer<Float>, _ r5: UnsafePointer<Float>, _ r6: UnsafePointer<Float>, _ r7: UnsafePointer<Float>
    ) {
        (self.r0, self.r1, self.r2, self.r3) = (r0, r1, r2, r3)
        (self.r4, self.r5, self.r6, self.r7) = (r4, r5, r6, r7)
    }

    /// Columns n, n + 1, n + 2 and n + 3: rows r and r + 4 come side by side from memory, which leaves two rounds of shuffles
    /// within halves of a vector.
    @inline(__always)
    func columns(from n: Int) -> (SIMD8<Float>, SIMD8<Float>, SIMD8<Float>, SIMD8<Float>) {
        let (a, b) = (load_halves(r0 + n, r4 + n), load_halves(r1 + n, r5 + n))
        let (c, d) = (load_halves(r2 + n, r6 + n), load_halves(r3 + n, r7 + n))
        let (lowAB, highAB) = (unpack_low(a, b), unpack_high(a, b))
        let (lowCD, highCD) = (unpack_low(c, d), unpack_high(c, d))
        return (
            pair_low(lowAB, lowCD), pair_high(lowAB, lowCD), pair_low(highAB, highCD), pair_high(highAB, highCD)
        )
    }
}
