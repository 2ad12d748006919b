/// Two proportions of the same trials, such as two models' right answers to the same questions: first less second.
///
/// The interval is method 10 of R. G. Newcombe (1998, Statistics in Medicine 17, 2635-2650): score limits of each
/// proportion, squared and added with their correlation. Against zero the exact test of Q. McNemar judges, without
/// the mid-p correction: the binomial distribution of the pairs that differ. Against other bounds the limits are turned
/// round.
public struct PairedProportions: Inference, Equatable {
    /// Trials in which both succeed, the first alone, the second alone, neither.
    public let (both, first, second, neither): (Int, Int, Int, Int)

    /// Precondition: no count below zero, at least one trial.
    public init(both: Int, first: Int, second: Int, neither: Int) {
        precondition(
            min(both, first, second, neither) >= 0 && both + first + second + neither > 0,
            "\(both), \(first), \(second), \(neither) are no counts of pairs")
        (self.both, self.first, self.second, self.neither) = (both, first, second, neither)
    }

    public var trials: Int { both + first + second + neither }
    public var estimate: Double { Double(first - second) / Double(trials) }

    /// P(X >= first) and P(X <= first) for the pairs that differ, each of which is the first's with probability 1/2.
    public var mcNemar: (above: Double, below: Double) {
        (Binomial.atLeast(first, trials: first + second, 0.5), Binomial.atMost(first, trials: first + second, 0.5))
    }

    public func limits(tail: Double) -> (lower: Double, upper: Double)? { newcombe(tail) }

    private func newcombe(_ tail: Double) -> (lower: Double, upper: Double) {
        let (a, b) = (Proportion(both + first, of: trials), Proportion(both + second, of: trials))
        let (own, other) = (a.wilson(tail: tail), b.wilson(tail: tail))
        let phi = correlation
        func length(_ x: Double, _ y: Double) -> Double { max(0, x * x - 2 * phi * x * y + y * y).squareRoot() }
        return (
            estimate - length(a.value - own.lower, other.upper - b.value),
            estimate + length(own.upper - a.value, b.value - other.lower)
        )
    }

    /// The correlation of the pairs, towards zero by half a pair where it is positive; 0 where a margin is empty.
    private var correlation: Double {
        let margins = [both + first, second + neither, both + second, first + neither].map(Double.init)
        let product = margins.reduce(1, *)
        guard product > 0 else { return 0 }
        let determinant = Double(both) * Double(neither) - Double(first) * Double(second)
        let corrected = determinant > 0 ? max(0, determinant - Double(trials) / 2) : determinant
        return corrected / product.squareRoot()
    }

    private struct Newcombe: InvertedLimits {
        let pairs: PairedProportions
        var estimate: Double { pairs.estimate }
        func limits(tail: Double) -> (lower: Double, upper: Double)? { pairs.newcombe(tail) }
    }

    public func pValue(above bound: Double) -> Double {
        bound == 0 ? mcNemar.above : Newcombe(pairs: self).pValue(above: bound)
    }

    public func pValue(below bound: Double) -> Double {
        bound == 0 ? mcNemar.below : Newcombe(pairs: self).pValue(below: bound)
    }
}
