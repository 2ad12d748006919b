/// A symbol at each point, with error bars where an interval is given; no symbol where x or y is missing, no error bar
/// where an end is.
public struct Dot: Mark {
    private struct Datum: Sendable {
        var x: Value
        var y: Value
        var series: String?
        var color: Double?
        var low: Value
        var high: Value
    }

    public let extents: Extents
    private let data: [Datum]
    private let size: Double?
    private let opacity: Double
    private let isDodged: Bool
    public let layer: LayerStyle

    /// One symbol for each row.
    ///
    /// - Parameters:
    ///   - series: Name of the series: colour and symbol.
    ///   - color: Number that the plot's colour axis turns into a colour.
    ///   - low: Lower end of the error bar; with `high`.
    ///   - size: Diameter in points; nil takes the house style's.
    ///   - opacity: Less than 1 where many symbols overlap.
    ///   - isDodged: Whether the series of a category stand side by side, as bars do, each with the authors' value to the right of ours. The
    ///     x axis must be a band axis.
    ///   - style: `.published` for the authors' values behind ours.
    public init<Row, X: ValueConvertible, Y: ValueConvertible>(
        _ rows: some Sequence<Row>, x: (Row) -> X, y: (Row) -> Y, series: ((Row) -> String)? = nil,
        color: ((Row) -> Double)? = nil, low: ((Row) -> Double?)? = nil, high: ((Row) -> Double?)? = nil,
        size: Double? = nil, opacity: Double = 1, isDodged: Bool = false, style: LayerStyle = .own
    ) {
        data = rows.map { row in
            Datum(
                x: x(row).plotValue, y: y(row).plotValue, series: series?(row), color: color?(row),
                low: (low?(row)).plotValue, high: (high?(row)).plotValue)
        }
        self.size = size
        self.opacity = opacity
        self.isDodged = isDodged
        layer = style
        var y = Extent(data.lazy.map(\.y), fit: .roomy)
        y.add(Extent(data.lazy.flatMap { [$0.low, $0.high] }))
        let shown = data.lazy.filter { $0.x.isThere && $0.y.isThere }
        let series = Grouping.unique(shown.compactMap(\.series))
        extents = Extents(
            x: Extent(data.lazy.map(\.x), fit: .roomy), y: y,
            color: Extent(data.lazy.compactMap(\.color?.plotValue)), series: series, dodged: isDodged ? series : [],
            members: isDodged ? Extents.members(shown.map { ($0.x, $0.series) }) : [:])
    }

    /// One symbol for each pair of x and y. Precondition: as many x as y.
    public init(
        x: [some ValueConvertible], y: [some ValueConvertible], series: String? = nil, size: Double? = nil,
        opacity: Double = 1, style: LayerStyle = .own
    ) {
        precondition(x.count == y.count, "dots need as many x as y values, got \(x.count) and \(y.count)")
        self.init(
            Array(zip(x, y)), x: { $0.0 }, y: { $0.1 }, series: series.map { name in { _ in name } }, size: size,
            opacity: opacity, style: style)
    }

    public var legendSymbol: LegendSymbol? { .dot(isPlain: SeriesStyle.Symbol.isPlain(size: size)) }

    public func draw(on canvas: any Canvas, in frame: Frame) {
        let scale = frame.style.markScale * (layer == .own ? 1 : frame.style.publishedScale)
        let size = size.map { $0 * scale } ?? frame.style.dotDiameter(layer)
        for (name, data) in Grouping.series(data, name: \.series) {
            let shown = data.compactMap { datum in
                self.point(of: datum, in: frame).map { (datum: datum, point: $0) }
            }
            let points = shown.map {
                CanvasPoint($0.point, x: $0.datum.x, y: $0.datum.y, low: $0.datum.low, high: $0.datum.high)
            }
            canvas.group(.series(name, points: points)) {
                func color(_ datum: Datum) -> Color {
                    frame.style.color(frame.color(series: name, number: datum.color), layer).opacity(opacity)
                }
                for (datum, point) in shown {
                    Whisker.draw(
                        on: canvas, in: frame, x: point.x, low: datum.low, high: datum.high, cap: size * 0.7, color(datum))
                }
                for (datum, point) in shown {
                    frame.series[name].symbol.draw(on: canvas, at: point, size: size, color(datum))
                }
            }
        }
    }

    /// Where a symbol stands; nil if a value is missing or it lies outside the axes.
    private func point(of datum: Datum, in frame: Frame) -> Point? {
        guard var point = frame.point(datum.x, datum.y), frame.holds(point) else { return nil }
        if isDodged, let slot = frame.slot(of: datum.x, series: datum.series) {
            point.x = slot.middle + (frame.hasPublishedBeside ? slot.width * (layer == .own ? -0.2 : 0.2) : 0)
        }
        return point
    }
}
