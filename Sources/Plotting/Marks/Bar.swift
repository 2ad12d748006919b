/// Upright bars from zero, side by side where a category has several series, with error bars where an
/// interval is given; no bar where x or y is missing. The x axis must be a band axis.
public struct Bar: Mark {
    private struct Column: Sendable {
        var x: Value
        var y: Value
        var series: String?
        var low: Value
        var high: Value
    }

    private let columns: [Column]

    /// One bar for each row.
    ///
    /// - Parameters:
    ///   - series: Name of the series: colour and position within the category's band.
    ///   - low: Lower end of the error bar; with `high`.
    public init<Row, X: ValueConvertible, Y: ValueConvertible>(
        _ rows: some Sequence<Row>, x: (Row) -> X, y: (Row) -> Y, series: ((Row) -> String)? = nil,
        low: ((Row) -> Double?)? = nil, high: ((Row) -> Double?)? = nil
    ) {
        columns = rows.map { row in
            Column(
                x: x(row).plotValue, y: y(row).plotValue, series: series?(row), low: (low?(row)).plotValue,
                high: (high?(row)).plotValue)
        }
    }

    public var extents: Extents {
        let shown = columns.filter { $0.x.isThere && $0.y.isThere }
        let series = Grouping.unique(shown.compactMap(\.series))
        return Extents(
            x: Extent(columns.map(\.x)), y: Extent([.number(0)] + columns.flatMap { [$0.y, $0.low, $0.high] }, fit: .roomy),
            series: series, dodged: series, members: Extents.members(shown.map { ($0.x, $0.series) }))
    }

    public var legendSymbol: LegendSymbol? { .bar }

    public func draw(on canvas: any Canvas, in frame: Frame) {
        for (name, columns) in Grouping.series(columns, name: \.series) {
            let shown = columns.compactMap { column in
                frame.slot(of: column.x, series: name).flatMap { slot in
                    frame.y(column.y).map {
                        (column: column, slot: slot, top: min(max($0, frame.area.top), frame.area.bottom))
                    }
                }
            }
            let points = shown.map {
                CanvasPoint(
                    Point($0.slot.middle, $0.top), x: $0.column.x, y: $0.column.y, low: $0.column.low, high: $0.column.high)
            }
            canvas.group(.series(name, points: points)) {
                let color = frame.series[name].color.mixed(with: frame.style.background, 0.15)
                // Neighbours of one category touch each other but for a hairline.
                for (_, slot, top) in shown {
                    let half = slot.width * 0.47
                    canvas.fill(
                        Path(Rectangle(Point(slot.middle - half, frame.baseline), Point(slot.middle + half, top))), color)
                }
                for (column, slot, _) in shown {
                    Whisker.draw(
                        on: canvas, in: frame, x: slot.middle, low: column.low, high: column.high,
                        cap: min(slot.width * 0.376, 4 * frame.style.markScale), frame.style.ink)
                }
            }
        }
    }
}
