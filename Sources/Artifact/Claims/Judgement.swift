import Statistics

/// A rule applied to evidence: the verdict and the numbers behind it.
public struct Judgement: Sendable, Equatable {
    /// The level of every one-sided test.
    public static let tail = 0.05
    /// The level of the interval that shows the same, 1 - 2 `tail`.
    public static let level = 0.9
    /// The power of the power notes.
    public static let power = 0.8

    public let verdict: Verdict
    public let estimate: Double?
    /// The interval of 90 %.
    public let lower: Double?
    public let upper: Double?
    /// Independent values behind the estimate.
    public let count: Int
    /// Of the hypothesis that the claim is false: small where it is reproduced.
    public let p: Double?
    /// Of the hypothesis that the claim is true: small where it is contradicted, also in part.
    public let pAgainst: Double?
    /// The smallest effect that so many runs with so much spread would have found with 80 % probability, in the claim's
    /// unit: beyond the bound of a one-sided rule; the smallest margin of an equivalence, a range or a size.
    public let detectable: Double?
    /// Why it is not tested or inconclusive.
    public let reason: String?

    public init(_ rule: Rule, _ evidence: Evidence) {
        let count = evidence.count
        if case .untested(let reason) = evidence {
            self.init(.notTested, count: 0, reason: reason)
            return
        }
        guard rule != .none else {
            self.init(.notTested, count: count, reason: "the paper's statement has no rule")
            return
        }
        guard let inference = evidence.inference else {
            self.init(.inconclusive, count: 0, reason: "no runs")
            return
        }
        let estimate = inference.estimate
        guard estimate.isFinite else {
            self.init(.inconclusive, count: count, reason: "a value is not finite")
            return
        }
        let p = inference.pValue(within: rule.region)
        let pAgainst = inference.pValue(outside: rule.contradictionRegion)
        guard let limits = inference.limits(tail: Self.tail), !p.isNaN, !pAgainst.isNaN else {
            let reason = count < 2 ? "one value has no interval" : "there is no finite interval"
            self.init(.inconclusive, estimate: estimate, count: count, reason: reason)
            return
        }
        let verdict = Self.verdict(rule, inference, p, pAgainst)
        self.init(
            verdict, estimate: estimate, limits: limits, count: count, p: p, pAgainst: pAgainst,
            detectable: Self.detectable(rule, inference),
            reason: verdict == .inconclusive ? "the interval reaches across the limit" : nil)
    }

    private init(
        _ verdict: Verdict, estimate: Double? = nil, limits: (lower: Double, upper: Double)? = nil, count: Int,
        p: Double? = nil, pAgainst: Double? = nil, detectable: Double? = nil, reason: String?
    ) {
        self.verdict = verdict
        self.estimate = estimate
        lower = limits?.lower
        upper = limits?.upper
        self.count = count
        self.p = p
        self.pAgainst = pAgainst
        self.detectable = detectable
        self.reason = reason
    }

    private static func verdict(
        _ rule: Rule, _ inference: any Inference, _ p: Double, _ pAgainst: Double
    ) -> Verdict {
        rule.verdict(holds: p <= tail, fails: pAgainst <= tail) { isPositive in
            (isPositive ? inference.pValue(above: 0) : inference.pValue(below: 0)) <= tail
        }
    }

    private static func detectable(_ rule: Rule, _ inference: any Inference) -> Double? {
        let distance =
            switch rule {
            case .atLeast(let bound), .atMost(let bound), .greater(let bound, _), .less(let bound, _):
                inference.detectableDistance(beyond: bound, tail: tail, power: power)
            case .equivalence(let value, _), .size(let value, _):
                inference.detectableMargin(around: value, tail: tail, power: power)
            case .within(let range):
                inference.detectableMargin(
                    around: middle(of: range, isGeometric: inference is GeometricMean), tail: tail, power: power)
            case .none: Double.nan
            }
        return distance.isFinite ? distance : nil
    }

    private static func middle(of range: ClosedRange<Double>, isGeometric: Bool) -> Double {
        isGeometric && range.lowerBound > 0
            ? (range.lowerBound * range.upperBound).squareRoot() : range.lowerBound / 2 + range.upperBound / 2
    }
}
