import CVectorWidth

/// Some entries of a product with a transposed right operand: `output[e] = Σₙ left[i, n] · right[k, n]` for the
/// entries e = (i, k) of a pattern, shapes (M, N), (K, N) → (E).
///
/// Each sum is one chain of fused multiply-adds with n ascending: the bits of the dense product. Sixteen entries
/// of a row are computed at once; their rows of the right operand are transposed in registers.
///
/// - Parameters:
///   - starts: the entries of row i are `starts[i] ..< starts[i + 1]`; one more than there are rows.
///   - offsets: where row k of the right operand begins, in floats: for each row of the pattern its entries,
///     filled up to whole vectors with any row that exists.
public func multiplySampled(
    _ left: UnsafePointer<Float>, leftRowStride: Int, _ right: UnsafePointer<Float>, depth: Int,
    starts: OffsetTable, offsets: OffsetTable, into output: UnsafeMutablePointer<Float>
) {
    // A panel of columns at a time, so that the rows of the right operand that a panel needs stay in the cache.
    // Sums wait in the output between panels and go on where they stopped.
    var column = 0
    repeat {
        let end = min(column &+ panelColumns, depth)
        addPanel(
            left, leftRowStride, right, columns: column..<end, starts: starts, offsets: offsets,
            into: output)
        column = end
    } while column < depth
}

private let panelColumns = 128

@inline(__always)
private func addPanel(
    _ left: UnsafePointer<Float>, _ leftRowStride: Int, _ right: UnsafePointer<Float>, columns: Range<Int>,
    starts: OffsetTable, offsets: OffsetTable, into output: UnsafeMutablePointer<Float>
) {
    let total = Int(starts.pointer[starts.count - 1])
    let isFirst = columns.lowerBound == 0
    var group = offsets.pointer
    for row in 0..<(starts.count &- 1) {
        var entry = Int(starts.pointer[row])
        let end = Int(starts.pointer[row &+ 1])
        let factors = left + row &* leftRowStride
        while entry < end {
            // Chains of several groups run side by side, which hides the latency of a multiply-add.
            let groups = min(3, (end &- entry &+ 15) / 16)
            var (a, b, c) = (Vector(), Vector(), Vector())
            if !isFirst {
                a = load(output + entry, end &- entry)
                if groups > 1 { b = load(output + (entry &+ 16), end &- entry &- 16) }
                if groups > 2 { c = load(output + (entry &+ 32), end &- entry &- 32) }
            }
            var column = columns.lowerBound
            while column < columns.upperBound {
                let count = min(16, columns.upperBound &- column)
                addTransposed(&a, right + column, group, factors + column, count)
                if groups > 1 { addTransposed(&b, right + column, group + 16, factors + column, count) }
                if groups > 2 { addTransposed(&c, right + column, group + 32, factors + column, count) }
                column &+= 16
            }
            // In the first panel lanes beyond the row's entries are overwritten by the next row; later they hold
            // its sums.
            let limit = isFirst ? total : end
            store(a, output + entry, limit &- entry)
            if groups > 1 { store(b, output + (entry &+ 16), limit &- entry &- 16) }
            if groups > 2 { store(c, output + (entry &+ 32), limit &- entry &- 32) }
            entry &+= 16 &* groups
            group += 16 &* groups
        }
    }
}

@inline(__always)
private func load(_ source: UnsafeMutablePointer<Float>, _ count: Int) -> Vector {
    if count >= 16 { return source.vector() }
    var vector = Vector()
    for lane in 0..<count { vector[lane] = source[lane] }
    return vector
}

@inline(__always)
private func store(_ vector: Vector, _ destination: UnsafeMutablePointer<Float>, _ room: Int) {
    if room >= 16 {
        destination.store(vector)
    } else {
        for lane in 0..<room { destination[lane] = vector[lane] }
    }
}

/// Adds `factors[n] · rows[…][n]` for n in 0 ..< count, one after the other.
@inline(__always)
private func addTransposed(
    _ sums: inout Vector, _ right: UnsafePointer<Float>, _ offsets: UnsafePointer<Int32>,
    _ factors: UnsafePointer<Float>, _ count: Int
) {
    // Four columns at a time; the last ones of a row in the same order.
    var done = 0
    while done < count {
        let columns = FourColumns(right + done, offsets)
        if count &- done >= 4 {
            columns.add(&sums, factors + done)
        } else {
            columns.add(&sums, factors + done, count: count &- done)
        }
        done &+= 4
    }
}

/// Four columns of 16 rows: the rows 4 q + r for q = 0...3 come side by side from memory, which leaves two
/// rounds of shuffles within quarters of a vector.
private struct FourColumns {
    var t0, t1, t2, t3: Vector

    @inline(__always)
    init(_ right: UnsafePointer<Float>, _ offsets: UnsafePointer<Int32>) {
        @inline(__always) func rows(_ r: Int) -> Vector {
            load_quarters(
                right + Int(offsets[r]), right + Int(offsets[r &+ 4]), right + Int(offsets[r &+ 8]),
                right + Int(offsets[r &+ 12]))
        }
        let (a, b, c, d) = (rows(0), rows(1), rows(2), rows(3))
        let (lowAB, highAB) = (unpackLow(a, b), unpackHigh(a, b))
        let (lowCD, highCD) = (unpackLow(c, d), unpackHigh(c, d))
        t0 = pairLow(lowAB, lowCD)
        t1 = pairHigh(lowAB, lowCD)
        t2 = pairLow(highAB, highCD)
        t3 = pairHigh(highAB, highCD)
    }

    @inline(__always)
    func add(_ sums: inout Vector, _ factors: UnsafePointer<Float>) {
        sums.addProduct(Vector(repeating: factors[0]), t0)
        sums.addProduct(Vector(repeating: factors[1]), t1)
        sums.addProduct(Vector(repeating: factors[2]), t2)
        sums.addProduct(Vector(repeating: factors[3]), t3)
    }

    @inline(__always)
    func add(_ sums: inout Vector, _ factors: UnsafePointer<Float>, count: Int) {
        sums.addProduct(Vector(repeating: factors[0]), t0)
        if count > 1 { sums.addProduct(Vector(repeating: factors[1]), t1) }
        if count > 2 { sums.addProduct(Vector(repeating: factors[2]), t2) }
        if count > 3 { sums.addProduct(Vector(repeating: factors[3]), t3) }
    }
}

// Shuffles within each quarter q of two vectors.

/// a₀ b₀ a₁ b₁ of each quarter.
@inline(__always)
private func unpackLow(_ a: Vector, _ b: Vector) -> Vector {
    Vector(
        a[0], b[0], a[1], b[1], a[4], b[4], a[5], b[5],
        a[8], b[8], a[9], b[9], a[12], b[12], a[13], b[13])
}

/// a₂ b₂ a₃ b₃ of each quarter.
@inline(__always)
private func unpackHigh(_ a: Vector, _ b: Vector) -> Vector {
    Vector(
        a[2], b[2], a[3], b[3], a[6], b[6], a[7], b[7],
        a[10], b[10], a[11], b[11], a[14], b[14], a[15], b[15])
}

/// a₀ a₁ b₀ b₁ of each quarter.
@inline(__always)
private func pairLow(_ a: Vector, _ b: Vector) -> Vector {
    Vector(
        a[0], a[1], b[0], b[1], a[4], a[5], b[4], b[5],
        a[8], a[9], b[8], b[9], a[12], a[13], b[12], b[13])
}

/// a₂ a₃ b₂ b₃ of each quarter.
@inline(__always)
private func pairHigh(_ a: Vector, _ b: Vector) -> Vector {
    Vector(
        a[2], a[3], b[2], b[3], a[6], a[7], b[6], b[7],
        a[10], a[11], b[10], b[11], a[14], a[15], b[14], b[15])
}
