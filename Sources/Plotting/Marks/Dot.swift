/// A symbol at each point, with error bars where an interval is given.
public struct Dot: Mark {
    private struct Place: Sendable {
        var x: Value
        var y: Value
        var series: String?
        var color: Double?
        var interval: (low: Double, high: Double)?
    }

    public let extents: Extents
    private let places: [Place]
    private let size: Double?
    private let opacity: Double
    /// Series in the order in which they stand side by side; empty where they share a place.
    private let sideBySide: [String]

    /// One symbol for each row.
    ///
    /// - Parameters:
    ///   - series: Name of the series: colour and symbol.
    ///   - color: Number that the plot's colour axis turns into a colour.
    ///   - low: Lower end of the error bar; with `high`.
    ///   - size: Diameter in points; nil takes the house style's.
    ///   - opacity: Less than 1 where many symbols overlap.
    ///   - isDodged: Whether the series of a category stand side by side, as bars do. The x axis must be a band axis.
    public init<Row, X: ValueConvertible, Y: ValueConvertible>(
        _ rows: some Sequence<Row>, x: (Row) -> X, y: (Row) -> Y, series: ((Row) -> String)? = nil,
        color: ((Row) -> Double)? = nil, low: ((Row) -> Double)? = nil, high: ((Row) -> Double)? = nil,
        size: Double? = nil, opacity: Double = 1, isDodged: Bool = false
    ) {
        places = rows.map { row in
            Place(
                x: x(row).plotValue, y: y(row).plotValue, series: series?(row), color: color?(row),
                interval: low.flatMap { low in high.map { (low(row), $0(row)) } })
        }
        self.size = size
        self.opacity = opacity
        let ends = places.lazy.compactMap(\.interval).flatMap { [Value.number($0.low), .number($0.high)] }
        var y = Extent(places.lazy.map(\.y), fit: .roomy)
        y.add(Extent(ends))
        let series = Grouping.unique(places.lazy.compactMap(\.series))
        sideBySide = isDodged ? series : []
        extents = Extents(
            x: Extent(places.lazy.map(\.x), fit: .roomy), y: y,
            color: Extent(places.lazy.compactMap(\.color?.plotValue)), series: series)
    }

    /// One symbol for each pair of x and y. Precondition: as many x as y.
    public init(
        x: [some ValueConvertible], y: [some ValueConvertible], series: String? = nil, size: Double? = nil, opacity: Double = 1
    ) {
        precondition(x.count == y.count, "dots need as many x as y values, got \(x.count) and \(y.count)")
        self.init(
            Array(zip(x, y)), x: { $0.0 }, y: { $0.1 }, series: series.map { name in { _ in name } }, size: size,
            opacity: opacity)
    }

    public var legendSymbol: LegendSymbol? { .dot(isPlain: SeriesStyle.Symbol.isPlain(size: size)) }

    public func draw(on canvas: any Canvas, in frame: Frame) {
        let size = size ?? frame.style.dotDiameter
        for place in places {
            guard var point = frame.point(place.x, place.y), frame.holds(point) else { continue }
            if let series = place.series, let index = sideBySide.firstIndex(of: series) {
                point.x = frame.slot(at: point.x, index, of: sideBySide.count).x
            }
            let look = frame.series[place.series]
            let color = frame.color(series: place.series, number: place.color).opacity(opacity)
            if let interval = place.interval {
                Whisker.draw(
                    on: canvas, in: frame, x: point.x, low: interval.low, high: interval.high, cap: size * 0.7, color)
            }
            look.symbol.draw(on: canvas, at: point, size: size, color)
        }
    }
}
