/// A straight line across the whole plot at one value: a threshold or a reference, with its name; nothing where the
/// value is missing.
public struct Rule: Mark {
    private enum Orientation: Sendable { case horizontal, vertical }

    private let value: Value
    private let orientation: Orientation
    private let label: String
    private let series: String?
    private let dash: [Double]
    private let isCovered: Bool
    public let layer: LayerStyle

    /// A horizontal line at `y`. Without `series` it is grey; `covered` extends the axis to include it. One that is not covered is not drawn
    /// along an edge of the frame either, where an axis hides it and its name would be the axis's.
    public init(
        y: some ValueConvertible, label: String = "", series: String? = nil, dash: [Double] = [3, 1.6],
        covered: Bool = true, style: LayerStyle = .own
    ) {
        self.init(y.plotValue, .horizontal, label, series, dash, covered, style)
    }

    /// A vertical line at `x`.
    public init(
        x: some ValueConvertible, label: String = "", series: String? = nil, dash: [Double] = [3, 1.6],
        covered: Bool = true, style: LayerStyle = .own
    ) {
        self.init(x.plotValue, .vertical, label, series, dash, covered, style)
    }

    private init(
        _ value: Value, _ orientation: Orientation, _ label: String, _ series: String?, _ dash: [Double], _ covered: Bool,
        _ style: LayerStyle
    ) {
        self.value = value
        self.orientation = orientation
        self.label = label
        self.series = series
        self.dash = dash
        isCovered = covered
        layer = style
    }

    public var extents: Extents {
        guard isCovered else { return Extents(series: series.map { [$0] } ?? []) }
        let extent = Extent([value])
        var extents = orientation == .horizontal ? Extents(y: extent) : Extents(x: extent)
        extents.series = series.map { [$0] } ?? []
        return extents
    }

    public func draw(on canvas: any Canvas, in frame: Frame) {
        guard let ends = ends(in: frame) else { return }
        let color = series.map { frame.series[$0].color } ?? frame.style.ruleColor
        let width = frame.style.ruleWidth * (layer == .own ? 1 : frame.style.publishedScale)
        let stroke = Stroke(frame.style.color(color, layer), width: width, dash: dash.map { $0 * frame.style.markScale })
        guard let series else { return canvas.stroke(Path(from: ends.0, to: ends.1), stroke) }
        canvas.group(.series(series, points: [])) { canvas.stroke(Path(from: ends.0, to: ends.1), stroke) }
    }

    public func labels(in frame: Frame) -> [Label] {
        guard !label.isEmpty, let (start, end) = ends(in: frame) else { return [] }
        let gap = frame.style.annotationSize * 0.35
        var positions: [Label.Position] = []
        switch orientation {
        case .horizontal:
            let inner = (start.x + 3)...(end.x - 2)
            let ends = [(inner.upperBound, Label.Horizontal.right), (inner.lowerBound, .left)]
            let between = (1...9).map { step in
                (inner.lowerBound + (inner.upperBound - inner.lowerBound) * Double(step) / 10, Label.Horizontal.center)
            }
            for (x, alignment) in ends + between {
                positions.append(Label.Position(Point(x, start.y - gap), alignment, .bottom))
                positions.append(Label.Position(Point(x, start.y + gap), alignment, .top))
            }
        case .vertical:
            for direction in [PlacedText.Direction.rightward, .upward] {
                for step in 0...15 {
                    let y = frame.area.top + frame.area.height * Double(step) / 16 + 1
                    positions.append(Label.Position(Point(start.x + gap, y), .left, .top, direction))
                    positions.append(Label.Position(Point(start.x - gap, y), .right, .top, direction))
                }
            }
        }
        let color = frame.style.legible(series.map { frame.series[$0].color } ?? frame.style.ruleColor)
        return [Label(label, color: color, halo: 0.8, positions: positions)]
    }

    private func ends(in frame: Frame) -> (Point, Point)? {
        let area = frame.area
        let edge = isCovered ? -0.01 : frame.style.axisWidth
        switch orientation {
        case .horizontal:
            guard let y = frame.y(value), y >= area.top + edge, y <= area.bottom - edge else { return nil }
            return (Point(area.left, y), Point(area.right, y))
        case .vertical:
            guard let x = frame.x(value), x >= area.left + edge, x <= area.right - edge else { return nil }
            return (Point(x, area.bottom), Point(x, area.top))
        }
    }
}
