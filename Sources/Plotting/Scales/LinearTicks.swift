/// Round numbers at equal distances: multiples of 1, 2 or 5 times a power of ten.
struct LinearTicks {
    /// The ticks inside the domain, in increasing order.
    let ticks: [DecimalNumber]
    private let step: DecimalNumber
    private let first: Int
    private let last: Int
    private let low: Double
    private let high: Double

    /// Ticks for a domain, at the smallest round distance that gives at most `intervals` intervals over its length.
    init(_ domain: ClosedRange<Double>, intervals: Int) {
        let raw = (domain.upperBound - domain.lowerBound) / Double(max(intervals, 1))
        var exponent = Int(DecimalLogarithm.log10(raw).rounded(.down))
        // A relative 1e-9 forgives the rounding of the division above.
        let candidates = [1, 2, 5, 10].map { DecimalNumber($0, exponent: exponent) }
        step = candidates.first { $0.value >= raw * (1 - 1e-9) } ?? candidates[3]
        exponent = step.exponent
        let size = step.value
        low = domain.lowerBound / size
        high = domain.upperBound / size
        first = Int((low - 1e-9).rounded(.up))
        last = Int((high + 1e-9).rounded(.down))
        let mantissa = step.mantissa
        ticks = first <= last ? (first...last).map { DecimalNumber($0 * mantissa, exponent: exponent) } : []
    }

    /// The domain, widened to the nearest ticks outside.
    var niceDomain: ClosedRange<Double> {
        let lower = Int((low + 1e-9).rounded(.down)) * step.mantissa
        let upper = Int((high - 1e-9).rounded(.up)) * step.mantissa
        return DecimalNumber(lower, exponent: step.exponent).value...DecimalNumber(upper, exponent: step.exponent).value
    }
}
