/// A proportion judged by the binomial distribution itself: C. J. Clopper and E. S. Pearson (1934).
///
/// Never more errors than its level says, at the price of some power.
public struct ExactProportion: Inference, Equatable {
    public let proportion: Proportion

    public init(_ proportion: Proportion) { self.proportion = proportion }

    public var estimate: Double { proportion.value }
    private var count: Int { proportion.count }
    private var trials: Int { proportion.trials }

    public func limits(tail: Double) -> (lower: Double, upper: Double)? { Self.limits(count, of: trials, tail: tail) }

    private static func limits(_ count: Int, of trials: Int, tail: Double) -> (lower: Double, upper: Double) {
        (
            count == 0 ? 0 : bisect(0, 1) { Binomial.atLeast(count, trials: trials, $0) < tail },
            count == trials ? 1 : bisect(0, 1) { Binomial.atMost(count, trials: trials, $0) > tail }
        )
    }

    /// P(X >= count) with probability `bound`.
    public func pValue(above bound: Double) -> Double {
        bound < 0 ? 0 : Binomial.atLeast(count, trials: trials, min(1, bound))
    }

    /// P(X <= count) with probability `bound`.
    public func pValue(below bound: Double) -> Double {
        bound > 1 ? 0 : Binomial.atMost(count, trials: trials, max(0, bound))
    }

    /// Exact; towards the middle of 0...1, where there is more room. NaN where not even 0 or 1 would be found.
    public func detectableDistance(beyond bound: Double, tail: Double, power: Double) -> Double {
        guard (0...1).contains(bound) else { return .nan }
        if bound > 0.5 {
            let mirrored = ExactProportion(Proportion(trials - count, of: trials))
            return mirrored.detectableDistance(beyond: 1 - bound, tail: tail, power: power)
        }
        // The fewest successes that reject.
        guard let critical = firstIndex(in: 0...trials, where: { Binomial.atLeast($0, trials: trials, bound) <= tail })
        else { return .nan }
        return bisect(bound, 1) { Binomial.atLeast(critical, trials: trials, $0) < power } - bound
    }

    /// Exact, for the whole range value ± margin.
    public func detectableMargin(around value: Double, tail: Double, power: Double) -> Double {
        guard (0...1).contains(value) else { return .nan }
        return bisect(0, 1) { margin in
            let (lower, upper) = (value - margin, value + margin)
            // The fewest and the most successes for which both tests reject.
            let fewest =
                lower < 0 ? 0 : firstIndex(in: 0...trials) { Binomial.atLeast($0, trials: trials, lower) <= tail }
            let most =
                upper > 1
                ? trials
                : firstIndex(in: 0...trials) { Binomial.atMost($0, trials: trials, upper) > tail }.map { $0 - 1 }
            guard let fewest, let most, most >= fewest else { return true }
            let passes =
                Binomial.atMost(most, trials: trials, value) - Binomial.atMost(fewest - 1, trials: trials, value)
            return passes < power
        }
    }

    /// The first index from which on a condition holds; nil if it holds for none.
    private func firstIndex(in range: ClosedRange<Int>, where holds: (Int) -> Bool) -> Int? {
        var (lower, upper) = (range.lowerBound, range.upperBound + 1)
        while lower < upper {
            let middle = (lower + upper) / 2
            if holds(middle) { upper = middle } else { lower = middle + 1 }
        }
        return lower <= range.upperBound ? lower : nil
    }
}
