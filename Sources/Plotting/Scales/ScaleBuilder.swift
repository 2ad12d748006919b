/// Makes the scale of an axis from what the marks ask for.
enum ScaleBuilder {
    /// Share of the data's range that a roomy axis leaves free at each end where it has no ticks to end at.
    private static let room = 0.03
    /// Share of the data's range by which a tight axis may be longer to begin or end at a tick.
    private static let snap = 0.04
    /// The same for a logarithmic axis, whose ticks are farther apart.
    private static let logSnap = 0.15

    /// The scale; `intervals` is how many tick intervals the axis will have, to end at a tick.
    ///
    /// Throws `PlottingError.mixedValues` for a name on a numeric axis, and `PlottingError.domain` for a given domain with an end that has no
    /// place on an axis.
    static func scale(for axis: Axis, covering extent: Extent, intervals: Int, name: String) throws -> any Scale {
        if axis.kind != .band, let found = extent.firstName {
            throw PlottingError.mixedValues(axis: name, name: found)
        }
        if let domain = axis.domain, ![domain.lowerBound, domain.upperBound].allSatisfy({ Value.number($0).finite != nil }) {
            throw PlottingError.domain(axis: name, domain)
        }
        switch axis.kind {
        case .band: return BandScale(axis.order ?? extent.names)
        case .linear: return axis.domain.map { LinearScale($0) } ?? linear(axis, extent, intervals)
        case .log: return LogScale(axis.domain ?? logDomain(extent, endsAtTicks: axis.isVisible && axis.ticks == nil))
        }
    }

    private static func linear(_ axis: Axis, _ extent: Extent, _ intervals: Int) -> LinearScale {
        var range = extent.range ?? 0...1
        if axis.includesZero { range = min(range.lowerBound, 0)...max(range.upperBound, 0) }
        let tight = LinearScale(range)
        guard extent.fit == .roomy else {
            return extent.fit == .tight && axis.isVisible ? rounded(tight, intervals) : tight
        }
        if axis.isVisible {
            let ticks = LinearTicks(tight.domain, intervals: intervals)
            return LinearScale(ticks.niceDomain, tickStep: ticks.step)
        }
        let padding = (tight.domain.upperBound - tight.domain.lowerBound) * room
        return LinearScale((tight.domain.lowerBound - padding)...(tight.domain.upperBound + padding))
    }

    /// A tight scale with those ends moved out to ticks that are nearly there.
    private static func rounded(_ tight: LinearScale, _ intervals: Int) -> LinearScale {
        let (low, high) = (tight.domain.lowerBound, tight.domain.upperBound)
        let nice = LinearTicks(tight.domain, intervals: intervals).niceDomain
        let most = (high - low) * snap
        return LinearScale(
            (low - nice.lowerBound <= most ? nice.lowerBound : low)...(nice.upperBound - high <= most ? nice.upperBound : high))
    }

    private static func logDomain(_ extent: Extent, endsAtTicks: Bool) -> ClosedRange<Double> {
        guard let range = extent.range, let low = extent.leastPositive, range.upperBound > 0 else { return 1...10 }
        let high = max(range.upperBound, low)
        guard extent.fit == .roomy else {
            let tight = LogScale(low...high).domain
            return endsAtTicks ? roundedOut(tight) : tight
        }
        // The 32nd root of the ratio leaves 3 % of the length free at each end.
        let ratio = (high / low).squareRoot().squareRoot().squareRoot().squareRoot().squareRoot()
        let factor = max(ratio, 1.05)
        let roomy = (low / factor)...(high * factor)
        return endsAtTicks ? roundedOut(roomy) : roomy
    }

    /// A logarithmic domain with those ends moved out to whole multiples of a power of ten that are nearly there.
    private static func roundedOut(_ domain: ClosedRange<Double>) -> ClosedRange<Double> {
        func tick(_ value: Double, _ rule: FloatingPointRoundingRule) -> Double {
            let exponent = Int((DecimalLogarithm.log10(value) + 1e-12).rounded(.down))
            let mantissa = value / DecimalNumber(1, exponent: exponent).value
            let nearest = mantissa.rounded()
            let whole = (mantissa - nearest).magnitude < 1e-9 ? nearest : mantissa.rounded(rule)
            return DecimalNumber(Int(whole), exponent: exponent).value
        }
        let (low, high) = (tick(domain.lowerBound, .down), tick(domain.upperBound, .up))
        let most = logSnap * DecimalLogarithm.log10(domain.upperBound / domain.lowerBound)
        return
            (DecimalLogarithm.log10(domain.lowerBound / low) <= most ? low : domain.lowerBound)...(DecimalLogarithm.log10(
                high / domain.upperBound) <= most ? high : domain.upperBound)
    }
}
