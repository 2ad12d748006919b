/// Lines through points in the order given; a missing value leaves a gap, and a point between two gaps is a dot.
public struct Line: Mark {
    struct Curve: Sendable {
        var series: String?
        var color: Double?
        var points: [(x: Value, y: Value)] = []
    }

    public let extents: Extents
    private let curves: [Curve]
    private let width: Double?
    private let dash: [Double]?
    private let hasMarkers: Bool
    private let joinsGaps: Bool
    private let opacity: Double
    public let layer: LayerStyle

    /// One line for each series in `rows`, or for each colour number.
    ///
    /// - Parameters:
    ///   - series: Name of the series a row belongs to: colour, dashes and label.
    ///   - color: Number that the plot's colour axis turns into a colour.
    ///   - width: Points; nil takes the house style's. `dash` likewise takes the series'.
    ///   - markers: Whether each point also gets the series' symbol.
    ///   - joinsGaps: Whether lines run on across missing values, as where others published fewer points.
    ///   - opacity: Less than 1 for many lines of one series, as of single seeds.
    ///   - style: `.published` for the authors' lines behind ours.
    public init<Row, X: ValueConvertible, Y: ValueConvertible>(
        _ rows: some Sequence<Row>, x: (Row) -> X, y: (Row) -> Y, series: ((Row) -> String)? = nil,
        color: ((Row) -> Double)? = nil, width: Double? = nil, dash: [Double]? = nil,
        markers: Bool = false, joinsGaps: Bool = false, opacity: Double = 1, style: LayerStyle = .own
    ) {
        let curves = Grouping.curves(rows, series: series, color: color) { curve, row in
            curve.points.append((x(row).plotValue, y(row).plotValue))
        }
        self.init(curves, width, dash, markers, joinsGaps, opacity, style)
    }

    /// One line. Precondition: as many x as y.
    public init(
        x: [some ValueConvertible], y: [some ValueConvertible], series: String? = nil, color: Double? = nil,
        width: Double? = nil, dash: [Double]? = nil,
        markers: Bool = false, joinsGaps: Bool = false, opacity: Double = 1, style: LayerStyle = .own
    ) {
        precondition(x.count == y.count, "a line needs as many x as y values, got \(x.count) and \(y.count)")
        let points = zip(x, y).map { ($0.plotValue, $1.plotValue) }
        self.init(
            [Curve(series: series, color: color, points: points)], width, dash, markers, joinsGaps, opacity, style)
    }

    private init(
        _ curves: [Curve], _ width: Double?, _ dash: [Double]?, _ markers: Bool, _ joinsGaps: Bool, _ opacity: Double,
        _ style: LayerStyle
    ) {
        let points = curves.lazy.flatMap(\.points)
        extents = Extents(
            x: Extent(points.map(\.x)), y: Extent(points.map(\.y), fit: .roomy),
            color: Extent(curves.compactMap(\.color?.plotValue)),
            series: Grouping.unique(
                curves.lazy.filter { $0.points.contains { $0.x.isThere && $0.y.isThere } }.compactMap(\.series)))
        self.curves = curves
        self.width = width
        self.dash = dash
        hasMarkers = markers
        self.joinsGaps = joinsGaps
        self.opacity = opacity
        layer = style
    }

    public var legendSymbol: LegendSymbol? { .line(hasMarkers: hasMarkers, width: width.flatMap { $0 > 1 ? $0 : nil }) }

    public func draw(on canvas: any Canvas, in frame: Frame) {
        let width = width.map { $0 * frame.style.markScale } ?? frame.style.lineWidth(layer)
        for curve in curves {
            canvas.beginGroup(.series(curve.series, points: points(of: curve, in: frame)))
            canvas.beginClip(frame.area.expanded(by: width / 2))
            let look = frame.series[curve.series]
            let color = color(of: curve, in: frame)
            // Curves told apart by a colour number are too many for dash patterns.
            let dash = self.dash?.map { $0 * frame.style.markScale } ?? (curve.color == nil ? look.dash : [])
            let runs = runs(of: curve, in: frame)
            let path = Path(runs.flatMap { Path(through: $0).elements })
            if !path.elements.isEmpty { canvas.stroke(path, Stroke(color, width: width, dash: dash)) }
            if !hasMarkers { for run in runs where run.count == 1 { canvas.dot(at: run[0], diameter: width, color) } }
            canvas.endClip()
            defer { canvas.endGroup() }
            guard hasMarkers else { continue }
            for point in curve.points.compactMap({ frame.point($0.x, $0.y) }) where frame.holds(point) {
                look.symbol.draw(on: canvas, at: point, size: frame.style.dotDiameter(layer), color)
            }
        }
    }

    public func lineEnds(in frame: Frame) -> [LineEnd] {
        curves.compactMap { curve in
            guard let series = curve.series else { return nil }
            let visible = curve.points.lazy.compactMap { frame.point($0.x, $0.y) }.filter(frame.holds)
            return visible.max { $0.x < $1.x }.map { LineEnd(series: series, point: $0) }
        }
    }

    private func points(of curve: Curve, in frame: Frame) -> [CanvasPoint] {
        curve.points.compactMap { value in
            guard let point = frame.point(value.x, value.y), frame.holds(point) else { return nil }
            return CanvasPoint(point, x: value.x, y: value.y)
        }
    }

    private func color(of curve: Curve, in frame: Frame) -> Color {
        frame.style.color(frame.color(series: curve.series, number: curve.color), layer).opacity(opacity)
    }

    /// The points between gaps.
    private func runs(of curve: Curve, in frame: Frame) -> [[Point]] {
        var runs: [[Point]] = [[]]
        for value in curve.points {
            if let point = frame.point(value.x, value.y) {
                runs[runs.count - 1].append(point)
            } else if !joinsGaps && !runs[runs.count - 1].isEmpty {
                runs.append([])
            }
        }
        return runs.filter { !$0.isEmpty }
    }
}
