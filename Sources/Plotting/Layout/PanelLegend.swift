/// How a panel names its series: at the ends of lines, in a free corner, or in a strip above the frame.
struct PanelLegend {
    /// Names at the ends of lines.
    private var direct: DirectLabels?
    /// Upper left corner, relative to the frame's.
    private var inside: (legend: Legend, corner: Point)?
    private var strip: Legend?
    private let style: HouseStyle

    /// Chooses a position in a frame at the origin; `isOutside` says that none inside was free at another size.
    init(plot: Plot, frame: Frame, isShared: Bool, isOutside: Bool, explainsPublished: Bool, fonts: Fonts) {
        style = frame.style
        var legend = Legend(
            plots: [plot.marks], series: frame.series, explainsPublished: explainsPublished, style: style, fonts: fonts)
        guard !isShared, plot.legend != .none, !legend.entries.isEmpty else { return }
        let ends = Self.lineEnds(of: plot, in: frame)
        // Lines alone can carry their names; dots and bars cannot.
        let isDirectPossible = ends.count == legend.seriesCount && ends.count <= 8
        let wantsDirect = plot.legend == .direct || (plot.legend == .automatic && isDirectPossible)
        if wantsDirect, let labels = DirectLabels(ends, in: frame.area, style: style, fonts: fonts) {
            direct = labels
            legend = legend.explanation
            guard !legend.entries.isEmpty else { return }
        }
        if plot.legend != .above, !isOutside,
            let corner = Self.freeCorner(for: legend, plot: plot, frame: frame, fonts: fonts)
        {
            inside = (legend, corner)
        } else {
            strip = legend
        }
    }

    var isOutside: Bool { strip != nil }

    /// Room right of the frame.
    var width: Double { direct?.width ?? 0 }

    /// Room above the frame for half a label at its upper edge.
    var overhang: Double { direct == nil ? 0 : style.legendSize / 2 }

    func stripHeight(width: Double) -> Double { strip?.stripHeight(width: width) ?? 0 }

    func stripWidth(width: Double) -> Double { strip?.stripWidth(width: width) ?? 0 }

    /// Draws the legend, then every label of the marks where it does not run into it.
    func draw(
        on canvas: any Canvas, in frame: Frame, stripTop: Double, stripWidth: Double, marks: [any Mark], fonts: Fonts
    ) throws {
        var taken: [Rectangle] = []
        direct?.draw(on: canvas, in: frame.area, series: frame.series)
        strip?.drawStrip(on: canvas, left: frame.area.left, top: stripTop, width: stripWidth)
        if let (legend, offset) = inside {
            let corner = Point(frame.area.left + offset.x, frame.area.top + offset.y)
            legend.drawColumn(on: canvas, at: corner)
            let size = legend.columnSize
            taken.append(Rectangle(left: corner.x, top: corner.y, width: size.width, height: size.height))
        }
        let labels = marks.flatMap { $0.labels(in: frame) }
        guard !labels.isEmpty else { return }
        let ink = InkCanvas(area: frame.area)
        for mark in marks { mark.draw(on: ink, in: frame) }
        var placer = LabelPlacer(area: frame.area.expanded(by: 1), ink: ink, taken: taken)
        for label in labels {
            canvas.text(try placer.place(label, style: style, fonts: fonts))
        }
    }

    /// One end for each series: of the first mark that has one, published marks last.
    private static func lineEnds(of plot: Plot, in frame: Frame) -> [LineEnd] {
        var ends: [LineEnd] = []
        let all = plot.marks.filter { $0.layer == .own } + plot.marks.filter { $0.layer == .published }
        for end in all.flatMap({ $0.lineEnds(in: frame) }) where !ends.contains(where: { $0.series == end.series }) {
            ends.append(end)
        }
        return ends
    }

    /// A position for the legend's column without any data under it: corners first, then anywhere.
    private static func freeCorner(for legend: Legend, plot: Plot, frame: Frame, fonts: Fonts) -> Point? {
        let size = legend.columnSize
        let inset = 4.0
        let roomX = frame.area.width - size.width - 2 * inset
        let roomY = frame.area.height - size.height - 2 * inset
        guard roomX >= 0, roomY >= 0 else { return nil }
        let ink = Self.ink(of: plot, in: frame, fonts: fonts)
        var positions = [(1.0, 0.0), (0, 0), (1, 1), (0, 1), (0.5, 0), (0.5, 1), (1, 0.5), (0, 0.5)]
        for row in 0...10 {
            for column in 0...10 { positions.append((1 - Double(column) / 10, Double(row) / 10)) }
        }
        for (x, y) in positions {
            let corner = Point(frame.area.left + inset + roomX * x, frame.area.top + inset + roomY * y)
            let box = Rectangle(left: corner.x, top: corner.y, width: size.width, height: size.height)
            if ink.weight(in: box.expanded(by: 2.5)) == 0 {
                return Point(corner.x - frame.area.left, corner.y - frame.area.top)
            }
        }
        return nil
    }

    /// What the marks cover, including texts that stand on their data points.
    private static func ink(of plot: Plot, in frame: Frame, fonts: Fonts) -> InkCanvas {
        let ink = InkCanvas(area: frame.area)
        for mark in plot.marks {
            mark.draw(on: ink, in: frame)
            for label in mark.labels(in: frame) {
                let layout = TextLayout(
                    label.text, size: label.size ?? frame.style.annotationSize, weight: label.weight, fonts: fonts)
                ink.text(label.positions[0].text(layout, color: label.color, halo: 0, haloColor: .white))
            }
        }
        return ink
    }
}
