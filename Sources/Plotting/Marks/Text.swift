/// Words at data points or in a corner of the plot. Words that would run into others move aside a little.
public struct Text: Mark {
    /// A corner of the plot.
    public enum Corner: Sendable { case topLeft, topRight, bottomLeft, bottomRight }

    private enum Spot: Sendable {
        case data(x: Value, y: Value)
        case corner(Corner)
    }

    private struct Note: Sendable {
        var text: String
        var spot: Spot
        var series: String?
    }

    private let notes: [Note]
    private let size: Double?
    private let weight: Typeface.Weight
    private let color: Color?

    /// One text for each row, centred on its point; in the series' colour, if it has one.
    public init<Row, X: ValueConvertible, Y: ValueConvertible>(
        _ rows: some Sequence<Row>, x: (Row) -> X, y: (Row) -> Y, text: (Row) -> String,
        series: ((Row) -> String)? = nil, size: Double? = nil, weight: Typeface.Weight = .regular,
        color: Color? = nil
    ) {
        notes = rows.map {
            Note(text: text($0), spot: .data(x: x($0).plotValue, y: y($0).plotValue), series: series?($0))
        }
        self.size = size
        self.weight = weight
        self.color = color
    }

    /// One text, centred on a data point.
    public init(
        _ text: String, x: some ValueConvertible, y: some ValueConvertible, series: String? = nil,
        size: Double? = nil, weight: Typeface.Weight = .regular, color: Color? = nil
    ) {
        notes = [Note(text: text, spot: .data(x: x.plotValue, y: y.plotValue), series: series)]
        self.size = size
        self.weight = weight
        self.color = color
    }

    /// One text in a corner of the plot, or in another one where that is free of data.
    public init(_ text: String, corner: Corner, size: Double? = nil, color: Color? = nil) {
        notes = [Note(text: text, spot: .corner(corner))]
        self.size = size
        weight = .regular
        self.color = color
    }

    public var extents: Extents {
        var extents = Extents()
        for note in notes {
            guard case .data(let x, let y) = note.spot else { continue }
            extents.x.add(x)
            extents.y.add(y)
        }
        return extents
    }

    public func draw(on canvas: any Canvas, in frame: Frame) {}

    public func labels(in frame: Frame) -> [Label] {
        notes.compactMap { note in
            let tint = color ?? note.series.map { frame.style.legible(frame.series[$0].color) } ?? frame.style.ink
            switch note.spot {
            case .data(let x, let y):
                guard let point = frame.point(x, y), frame.holds(point) else { return nil }
                return Label(
                    note.text, size: size, weight: weight, color: tint, halo: 1, ignoresInk: true,
                    positions: spiral(around: point, step: (size ?? frame.style.annotationSize) * 0.3))
            case .corner(let corner):
                let all: [Corner] = [corner, .topRight, .topLeft, .bottomRight, .bottomLeft]
                return Label(
                    note.text, size: size, color: tint, halo: 0.8, positions: all.map { position($0, in: frame.area) })
            }
        }
    }

    private func position(_ corner: Corner, in area: Rectangle) -> Label.Position {
        let inset = 3.0
        return switch corner {
        case .topLeft: Label.Position(Point(area.left + inset, area.top + inset), .left, .top)
        case .topRight: Label.Position(Point(area.right - inset, area.top + inset), .right, .top)
        case .bottomLeft: Label.Position(Point(area.left + inset, area.bottom - inset), .left, .bottom)
        case .bottomRight: Label.Position(Point(area.right - inset, area.bottom - inset), .right, .bottom)
        }
    }

    /// The point itself, then positions on squares around it, nearest first.
    private func spiral(around point: Point, step: Double) -> [Label.Position] {
        var positions = [Label.Position(point, .center, .middle)]
        for ring in 1...24 {
            for dy in -ring...ring {
                for dx in -ring...ring where max(dx.magnitude, dy.magnitude) == ring {
                    positions.append(
                        Label.Position(Point(point.x + Double(dx) * step, point.y + Double(dy) * step), .center, .middle))
                }
            }
        }
        return positions
    }
}
