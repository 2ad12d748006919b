/// One layer of a plot: says which values it shows, then draws them at the positions the scales give.
///
/// A new kind of mark needs these few members; axes, legends and labels are made for it.
public protocol Mark: Sendable {
    /// What the scales must cover.
    var extents: Extents { get }
    /// Whose values it shows; published ones are drawn below all others.
    var layer: LayerStyle { get }
    /// The look of a series of this mark in a legend; nil keeps it out of legends.
    var legendSymbol: LegendSymbol? { get }
    /// Draws the mark's shapes, without text.
    func draw(on canvas: any Canvas, in frame: Frame)
    /// Text that belongs to the mark, with the positions where it may stand.
    func labels(in frame: Frame) -> [Label]
    /// The last point of each series, for labels at the ends of lines; empty for marks without lines.
    func lineEnds(in frame: Frame) -> [LineEnd]
}

extension Mark {
    public var layer: LayerStyle { .own }
    public var legendSymbol: LegendSymbol? { nil }
    public func labels(in frame: Frame) -> [Label] { [] }
    public func lineEnds(in frame: Frame) -> [LineEnd] { [] }
}

/// The values of all channels of a mark.
public struct Extents: Sendable {
    public var x = Extent()
    public var y = Extent()
    /// Numbers that colours stand for.
    public var color = Extent()
    /// Names of series, in order of first appearance.
    public var series: [String] = []
    /// Those of them that stand side by side in a category's band.
    public var dodged: [String] = []
    /// Which of these each category has, by its name: they alone share its band. All do in a category that is not listed.
    public var members: [String: Set<String>] = [:]

    public init(
        x: Extent = Extent(), y: Extent = Extent(), color: Extent = Extent(), series: [String] = [], dodged: [String] = [],
        members: [String: Set<String>] = [:]
    ) {
        self.x = x
        self.y = y
        self.color = color
        self.series = series
        self.dodged = dodged
        self.members = members
    }

    /// The series of each category that has any.
    static func members(_ values: some Sequence<(Value, String?)>) -> [String: Set<String>] {
        var members: [String: Set<String>] = [:]
        for (category, series) in values {
            if let series { members[BandScale.name(of: category), default: []].insert(series) }
        }
        return members
    }

    mutating func add(_ other: Extents) {
        x.add(other.x)
        y.add(other.y)
        color.add(other.color)
        for name in other.series where !series.contains(name) { series.append(name) }
        for name in other.dodged where !dodged.contains(name) { dodged.append(name) }
        members.merge(other.members) { $0.union($1) }
    }
}

/// How a series is shown in a legend.
public enum LegendSymbol: Hashable, Sendable {
    /// `width` for lines that are wider than usual.
    case line(hasMarkers: Bool, width: Double?)
    case band, bar
    /// `isPlain` where dots are too small for symbols of different shapes.
    case dot(isPlain: Bool)
}

/// Where a series' line ends on the page.
public struct LineEnd: Sendable {
    public let series: String
    public let point: Point

    public init(series: String, point: Point) {
        self.series = series
        self.point = point
    }
}

/// Collects the marks of a plot; loops and conditions are allowed.
@resultBuilder
public enum MarkBuilder {
    public static func buildExpression(_ mark: any Mark) -> [any Mark] { [mark] }
    public static func buildExpression(_ marks: [any Mark]) -> [any Mark] { marks }
    public static func buildBlock(_ parts: [any Mark]...) -> [any Mark] { parts.flatMap { $0 } }
    public static func buildArray(_ parts: [[any Mark]]) -> [any Mark] { parts.flatMap { $0 } }
    public static func buildOptional(_ part: [any Mark]?) -> [any Mark] { part ?? [] }
    public static func buildEither(first part: [any Mark]) -> [any Mark] { part }
    public static func buildEither(second part: [any Mark]) -> [any Mark] { part }
}
