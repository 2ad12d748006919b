import Plotting

/// A figure of lines through means, with the spread as a band: a line for each series, a panel for each level of another factor.
///
///     Curves(x: Along.steps, y: .linear("Test accuracy (%)"), by: pooling, panels: examples, spread: .deviation, height: 66)
///     Curves(x: examples, y: .linear("Final test accuracy (%)"), by: pooling, spread: .deviation, published: .dots, height: 64)
///
/// It draws the columns `mean`, `deviation` or `lower` and `upper`, and `published` of a table. A factor as x makes it a trend over that
/// factor.
public struct Curves {
    /// What a band shows.
    public enum Spread: Sendable {
        case none
        /// One standard deviation to each side.
        case deviation
        /// The 95 % interval.
        case interval
    }

    /// How published numbers are drawn, where a panel has any.
    public enum PublishedLook: Sendable {
        case none, line, dots
    }

    /// Where ticks along x are.
    public enum Ticks: Sendable {
        case automatic
        /// At each value.
        case values
        /// At each value, and the axis begins and ends at the first and last.
        case valuesOnly
    }

    public var x: any Labelled
    public var y: Axis
    /// What tells lines apart; nil for one line.
    public var series: (any Labelled)?
    public var panels: (any Labelled)?
    public var spread: Spread
    public var published: PublishedLook
    public var ticks: Ticks
    public var hasMarkers: Bool
    public var width: Figure.Width?
    /// Millimetres of the whole figure.
    public var height: Double
    /// Whether all panels have one y axis.
    public var sharesY: Bool
    /// The domain of y, from the rows that are drawn, all of them or a panel's; nil takes that of the marks.
    public var domain: ([Record]) -> ClosedRange<Double>?
    /// Marks below all others, from a panel's rows.
    public var background: ([Record]) -> [any Mark]
    /// The rows that are lines; those of another kind are for ``background``.
    public var isLine: (Record) -> Bool

    /// - Parameter width: nil is one column for one panel, both for several.
    public init(
        x: any Labelled, y: Axis, by series: (any Labelled)? = nil, panels: (any Labelled)? = nil, spread: Spread = .none,
        published: PublishedLook = .none, ticks: Ticks = .automatic, markers: Bool = false, width: Figure.Width? = nil, height: Double,
        sharesY: Bool = true, domain: @escaping ([Record]) -> ClosedRange<Double>? = { _ in nil },
        isLine: @escaping (Record) -> Bool = { _ in true }, @MarkBuilder background: @escaping ([Record]) -> [any Mark] = { _ in [] }
    ) {
        self.x = x
        self.y = y
        self.series = series
        self.panels = panels
        self.spread = spread
        self.published = published
        self.ticks = ticks
        hasMarkers = markers
        self.width = width
        self.height = height
        self.sharesY = sharesY
        self.domain = domain
        self.isLine = isLine
        self.background = background
    }

    /// The figure of a table's rows.
    public func figure(_ records: [Record]) -> Figure {
        let levels = panels?.fields(in: records) ?? []
        func yAxis(_ records: [Record]) -> Axis {
            var axis = y
            if let range = domain(records) { axis.domain = range }
            return axis
        }
        let order = series?.levels.map { fields in fields.map { series!.title(of: $0) } } ?? []
        return Figure(
            width: width ?? (panels == nil ? .single : .double), height: height, columns: panels == nil ? nil : min(3, levels.count),
            sharing: panels == nil ? .none : sharesY ? .both : .x, legend: panels == nil ? .panels : .shared, series: order
        ) {
            if let panels {
                for level in levels {
                    let own = records.filter { $0[panels.name] == level }
                    plot(panels.title(of: level), yAxis(sharesY ? records : own), own)
                }
            } else {
                plot("", yAxis(records), records)
            }
        }
    }

    private func plot(_ title: String, _ y: Axis, _ records: [Record]) -> Plot {
        let shown = records.filter(isLine)
        let name = x.name
        func position(_ record: Record) -> Double? { record.number(name) }
        func mean(_ record: Record) -> Double? { record.number("mean") }
        func published(_ record: Record) -> Double? { record.number("published") }
        let isPublished = self.published != .none && shown.contains { published($0) != nil }
        let names: ((Record) -> String)? = series.map { series in { series.title(of: $0) } }
        return Plot(title, x: axis(shown), y: y, legend: panels == nil ? .inside : .automatic) {
            background(records)
            if isPublished, self.published == .line { Line(shown, x: position, y: published, series: names, style: .published) }
            if spread != .none { Band(shown, x: position, low: { ends($0)?.low }, high: { ends($0)?.high }, series: names) }
            Line(shown, x: position, y: mean, series: names, markers: hasMarkers)
            if isPublished, self.published == .dots { Dot(shown, x: position, y: published, series: names, style: .published) }
        }
    }

    private func axis(_ records: [Record]) -> Axis {
        var axis = x.axis
        guard ticks != .automatic else { return axis }
        let values = Set(records.compactMap { $0.number(x.name) }).sorted()
        axis.ticks = values
        if ticks == .valuesOnly, let first = values.first, let last = values.last { axis.domain = first...last }
        return axis
    }

    private func ends(_ record: Record) -> (low: Double, high: Double)? {
        switch spread {
        case .none: return nil
        case .deviation:
            guard let mean = record.number("mean"), let deviation = record.number("deviation") else { return nil }
            return (mean - deviation, mean + deviation)
        case .interval:
            guard let low = record.number("lower"), let high = record.number("upper") else { return nil }
            return (low, high)
        }
    }
}
