import Plotting

/// A property that tells runs apart, such as a model or a number of examples: a column, its order, its titles and its axis.
///
///     static let pooling = Dimension("pooling", \Run.configuration.pooling, title: \.title)
///     static let examples = Dimension("examples", \Run.configuration.examples, axis: .log("Training examples"))
///
/// In figure 7 of the paper, `pooling` tells curves apart and `examples` panels; in a table they are rows and columns.
public struct Dimension<Element, Value: Codable & Sendable>: Factor {
    public let name: String
    public let levels: [String]?
    public let axis: Axis
    private let value: @Sendable (Element) -> Value
    private let titles: (@Sendable (Value) -> String)?

    /// - Parameters:
    ///   - name: The column in CSV files.
    ///   - value: What it holds: a text, a number, an enumeration with raw values, or an optional of these.
    ///   - title: What readers see; the field itself where it is left out.
    ///   - axis: How it is shown along x.
    public init(
        _ name: String, _ value: @escaping @Sendable (Element) -> Value, title: (@Sendable (Value) -> String)? = nil,
        axis: Axis? = nil
    ) {
        self.init(name, levels: nil, value, title, axis)
    }

    /// The same for an enumeration: its cases give the order.
    public init(
        _ name: String, _ value: @escaping @Sendable (Element) -> Value, title: (@Sendable (Value) -> String)? = nil,
        axis: Axis? = nil
    ) where Value: CaseIterable {
        self.init(name, levels: Value.allCases.map { (try? fieldText(of: $0, name: name)) ?? "" }, value, title, axis)
    }

    private init(
        _ name: String, levels: [String]?, _ value: @escaping @Sendable (Element) -> Value,
        _ title: (@Sendable (Value) -> String)?, _ axis: Axis?
    ) {
        self.name = name
        self.levels = levels
        self.value = value
        self.axis = axis ?? .linear(name)
        titles = title
    }

    /// An element's value.
    public func callAsFunction(_ element: Element) -> Value { value(element) }

    /// Throws ``ArtifactError`` for a value that does not fit in a field.
    public func field(of element: Element) throws -> String { try fieldText(of: value(element), name: name) }

    public func title(of field: String) -> String {
        guard let titles, let value = try? fieldValue(Value.self, field) else { return field }
        return titles(value)
    }

    /// The titles of all cases, which give series their order.
    public var titlesInOrder: [String] { (levels ?? []).map(title(of:)) }
}
