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
}
