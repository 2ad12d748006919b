/// One band of equal width for each category, in order.
public struct BandScale: Scale {
    public let names: [String]
    private let places: [String: Int]
    /// Share of a step that is left free between two bands.
    public let padding = 0.3

    /// Repeated names keep their first place.
    public init(_ names: [String]) {
        var unique: [String] = []
        var places: [String: Int] = [:]
        for name in names where places[name] == nil {
            places[name] = unique.count
            unique.append(name)
        }
        self.names = unique
        self.places = places
    }

    public var bandwidth: Double { (1 - padding) / Double(max(names.count, 1)) }

    /// The middle of the category's band. A number stands for the category of its shortest text.
    public func fraction(of value: Value) -> Double? {
        guard let place = places[Self.name(of: value)] else { return nil }
        return (Double(place) + 0.5) / Double(names.count)
    }

    public func ticks(for axis: Axis, intervals: [Int]) -> AxisTicks { .categories(names) }

    static func name(of value: Value) -> String {
        switch value {
        case .name(let name): name
        case .number(let number): number.isFinite ? DecimalNumber(number).plain() : ""
        }
    }
}
