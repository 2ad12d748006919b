/// A ribbon between two y values, for an interval around a line; a missing x, low or high leaves a gap. On a logarithmic axis an end up to
/// 0 is beyond the axis, which cuts the ribbon off.
public struct Band: Mark {
    private struct Ribbon: Sendable {
        var series: String?
        var points: [(x: Value, low: Value, high: Value)] = []
    }

    private let ribbons: [Ribbon]
    private let opacity: Double?
    private let isOutlined: Bool
    public let layer: LayerStyle

    /// One ribbon for each series in `rows`. `opacity` nil takes the house style's.
    ///
    /// - Parameter outlined: Whether a ribbon is pale with thin lines along its edges: where ribbons overlap, their mixed colours would be
    ///   those of no series.
    public init<Row, X: ValueConvertible>(
        _ rows: some Sequence<Row>, x: (Row) -> X, low: (Row) -> Double?, high: (Row) -> Double?,
        series: ((Row) -> String)? = nil, opacity: Double? = nil, outlined: Bool = false, style: LayerStyle = .own
    ) {
        let rows = Array(rows)
        let names = rows.map { series?($0) }
        var indices: [String?: Int] = [:]
        var ribbons: [Ribbon] = []
        for (row, name) in zip(rows, names) {
            let index = indices[name] ?? ribbons.count
            if index == ribbons.count {
                indices[name] = index
                ribbons.append(Ribbon(series: name))
            }
            ribbons[index].points.append((x(row).plotValue, low(row).plotValue, high(row).plotValue))
        }
        self.ribbons = ribbons
        self.opacity = opacity
        isOutlined = outlined
        layer = style
    }

    /// One ribbon. Precondition: as many x as low and high.
    public init(
        x: [some ValueConvertible], low: [Double], high: [Double], series: String? = nil, opacity: Double? = nil,
        style: LayerStyle = .own
    ) {
        precondition(
            x.count == low.count && x.count == high.count,
            "a band needs as many x as low and high values, got \(x.count), \(low.count) and \(high.count)")
        self.init(
            Array(zip(x, zip(low, high))), x: { $0.0 }, low: { $0.1.0 }, high: { $0.1.1 },
            series: series.map { name in { _ in name } }, opacity: opacity, style: style)
    }

    public var extents: Extents {
        let points = ribbons.flatMap(\.points)
        return Extents(
            x: Extent(points.map(\.x)), y: Extent(points.flatMap { [$0.low, $0.high] }, fit: .roomy),
            series: ribbons.filter { $0.points.contains { $0.x.isThere && $0.low.isThere && $0.high.isThere } }.compactMap(\.series))
    }

    public var legendSymbol: LegendSymbol? { .band }

    public func draw(on canvas: any Canvas, in frame: Frame) {
        for ribbon in ribbons {
            canvas.beginGroup(.series(ribbon.series, points: []))
            canvas.beginClip(frame.area)
            let ink = frame.style.color(frame.series[ribbon.series].color, layer)
            let color = ink.opacity((opacity ?? frame.style.bandOpacity) * (isOutlined ? 0.4 : 1))
            var upper: [Point] = []
            var lower: [Point] = []
            func finish() {
                if upper.count > 1 {
                    canvas.fill(Path(through: upper + lower.reversed(), closed: true), color)
                    if isOutlined {
                        for edge in [upper, lower] {
                            canvas.stroke(Path(through: edge), Stroke(ink.opacity(0.6), width: frame.style.gridWidth))
                        }
                    }
                }
                upper = []
                lower = []
            }
            for point in ribbon.points {
                guard let x = frame.x(point.x), let low = frame.intervalEnd(point.low), let high = frame.intervalEnd(point.high) else {
                    finish()
                    continue
                }
                upper.append(Point(x, high))
                lower.append(Point(x, low))
            }
            finish()
            canvas.endClip()
            canvas.endGroup()
        }
    }
}
