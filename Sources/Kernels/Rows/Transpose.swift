/// The transpose `output[j, i] = input[i, j]`, shapes (M, N) → (N, M), rows found by a list.
///
/// Row `i` starts at `input + rowOffsets[i]` and is readable up to whole vectors; a negative offset stands for a row of zeros.
/// Padding columns of the output, up to whole vectors, become zero. Blocks of four by four floats are moved through registers of
/// four, which every processor exchanges in eight instructions; larger blocks need more of them, between parts of registers.
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
        var row = 0
        while row < paddedCount(rows) {
            @inline(__always) func start(_ i: Int) -> UnsafePointer<Float> {
                guard row &+ i < rows, rowOffsets[row &+ i] >= 0 else { return missing }
                return input + Int(rowOffsets[row &+ i])
            }
            transposeRows(start(0), start(1), start(2), start(3), columns: columns, into: output + row, outputRowStride)
            row &+= 4
        }
    }
}

/// The plain form of `transpose`, for tests.
public func referenceTranspose(_ input: [Float], rows: Int, columns: Int) -> [Float] {
    (0..<columns).flatMap { j in (0..<rows).map { i in input[i * columns + j] } }
}

/// Four rows as the first four columns of the output.
@inline(__always)
private func transposeRows(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ c: UnsafePointer<Float>, _ d: UnsafePointer<Float>, columns: Int,
    into output: UnsafeMutablePointer<Float>, _ outputRowStride: Int
) {
    @inline(__always) func load(_ row: UnsafePointer<Float>, _ column: Int) -> SIMD4<Float> {
        UnsafeRawPointer(row + column).loadUnaligned(as: SIMD4<Float>.self)
    }
    @inline(__always) func store(_ row: SIMD4<Float>, _ column: Int) {
        UnsafeMutableRawPointer(output + column &* outputRowStride).storeBytes(of: row, as: SIMD4<Float>.self)
    }
    var column = 0
    while column < columns {
        let (a, b, c, d) = (load(a, column), load(b, column), load(c, column), load(d, column))
        let (lowAB, highAB) = (SIMD4(a[0], b[0], a[1], b[1]), SIMD4(a[2], b[2], a[3], b[3]))
        let (lowCD, highCD) = (SIMD4(c[0], d[0], c[1], d[1]), SIMD4(c[2], d[2], c[3], d[3]))
        store(SIMD4(lowHalf: lowAB.lowHalf, highHalf: lowCD.lowHalf), column)
        if column &+ 1 < columns { store(SIMD4(lowHalf: lowAB.highHalf, highHalf: lowCD.highHalf), column &+ 1) }
        if column &+ 2 < columns { store(SIMD4(lowHalf: highAB.lowHalf, highHalf: highCD.lowHalf), column &+ 2) }
        if column &+ 3 < columns { store(SIMD4(lowHalf: highAB.highHalf, highHalf: highCD.highHalf), column &+ 3) }
        column &+= 4
    }
}
