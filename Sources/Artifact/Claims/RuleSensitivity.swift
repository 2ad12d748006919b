import RandomGenerators
import Statistics

extension Rule {
    /// The same rule with a tolerance that is wider or narrower; a rule without a tolerance stays as it is.
    ///
    /// Margins and negligible differences are multiplied. Factors are raised to the power, so that 1.5 becomes 2.25 for a factor of 2;
    /// so are the ends of a range from a part to its multiple. A margin stays below its size.
    public func withTolerance(multipliedBy factor: Double) -> Rule {
        func power(_ value: Double) -> Double { exponential(factor * naturalLogarithm(value)) }
        return switch self {
        case .equivalence(let value, let margin): .equivalence(to: value, margin: factor * margin)
        case .within(let range) where range.lowerBound > 0: .within(power(range.lowerBound)...power(range.upperBound))
        case .within(let range):
            .within(range.lowerBound * factor...range.upperBound * factor)
        case .greater(let bound, let negligible): .greater(than: bound, negligible: factor * negligible)
        case .less(let bound, let negligible): .less(than: bound, negligible: factor * negligible)
        case .size(let size, .factor(let tolerance)): .size(size, .factor(power(tolerance)))
        case .size(let size, .margin(let margin)): .size(size, .margin(min(factor * margin, 0.99 * size.magnitude)))
        case .atLeast, .atMost, .none: self
        }
    }

    /// The verdict that the interval of 90 % gives.
    ///
    /// ``Judgement`` decides by p-values, which are the same thing but for McNemar's test, whose interval is another's.
    public func verdict(lower: Double, upper: Double) -> Verdict {
        let (region, contradiction) = (region, contradictionRegion)
        return verdict(
            holds: region.lowerBound <= lower && upper <= region.upperBound,
            fails: upper < contradiction.lowerBound || contradiction.upperBound < lower,
            hasSign: { isPositive in isPositive ? lower > 0 : upper < 0 })
    }
}

extension ClaimRow {
    /// The verdict under a wider or narrower tolerance; that of the rule where there is no interval.
    public func verdict(toleranceMultipliedBy factor: Double) -> Verdict {
        guard let lower, let upper else { return verdict }
        return rule.withTolerance(multipliedBy: factor).verdict(lower: lower, upper: upper)
    }
}
