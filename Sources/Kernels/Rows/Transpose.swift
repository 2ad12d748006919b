/// The transpose `output[j, i] = input[i, j]`, shapes (M, N) → (N, M), rows found by a list.
///
/// Row `i` starts at `input + rowOffsets[i]`; a negative offset stands for a row of zeros. Whole blocks of
/// 16 by 16 are moved through registers; padding columns of the output, up to whole vectors, become zero.
public func transpose(
    _ input: UnsafePointer<Float>, rowOffsets: UnsafePointer<Int32>, rows: Int, columns: Int,
    into output: UnsafeMutablePointer<Float>, outputRowStride: Int
) {
    require(rows >= 0 && columns >= 0, "the transpose of \(rows) rows of \(columns) columns")
    require(
        columns < 2 || outputRowStride >= paddedCount(rows), "rows of \(rows) columns, \(outputRowStride) floats apart")
    var row = 0
    while row < rows {
        let blockRows = min(laneCount, rows &- row)
        var column = 0
        if blockRows <= LowTransposeBlock.rows {
            while column < columns {
                var block = LowTransposeBlock()
                block.load(input + column, rowOffsets + row, blockRows)
                block.transpose()
                block.store(
                    output + (column &* outputRowStride &+ row), outputRowStride,
                    min(laneCount, columns &- column))
                column &+= laneCount
            }
            break
        }
        if blockRows == laneCount {
            // Without a test for each row and column.
            while columns &- column >= laneCount {
                var block = TransposeBlock()
                block.load(input + column, rowOffsets + row, laneCount)
                block.transpose()
                block.store(output + (column &* outputRowStride &+ row), outputRowStride, laneCount)
                column &+= laneCount
            }
        }
        while column < columns {
            var block = TransposeBlock()
            block.load(input + column, rowOffsets + row, blockRows)
            block.transpose()
            block.store(
                output + (column &* outputRowStride &+ row), outputRowStride,
                min(laneCount, columns &- column))
            column &+= laneCount
        }
        row &+= laneCount
    }
}

/// The plain form of `transpose`, for tests.
public func referenceTranspose(_ input: [Float], rows: Int, columns: Int) -> [Float] {
    (0..<columns).flatMap { j in (0..<rows).map { i in input[i * columns + j] } }
}

/// Sixteen vectors in registers.
private struct TransposeBlock {
    var v0 = Vector(), v1 = Vector(), v2 = Vector(), v3 = Vector()
    var v4 = Vector(), v5 = Vector(), v6 = Vector(), v7 = Vector()
    var v8 = Vector(), v9 = Vector(), v10 = Vector(), v11 = Vector()
    var v12 = Vector(), v13 = Vector(), v14 = Vector(), v15 = Vector()

    @inline(__always)
    mutating func load(
        _ input: UnsafePointer<Float>, _ rowOffsets: UnsafePointer<Int32>, _ count: Int
    ) {
        @inline(__always) func row(_ i: Int) -> Vector {
            guard i < count, rowOffsets[i] >= 0 else { return Vector() }
            return input.vector(at: Int(rowOffsets[i]))
        }
        v0 = row(0); v1 = row(1); v2 = row(2); v3 = row(3)
        v4 = row(4); v5 = row(5); v6 = row(6); v7 = row(7)
        v8 = row(8); v9 = row(9); v10 = row(10); v11 = row(11)
        v12 = row(12); v13 = row(13); v14 = row(14); v15 = row(15)
    }

    @inline(__always)
    func store(_ output: UnsafeMutablePointer<Float>, _ rowStride: Int, _ count: Int) {
        @inline(__always) func row(_ i: Int, _ v: Vector) {
            if i < count { output.store(v, at: i &* rowStride) }
        }
        row(0, v0); row(1, v1); row(2, v2); row(3, v3)
        row(4, v4); row(5, v5); row(6, v6); row(7, v7)
        row(8, v8); row(9, v9); row(10, v10); row(11, v11)
        row(12, v12); row(13, v13); row(14, v14); row(15, v15)
    }

    /// Four rounds of perfect shuffles: interleaving vector i with vector i + 8 turns the 8-bit number
    /// (row, lane) by one bit, and four turns exchange row and lane.
    @inline(__always)
    mutating func transpose() {
        shuffle(); shuffle(); shuffle(); shuffle()
    }

    @inline(__always)
    private mutating func shuffle() {
        let old = self
        (v0, v1) = interleave(old.v0, old.v8)
        (v2, v3) = interleave(old.v1, old.v9)
        (v4, v5) = interleave(old.v2, old.v10)
        (v6, v7) = interleave(old.v3, old.v11)
        (v8, v9) = interleave(old.v4, old.v12)
        (v10, v11) = interleave(old.v5, old.v13)
        (v12, v13) = interleave(old.v6, old.v14)
        (v14, v15) = interleave(old.v7, old.v15)
    }
}

/// Eight vectors in registers: the last rows, where there are at most eight.
private struct LowTransposeBlock {
    static let rows = 8

    var v0 = Vector(), v1 = Vector(), v2 = Vector(), v3 = Vector()
    var v4 = Vector(), v5 = Vector(), v6 = Vector(), v7 = Vector()

    @inline(__always)
    mutating func load(
        _ input: UnsafePointer<Float>, _ rowOffsets: UnsafePointer<Int32>, _ count: Int
    ) {
        @inline(__always) func row(_ i: Int) -> Vector {
            guard i < count, rowOffsets[i] >= 0 else { return Vector() }
            return input.vector(at: Int(rowOffsets[i]))
        }
        v0 = row(0); v1 = row(1); v2 = row(2); v3 = row(3)
        v4 = row(4); v5 = row(5); v6 = row(6); v7 = row(7)
    }

    /// Each vector has two rows of the output.
    @inline(__always)
    func store(_ output: UnsafeMutablePointer<Float>, _ rowStride: Int, _ count: Int) {
        @inline(__always) func row(_ i: Int, _ half: SIMD8<Float>) {
            if i < count { output.store(Vector(lowHalf: half, highHalf: SIMD8()), at: i &* rowStride) }
        }
        row(0, v0.lowHalf); row(1, v0.highHalf); row(2, v1.lowHalf); row(3, v1.highHalf)
        row(4, v2.lowHalf); row(5, v2.highHalf); row(6, v3.lowHalf); row(7, v3.highHalf)
        row(8, v4.lowHalf); row(9, v4.highHalf); row(10, v5.lowHalf); row(11, v5.highHalf)
        row(12, v6.lowHalf); row(13, v6.highHalf); row(14, v7.lowHalf); row(15, v7.highHalf)
    }

    /// Three rounds turn the 7-bit number (row, lane) by three bits.
    @inline(__always)
    mutating func transpose() {
        shuffle(); shuffle(); shuffle()
    }

    @inline(__always)
    private mutating func shuffle() {
        let old = self
        (v0, v1) = interleave(old.v0, old.v4)
        (v2, v3) = interleave(old.v1, old.v5)
        (v4, v5) = interleave(old.v2, old.v6)
        (v6, v7) = interleave(old.v3, old.v7)
    }
}

@inline(__always)
private func interleave(_ a: Vector, _ b: Vector) -> (Vector, Vector) {
    (
        Vector(
            a[0], b[0], a[1], b[1], a[2], b[2], a[3], b[3],
            a[4], b[4], a[5], b[5], a[6], b[6], a[7], b[7]),
        Vector(
            a[8], b[8], a[9], b[9], a[10], b[10], a[11], b[11],
            a[12], b[12], a[13], b[13], a[14], b[14], a[15], b[15])
    )
}
