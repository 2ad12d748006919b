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
    let whole = columns / laneCount &* laneCount
    let tail = SIMDMask<SIMD16<Int32>>.first(columns &- whole)
    let identity = Vector(repeating: reduction.identity)
    for r in 0..<rows {
        let row = input + r &* rowStride
        var lanes = identity
        var column = 0
        while column < whole {
            lanes = reduction.join(lanes, row.vector(at: column))
            column &+= laneCount
        }
        if whole < columns {
            lanes = reduction.join(lanes, identity.replacing(with: row.vector(at: whole), where: tail))
        }
        output[r] = joinLanes(reduction, lanes)
    }
}

@inline(__always)
private func joinLanes(_ reduction: Reduction, _ v: Vector) -> Float {
    var lanes = v
    lanes = reduction.join(
        lanes,
        Vector(
            lanes[8], lanes[9], lanes[10], lanes[11], lanes[12], lanes[13], lanes[14], lanes[15],
            0, 0, 0, 0, 0, 0, 0, 0))
    lanes = reduction.join(
        lanes,
        Vector(
            lanes[4], lanes[5], lanes[6], lanes[7], 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
    lanes = reduction.join(
        lanes, Vector(lanes[2], lanes[3], 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
    lanes = reduction.join(
        lanes, Vector(lanes[1], 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
    return lanes[0]
}
