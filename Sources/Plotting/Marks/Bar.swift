/// Upright bars from zero, side by side where a category has several series, with error bars where an
/// interval is given. The x axis must be a band axis.
public struct Bar: Mark {
    private struct Column: Sendable {
        var x: Value
        var y: Double
        var series: String?
        var interval: (low: Double, high: Double)?
    }

    private let columns: [Column]
    /// Series in the order in which they stand side by side.
    private let seriesNames: [String]

    /// One bar for each row.
    ///
    /// - Parameters:
    ///   - series: Name of the series: colour and place within the category's band.
    ///   - low: Lower end of the error bar; with `high`.
    public init<Row, X: ValueConvertible, Y: ValueConvertible>(
        _ rows: some Sequence<Row>, x: (Row) -> X, y: (Row) -> Y, series: ((Row) -> String)? = nil,
        low: ((Row) -> Double)? = nil, high: ((Row) -> Double)? = nil
    ) {
        columns = rows.map { row in
            Column(
                x: x(row).plotValue, y: y(row).plotValue.finite ?? .nan, series: series?(row),
                interval: low.flatMap { low in high.map { (low(row), $0(row)) } })
        }
        seriesNames = Grouping.unique(columns.compactMap(\.series))
    }

    public var extents: Extents {
        let ends = columns.compactMap(\.interval).flatMap { [$0.low, $0.high] }
        return Extents(
            x: Extent(columns.map(\.x)), y: Extent(([0] + columns.map(\.y) + ends).map(\.plotValue), fit: .roomy),
            series: seriesNames)
    }

    public var legendSymbol: LegendSymbol? { .bar }

    public func draw(on canvas: any Canvas, in frame: Frame) {
        for column in columns {
            guard let middle = frame.x(column.x), let y = frame.y(.number(column.y)) else { continue }
            let index = column.series.flatMap { seriesNames.firstIndex(of: $0) } ?? 0
            let (x, slot) = frame.slot(at: middle, index, of: seriesNames.count)
            // Neighbours of one category touch each other but for a hairline.
            let width = slot * 0.94
            let color = frame.series[column.series].color
            let top = min(max(y, frame.area.top), frame.area.bottom)
            canvas.fill(
                Path(Rectangle(Point(x - width / 2, frame.baseline), Point(x + width / 2, top))),
                color.mixed(with: .white, 0.15))
            if let interval = column.interval {
                Whisker.draw(
                    on: canvas, in: frame, x: x, low: interval.low, high: interval.high,
                    cap: min(width * 0.4, 4), frame.style.ink)
            }
        }
    }
}
