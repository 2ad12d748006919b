/// Equal differences take equal lengths: fraction = (x - low)/(high - low).
public struct LinearScale: Scale {
    public let domain: ClosedRange<Double>
    /// The distance between ticks that the domain was rounded to, if it was.
    let tickStep: DecimalNumber?
    public var bandwidth: Double { 0 }

    /// An empty domain is widened by half of its value, or to -0.5...0.5 around zero.
    public init(_ domain: ClosedRange<Double>) { self.init(domain, tickStep: nil) }

    init(_ domain: ClosedRange<Double>, tickStep: DecimalNumber?) {
        self.tickStep = tickStep
        let middle = domain.lowerBound
        let half = middle == 0 ? 0.5 : middle.magnitude / 2
        self.domain = domain.lowerBound < domain.upperBound ? domain : (middle - half)...(middle + half)
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
