/// One band of equal width for each category, in order.
public struct BandScale: Scale {
    public let names: [String]
    private let indices: [String: Int]
    /// Share of a step that is left free between two bands.
    public let padding = 0.3

    /// Repeated names keep their first position.
    public init(_ names: [String]) {
        var unique: [String] = []
        var indices: [String: Int] = [:]
        for name in names where indices[name] == nil {
            indices[name] = unique.count
            unique.append(name)
        }
        self.names = unique
        self.indices = indices
    }

    public var bandwidth: Double { (1 - padding) / Double(max(names.count, 1)) }

    /// The middle of the category's band. A number stands for the category of its shortest text.
    public func fraction(of value: Value) -> Double? {
        guard let index = indices[Self.name(of: value)] else { return nil }
        return (Double(index) + 0.5) / Double(names.count)
    }

    public func ticks(for axis: Axis, intervals: [Int]) -> AxisTicks { .categories(names) }

    static func name(of value: Value) -> String {
        switch value {
        case .name(let name): name
        case .number(let number): number.isFinite ? DecimalNumber(number).plain() : ""
        }
    }
}
