/// How a panel names its series: at the ends of lines, in a free corner, or in a strip above the frame.
struct PanelLegend {
    private enum Place {
        case none
        case direct(DirectLabels)
        /// Upper left corner, relative to the frame's.
        case inside(Legend, Point)
        case strip(Legend)
    }

    private let place: Place
    private let style: HouseStyle

    /// Chooses a place in a frame at the origin; `isOutside` says that none inside was free at another size.
    init(plot: Plot, frame: Frame, isShared: Bool, isOutside: Bool, fonts: Fonts) {
        style = frame.style
        let legend = Legend(marks: plot.marks, series: frame.series, style: style, fonts: fonts)
        guard !isShared, plot.legend != .none, !legend.entries.isEmpty else {
            place = .none
            return
        }
        let ends = Self.lineEnds(of: plot, in: frame)
        // Lines alone can carry their names; dots and bars cannot.
        let isDirectPossible = ends.count == legend.entries.count && ends.count <= 8
        let wantsDirect = plot.legend == .direct || (plot.legend == .automatic && isDirectPossible)
        if wantsDirect, let labels = DirectLabels(ends, in: frame.area, style: style, fonts: fonts) {
            place = .direct(labels)
            return
        }
        if plot.legend != .above, !isOutside,
            let corner = Self.freeCorner(for: legend, plot: plot, frame: frame, fonts: fonts)
        {
            place = .inside(legend, corner)
        } else {
            place = .strip(legend)
        }
    }

    var isOutside: Bool { if case .strip = place { true } else { false } }

    /// Room right of the frame.
    var width: Double { if case .direct(let labels) = place { labels.width } else { 0 } }

    /// Room above the frame for half a label at its upper edge.
    var overhang: Double { if case .direct = place { style.legendSize / 2 } else { 0 } }

    func stripHeight(width: Double) -> Double {
        if case .strip(let legend) = place { legend.stripHeight(width: width) } else { 0 }
    }

    func stripWidth(width: Double) -> Double {
        if case .strip(let legend) = place { legend.stripWidth(width: width) } else { 0 }
    }

    /// Draws the legend, then every label of the marks where it does not run into it.
    func draw(
        on canvas: any Canvas, in frame: Frame, stripTop: Double, stripWidth: Double, marks: [any Mark], fonts: Fonts
    ) throws {
        var taken: [Rectangle] = []
        switch place {
        case .none: break
        case .direct(let direct): direct.draw(on: canvas, in: frame.area, series: frame.series)
        case .strip(let legend):
            legend.drawStrip(on: canvas, left: frame.area.left, top: stripTop, width: stripWidth)
        case .inside(let legend, let corner):
            let corner = Point(frame.area.left + corner.x, frame.area.top + corner.y)
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

    /// One end for each series: of the first mark that has one.
    private static func lineEnds(of plot: Plot, in frame: Frame) -> [LineEnd] {
        var ends: [LineEnd] = []
        for end in plot.marks.flatMap({ $0.lineEnds(in: frame) }) where !ends.contains(where: { $0.series == end.series }) {
            ends.append(end)
        }
        return ends
    }

    /// A place for the legend's column without any data under it: corners first, then anywhere.
    private static func freeCorner(for legend: Legend, plot: Plot, frame: Frame, fonts: Fonts) -> Point? {
        let size = legend.columnSize
        let inset = 4.0
        let roomX = frame.area.width - size.width - 2 * inset
        let roomY = frame.area.height - size.height - 2 * inset
        guard roomX >= 0, roomY >= 0 else { return nil }
        let ink = Self.ink(of: plot, in: frame, fonts: fonts)
        var places = [(1.0, 0.0), (0, 0), (1, 1), (0, 1), (0.5, 0), (0.5, 1), (1, 0.5), (0, 0.5)]
        for row in 0...10 {
            for column in 0...10 { places.append((1 - Double(column) / 10, Double(row) / 10)) }
        }
        for (x, y) in places {
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
                ink.text(label.places[0].text(layout, color: label.color, halo: 0))
            }
        }
        return ink
    }
}
