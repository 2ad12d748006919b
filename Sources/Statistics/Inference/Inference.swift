/// What a sample says about a quantity: an estimate, the limits of intervals, and tests against any bound.
///
/// Tests and intervals are two views of the same thing: the limit of an interval with `tail` on each side is the bound
/// that the one-sided test at that level just fails to reject.
public protocol Inference: Sendable {
    var estimate: Double { get }

    /// The limits that leave out `tail` on each side: an interval of level 1 - 2 `tail`.
    ///
    /// - Returns: nil where there is no such interval: of one value, or of a ratio whose denominator may be zero.
    func limits(tail: Double) -> (lower: Double, upper: Double)?

    /// The p-value of "the quantity is at most `bound`": small where the sample shows that it is above.
    ///
    /// NaN where there is no interval.
    func pValue(above bound: Double) -> Double

    /// The p-value of "the quantity is at least `bound`": small where the sample shows that it is below.
    func pValue(below bound: Double) -> Double

    /// The distance beyond a bound at which the one-sided test at level `tail` rejects with probability `power`.
    func detectableDistance(beyond bound: Double, tail: Double, power: Double) -> Double

    /// The smallest margin with which the equivalence test at level `tail` a side passes with probability `power`, when
    /// the quantity is exactly `value`.
    func detectableMargin(around value: Double, tail: Double, power: Double) -> Double
}

extension Inference {
    /// The interval of a level such as 0.95.
    public func interval(level: Double) -> (lower: Double, upper: Double)? { limits(tail: (1 - level) / 2) }

    /// The p-value of "the quantity is `bound`": twice the smaller one-sided one, at most 1.
    public func pValue(unequal bound: Double) -> Double {
        let (above, below) = (pValue(above: bound), pValue(below: bound))
        return above.isNaN || below.isNaN ? .nan : min(1, 2 * min(above, below))
    }

    /// The p-value of "the quantity lies outside of the range": two one-sided tests (TOST), the larger of the two.
    ///
    /// D. J. Schuirmann (1987). An end may be infinite.
    public func pValue(within range: ClosedRange<Double>) -> Double {
        let above = range.lowerBound == -.infinity ? 0 : pValue(above: range.lowerBound)
        let below = range.upperBound == .infinity ? 0 : pValue(below: range.upperBound)
        return above.isNaN || below.isNaN ? .nan : max(above, below)
    }

    /// The p-value of "the quantity lies within the range": the smaller of the two one-sided tests from outside.
    ///
    /// Level `tail` for a range that is wide beside the standard error, at most 2 `tail` for any.
    public func pValue(outside range: ClosedRange<Double>) -> Double {
        let below = range.lowerBound == -.infinity ? 1 : pValue(below: range.lowerBound)
        let above = range.upperBound == .infinity ? 1 : pValue(above: range.upperBound)
        return above.isNaN || below.isNaN ? .nan : min(above, below)
    }

    /// The standard error that the limits imply, as if the estimate were normally distributed.
    func normalStandardError(tail: Double) -> Double {
        guard let limits = limits(tail: tail) else { return .nan }
        return (limits.upper - limits.lower) / (2 * Normal.upperQuantile(tail))
    }

    /// (z(tail) + z(1 - power)) standard errors, those of the limits: the normal approximation.
    public func detectableDistance(beyond bound: Double, tail: Double, power: Double) -> Double {
        (Normal.upperQuantile(tail) + Normal.quantile(power)) * normalStandardError(tail: tail)
    }

    /// (z(tail) + z((1 - power)/2)) standard errors, those of the limits: the normal approximation.
    public func detectableMargin(around value: Double, tail: Double, power: Double) -> Double {
        (Normal.upperQuantile(tail) + Normal.upperQuantile((1 - power) / 2)) * normalStandardError(tail: tail)
    }
}

/// Limits of intervals whose tests are found by turning the limits round: p is the tail whose limit is the bound.
protocol InvertedLimits: Inference {}

extension InvertedLimits {
    public func pValue(above bound: Double) -> Double {
        estimate < bound ? 1 - pValue(below: bound) : tail { $0.lower > bound }
    }
    public func pValue(below bound: Double) -> Double {
        estimate > bound ? 1 - pValue(above: bound) : tail { $0.upper < bound }
    }

    /// The smallest tail whose limits exclude a bound; 1/2 at the estimate itself.
    private func tail(excludes: ((lower: Double, upper: Double)) -> Bool) -> Double {
        guard limits(tail: 0.05) != nil, estimate.isFinite else { return .nan }
        return Normal.upperTail(bisect(0, 37) { z in limits(tail: Normal.upperTail(z)).map(excludes) ?? false })
    }
}
