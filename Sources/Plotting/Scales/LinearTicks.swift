/// Round numbers at equal distances: multiples of 1, 2 or 5 times a power of ten; also of 2.5, 3 or 4 where
/// the domain begins and ends at such multiples.
struct LinearTicks {
    /// The ticks inside the domain, in increasing order.
    let ticks: [DecimalNumber]
    /// The distance between neighbours.
    let step: DecimalNumber
    private let first: Int
    private let last: Int
    private let low: Double
    private let high: Double

    /// Ticks for a domain, at the smallest round distance that gives at most `intervals` intervals over its length.
    init(_ domain: ClosedRange<Double>, intervals: Int) {
        let raw = (domain.upperBound - domain.lowerBound) / Double(max(intervals, 1))
        let exponent = Int(DecimalLogarithm.log10(raw).rounded(.down))
        let candidates = [10, 20, 25, 30, 40, 50, 100].map { DecimalNumber($0, exponent: exponent - 1) }
        let fitting = candidates.first { candidate in
            // A relative 1e-9 forgives the rounding of the division above.
            guard candidate.value >= raw * (1 - 1e-9) else { return false }
            let isUsual = [1, 2, 5].contains(candidate.mantissa)
            return isUsual || Self.isMultiple(domain.lowerBound, candidate) && Self.isMultiple(domain.upperBound, candidate)
        }
        self.init(domain, step: fitting ?? candidates[6])
    }

    /// Ticks at the multiples of a given distance.
    init(_ domain: ClosedRange<Double>, step: DecimalNumber) {
        self.step = step
        let size = step.value
        low = domain.lowerBound / size
        high = domain.upperBound / size
        first = Int((low - 1e-9).rounded(.up))
        last = Int((high + 1e-9).rounded(.down))
        ticks = first <= last ? (first...last).map { DecimalNumber($0 * step.mantissa, exponent: step.exponent) } : []
    }

    private static func isMultiple(_ value: Double, _ step: DecimalNumber) -> Bool {
        let quotient = value / step.value
        return (quotient - quotient.rounded()).magnitude < 1e-9
    }

    /// The domain, widened to the nearest ticks outside.
    var niceDomain: ClosedRange<Double> {
        let lower = Int((low + 1e-9).rounded(.down)) * step.mantissa
        let upper = Int((high - 1e-9).rounded(.up)) * step.mantissa
        return DecimalNumber(lower, exponent: step.exponent).value...DecimalNumber(upper, exponent: step.exponent).value
    }
}
