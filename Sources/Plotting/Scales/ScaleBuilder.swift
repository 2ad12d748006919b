/// Makes the scale of an axis from what the marks ask for.
enum ScaleBuilder {
    /// Share of the data's range that a roomy axis leaves free at each end where it has no ticks to end at.
    private static let room = 0.03
    /// Share of the data's range by which a tight axis may be longer to begin or end at a tick.
    private static let snap = 0.04

    /// The scale; `intervals` is how many tick intervals the axis will have, to end at a tick.
    ///
    /// Throws `PlottingError.mixedValues` for a name on a numeric axis.
    static func scale(for axis: Axis, covering extent: Extent, intervals: Int, name: String) throws -> any Scale {
        if axis.kind != .band, let found = extent.firstName {
            throw PlottingError.mixedValues(axis: name, name: found)
        }
        switch axis.kind {
        case .band: return BandScale(axis.order ?? extent.names)
        case .linear: return axis.domain.map { LinearScale($0) } ?? linear(axis, extent, intervals)
        case .log: return LogScale(axis.domain ?? logDomain(extent))
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

    private static func logDomain(_ extent: Extent) -> ClosedRange<Double> {
        guard let range = extent.range, let low = extent.leastPositive, range.upperBound > 0 else { return 1...10 }
        let high = max(range.upperBound, low)
        guard extent.fit == .roomy else { return LogScale(low...high).domain }
        // The 32nd root of the ratio leaves 3 % of the length free at each end.
        let ratio = (high / low).squareRoot().squareRoot().squareRoot().squareRoot().squareRoot()
        let factor = max(ratio, 1.05)
        return (low / factor)...(high * factor)
    }
}
