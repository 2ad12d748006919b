/// Equal differences take equal lengths: fraction = (x - low)/(high - low).
public struct LinearScale: Scale {
    public let domain: ClosedRange<Double>
    /// The distance between ticks that the domain was rounded to, if it was.
    let tickStep: DecimalNumber?
    public var bandwidth: Double { 0 }

    /// A domain that is empty, or too short for numbers to be told apart in it, is widened by half of its value, or to -0.5...0.5
    /// around zero.
    public init(_ domain: ClosedRange<Double>) { self.init(domain, tickStep: nil) }

    init(_ domain: ClosedRange<Double>, tickStep: DecimalNumber?) {
        self.tickStep = tickStep
        let middle = domain.lowerBound
        let largest = max(domain.lowerBound.magnitude, domain.upperBound.magnitude)
        let half = largest < 2 / Value.largest ? 0.5 : middle.magnitude / 2
        let isLong = domain.upperBound - domain.lowerBound > max(1e-12 * largest, 1 / Value.largest)
        self.domain = isLong ? domain : (middle - half)...(middle + half)
    }

    public func fraction(of value: Value) -> Double? {
        value.finite.map { ($0 - domain.lowerBound) / (domain.upperBound - domain.lowerBound) }
    }

    public func ticks(for axis: Axis, intervals: [Int]) -> AxisTicks {
        if let ticks = axis.ticks { return .given(ticks, axis.format.labels) }
        // The axis that was made to end at ticks shows these, if they fit.
        let preferred = tickStep.map { [LinearTicks(domain, step: $0).ticks] } ?? []
        let others = intervals.map { LinearTicks(domain, intervals: $0).ticks }
        if axis.domain != nil {
            // A given domain begins at a tick, if there are three.
            let starting = others.filter { $0.count > 2 && $0[0].value == domain.lowerBound }
            return .numbers((starting + others).map { AxisTicks.Choice($0, axis.format.labels(for: $0)) })
        }
        return .numbers((preferred + others).map { AxisTicks.Choice($0, axis.format.labels(for: $0)) })
    }
}
