/// From values to positions along an axis: 0 at its start, 1 at its end.
public protocol Scale: Sendable {
    /// The position of a value, outside 0...1 when the value is outside the domain; nil when it has none.
    func fraction(of value: Value) -> Double?
    /// Share of the axis that one value occupies; 0 for a continuous scale.
    var bandwidth: Double { get }
    /// The ticks to choose from. `intervals` are the numbers of tick intervals that the axis is long enough for, most first.
    func ticks(for axis: Axis, intervals: [Int]) -> AxisTicks
}
