/// Equal ratios take equal lengths: fraction = log(x/low)/log(high/low). Numbers up to 0 have no position.
public struct LogScale: Scale {
    public let domain: ClosedRange<Double>
    private let low: Double
    private let high: Double
    public var bandwidth: Double { 0 }

    /// Precondition: the domain is positive. An empty one is widened by a factor of 3 to both sides.
    public init(_ domain: ClosedRange<Double>) {
        precondition(domain.lowerBound > 0, "a logarithmic axis needs a domain above 0, got \(domain)")
        self.domain =
            domain.upperBound > domain.lowerBound * (1 + 1e-12)
            ? domain : (domain.lowerBound / 3)...(domain.upperBound * 3)
        low = DecimalLogarithm.log10(self.domain.lowerBound)
        high = DecimalLogarithm.log10(self.domain.upperBound)
    }

    public func fraction(of value: Value) -> Double? {
        guard let number = value.finite, number > 0 else { return nil }
        return (DecimalLogarithm.log10(number) - low) / (high - low)
    }

    public func ticks(for axis: Axis, intervals: [Int]) -> AxisTicks {
        if let ticks = axis.ticks { return .given(ticks, axis.format.logarithmicLabels) }
        return .numbers(
            LogTicks.choices(domain).map {
                AxisTicks.Choice($0.major, axis.format.logarithmicLabels(for: $0.major), minor: $0.minor)
            })
    }
}
