/// The transpose `output[j, i] = input[i, j]`, shapes (M, N) → (N, M), rows found by a list.
///
/// Row `i` starts at `input + rowOffsets[i]` and is readable up to whole vectors; a negative offset stands for a row of zeros.
/// Padding columns of the output, up to whole vectors, become zero. Blocks of four by four floats are moved through registers of
/// four, which every processor exchanges in eight instructions; larger blocks need more of them, between parts of registers.
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
            var row = firstRow
            while row < firstRow &+ laneCount {
                transposeBlock(
                    starts[row] + column, starts[row &+ 1] + column, starts[row &+ 2] + column, starts[row &+ 3] + column,
                    columns: columns.upperBound &- column, into: output + (column &* outputRowStride &+ row), outputRowStride)
                row &+= 4
            }
            column &+= 4
        }
        firstRow &+= laneCount
    }
}

/// The first four floats of four rows as the first four of up to four columns of the output.
@inline(__always)
private func transposeBlock(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ c: UnsafePointer<Float>, _ d: UnsafePointer<Float>, columns: Int,
    into output: UnsafeMutablePointer<Float>, _ outputRowStride: Int
) {
    @inline(__always) func load(_ row: UnsafePointer<Float>) -> SIMD4<Float> {
        UnsafeRawPointer(row).loadUnaligned(as: SIMD4<Float>.self)
    }
    @inline(__always) func store(_ row: SIMD4<Float>, _ column: Int) {
        UnsafeMutableRawPointer(output + column &* outputRowStride).storeBytes(of: row, as: SIMD4<Float>.self)
    }
    let (a, b, c, d) = (load(a), load(b), load(c), load(d))
    let (lowAB, highAB) = (SIMD4(a[0], b[0], a[1], b[1]), SIMD4(a[2], b[2], a[3], b[3]))
    let (lowCD, highCD) = (SIMD4(c[0], d[0], c[1], d[1]), SIMD4(c[2], d[2], c[3], d[3]))
    store(SIMD4(lowHalf: lowAB.lowHalf, highHalf: lowCD.lowHalf), 0)
    if columns > 1 { store(SIMD4(lowHalf: lowAB.highHalf, highHalf: lowCD.highHalf), 1) }
    if columns > 2 { store(SIMD4(lowHalf: highAB.lowHalf, highHalf: highCD.lowHalf), 2) }
    if columns > 3 { store(SIMD4(lowHalf: highAB.highHalf, highHalf: highCD.highHalf), 3) }
}
