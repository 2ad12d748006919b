/// How a reduction joins two values.
public enum Reduction: Hashable, Sendable {
    case sum
    case maximum

    @inline(__always)
    func join(_ a: Vector, _ b: Vector) -> Vector {
        switch self {
        case .sum: return a + b
        // NaN wins, so that a diverged value is not hidden.
        case .maximum: return a.replacing(with: b, where: (b .> a) .| (b .!= b))
        }
    }

    /// The value that changes no other.
    @inline(__always)
    var identity: Float { self == .sum ? 0 : -.infinity }
}

/// Joins listed rows: `output[r] = input[rows[r * terms]] ∘ … ∘ input[rows[r * terms + terms - 1]]`, in order.
///
/// `rowOffsets` holds `outputRows * terms` offsets in floats, `terms` at least 1; rows are `columns` long and padded to
/// vectors.
public func reduceRows(
    _ reduction: Reduction, _ input: UnsafePointer<Float>, rowOffsets: UnsafePointer<Int32>,
    terms: Int, outputRows: Int, columns: Int, into output: UnsafeMutablePointer<Float>,
    outputRowStride: Int
) {
    require(terms > 0 && outputRows >= 0 && columns >= 0, "\(outputRows) rows of \(columns) joined from \(terms) each")
    require(
        outputRows < 2 || outputRowStride >= paddedCount(columns),
        "rows of \(columns) columns, \(outputRowStride) floats apart")
    for r in 0..<outputRows {
        let offsets = rowOffsets + r &* terms
        let destination = output + r &* outputRowStride
        var column = 0
        while column < columns {
            var joined = input.vector(at: Int(offsets[0]) &+ column)
            for term in 1..<terms {
                joined = reduction.join(joined, input.vector(at: Int(offsets[term]) &+ column))
            }
            destination.store(joined, at: column)
            column &+= laneCount
        }
    }
}

/// Joins the columns of each row: `output[r] = input[r, 0] ∘ … ∘ input[r, columns - 1]`, shapes (R, N) → (R).
///
/// Lane l takes columns l, l + 16, …; then lanes 8 apart, 4, 2 and 1 apart are joined.
public func reduceColumns(
    _ reduction: Reduction, _ input: UnsafePointer<Float>, rowStride: Int, rows: Int, columns: Int,
    into output: UnsafeMutablePointer<Float>
) {
    require(rows >= 0 && columns >= 0, "\(rows) rows of \(columns) columns")
    switch reduction {
    case .sum: joinColumns(.sum, input, rowStride, rows, columns, output)
    case .maximum: joinColumns(.maximum, input, rowStride, rows, columns, output)
    }
}

/// With `reduction` known to the compiler. Four rows at a time: their lanes are joined in the same registers.
@inline(__always)
private func joinColumns(
    _ reduction: Reduction, _ input: UnsafePointer<Float>, _ rowStride: Int, _ rows: Int, _ columns: Int,
    _ output: UnsafeMutablePointer<Float>
) {
    let whole = columns / laneCount &* laneCount
    let tail = SIMDMask<SIMD16<Int32>>.first(columns &- whole)
    let identity = Vector(repeating: reduction.identity)
    @inline(__always) func last(_ row: UnsafePointer<Float>) -> Vector {
        identity.replacing(with: row.vector(at: whole), where: tail)
    }
    var row = 0
    while row &+ 4 <= rows {
        let a = input + row &* rowStride
        let (b, c, d) = (a + rowStride, a + 2 &* rowStride, a + 3 &* rowStride)
        var lanes = (identity, identity, identity, identity)
        forEachVector(whole) { column in
            lanes.0 = reduction.join(lanes.0, a.vector(at: column))
            lanes.1 = reduction.join(lanes.1, b.vector(at: column))
            lanes.2 = reduction.join(lanes.2, c.vector(at: column))
            lanes.3 = reduction.join(lanes.3, d.vector(at: column))
        }
        if whole < columns {
            lanes.0 = reduction.join(lanes.0, last(a))
            lanes.1 = reduction.join(lanes.1, last(b))
            lanes.2 = reduction.join(lanes.2, last(c))
            lanes.3 = reduction.join(lanes.3, last(d))
        }
        UnsafeMutableRawPointer(output + row).storeBytes(of: joinLanes(reduction, lanes), as: SIMD4<Float>.self)
        row &+= 4
    }
    while row < rows {
        let values = input + row &* rowStride
        var lanes = identity
        forEachVector(whole) { column in lanes = reduction.join(lanes, values.vector(at: column)) }
        if whole < columns { lanes = reduction.join(lanes, last(values)) }
        output[row] = joinLanes(reduction, (lanes, lanes, lanes, lanes))[0]
        row &+= 1
    }
}

/// The lanes of each of four vectors joined: those 8 apart, then 4, 2 and 1 apart.
@inline(__always)
private func joinLanes(_ reduction: Reduction, _ v: (Vector, Vector, Vector, Vector)) -> SIMD4<Float> {
    let (a, b, c, d) = v
    // Eight lanes of a, then of b; of c, then of d.
    let ab = reduction.join(Vector(lowHalf: a.lowHalf, highHalf: b.lowHalf), Vector(lowHalf: a.highHalf, highHalf: b.highHalf))
    let cd = reduction.join(Vector(lowHalf: c.lowHalf, highHalf: d.lowHalf), Vector(lowHalf: c.highHalf, highHalf: d.highHalf))
    // Four lanes of each.
    let fours = reduction.join(
        Vector(
            ab[0], ab[1], ab[2], ab[3], ab[8], ab[9], ab[10], ab[11], cd[0], cd[1], cd[2], cd[3], cd[8], cd[9], cd[10], cd[11]),
        Vector(
            ab[4], ab[5], ab[6], ab[7], ab[12], ab[13], ab[14], ab[15], cd[4], cd[5], cd[6], cd[7], cd[12], cd[13], cd[14], cd[15]))
    // The first two of each four, then the first, hold what is joined; the others are not used.
    let twos = reduction.join(
        fours,
        Vector(
            fours[2], fours[3], 0, 0, fours[6], fours[7], 0, 0, fours[10], fours[11], 0, 0, fours[14], fours[15], 0, 0))
    let ones = reduction.join(twos, Vector(twos[1], 0, 0, 0, twos[5], 0, 0, 0, twos[9], 0, 0, 0, twos[13], 0, 0, 0))
    return SIMD4(ones[0], ones[4], ones[8], ones[12])
}
