/// One plot, laid out for a frame of a given size: ticks chosen, texts measured, margins known.
///
/// Nothing here depends on where on the page the panel will be.
struct PanelLayout {
    /// What a panel needs to know of the figure around it.
    struct Context {
        let series: SeriesScale
        let style: HouseStyle
        let fonts: Fonts
        /// What the axes must cover: this plot's extents, or all plots' where axes are shared.
        var extents: Extents
        var hasXNumbers = true
        var hasYNumbers = true
        var letter: String?
        /// The series that stand side by side in this plot, and which of them each category has.
        var dodged: [String] = []
        var members: [String: Set<String>] = [:]
        /// Whether this panel's legend says what published layers are.
        var explainsPublished = false
        /// Whether the figure draws one legend for all panels.
        var hasSharedLegend = false
        /// Whether the legend found no room inside the frame at an earlier size.
        var isLegendOutside = false
        /// What the column leaves left of the frame, known from an earlier round.
        var leftMargin = 0.0
        var rightMargin = 0.0
    }

    struct Margins {
        var left = 0.0
        var right = 0.0
        var top = 0.0
        var bottom = 0.0
    }

    let plot: Plot
    let width: Double
    let height: Double
    let margins: Margins
    let isLegendOutside: Bool
    private let context: Context
    private let frame: Frame
    private let xAxis: AxisLayout
    private let yAxis: AxisLayout
    private let colorBar: ColorBar?
    private let title: TextBlock?
    private let letter: TextLayout?
    private let legend: PanelLegend
    private let stripHeight: Double
    /// Letter and title, with the gap below.
    private let headerHeight: Double

    private var letterGap: Double { 5 * context.style.markScale }

    init(_ plot: Plot, width: Double, height: Double, context: Context) throws {
        self.plot = plot
        self.width = width
        self.height = height
        self.context = context
        let style = context.style
        let fonts = context.fonts
        let letterGap = 5 * style.markScale
        // Room for the half of a dot or line that lies on the frame's edge.
        let edge = max(2, style.dotDiameter * 0.625)
        let name = plot.title.isEmpty ? "of a plot" : "of \"\(plot.title)\""
        func scale(_ axis: Axis, _ extent: Extent, _ side: AxisLayout.Side, _ length: Double, _ letter: String) throws
            -> any Scale
        {
            let intervals = TickFitter.intervalCounts(length: length, side: side, style: style)[0]
            return try ScaleBuilder.scale(
                for: axis, covering: extent, intervals: min(intervals, 5), name: "the \(letter) axis \(name)")
        }
        let xScale = try scale(plot.x, context.extents.x, .bottom, width, "x")
        let yScale = try scale(plot.y, context.extents.y, .left, height, "y")
        let colors = context.extents.color
        let hasColors = colors.range != nil
        let colorScale = hasColors ? try scale(plot.color, colors, .right, height, "colour") : nil
        frame = Frame(
            area: Rectangle(left: 0, top: 0, width: width, height: height), xScale: xScale, yScale: yScale,
            colorScale: colorScale, ramp: plot.ramp, isXReversed: plot.x.isReversed, isYReversed: plot.y.isReversed,
            series: context.series,
            dodged: context.series.names.filter(context.dodged.contains), members: context.members,
            hasPublishedBeside: plot.marks.contains { $0.layer == .published && !$0.extents.dodged.isEmpty }, style: style)
        xAxis = AxisLayout(
            plot.x, scale: xScale, side: .bottom, length: width, isLabelled: context.hasXNumbers, style: style,
            fonts: fonts)
        yAxis = AxisLayout(
            plot.y, scale: yScale, side: .left, length: height, isLabelled: context.hasYNumbers, style: style,
            fonts: fonts)
        colorBar =
            colorScale.flatMap { scale in
                guard plot.color.isVisible else { return nil }
                return ColorBar(
                    axis: plot.color, scale: scale, ramp: plot.ramp, length: height, style: style, fonts: fonts)
            }
        legend = PanelLegend(
            plot: plot, frame: frame, isShared: context.hasSharedLegend, isOutside: context.isLegendOutside,
            explainsPublished: context.explainsPublished, fonts: fonts)
        isLegendOutside = legend.isOutside

        var margins = Margins()
        margins.left = max(yAxis.depth, xAxis.overhang.start, edge)
        margins.right = max(xAxis.overhang.end, legend.width, colorBar?.width ?? 0, edge)
        margins.bottom = max(xAxis.depth, yAxis.overhang.start, colorBar?.overhang.start ?? 0, edge)
        letter = context.letter.map { TextLayout($0, size: style.letterSize, weight: .bold, fonts: fonts) }
        let left = max(margins.left, context.leftMargin)
        let letterRoom = letter.map { max(0, $0.width + letterGap - left) } ?? 0
        let headerWidth = width + max(margins.right, context.rightMargin)
        title =
            plot.title.isEmpty
            ? nil
            : TextBlock(
                plot.title, size: style.titleSize, maximumWidth: max(headerWidth - letterRoom, 10), fonts: fonts)
        let header = max(title?.height ?? 0, letter.map { $0.ascent + $0.descent } ?? 0)
        headerHeight = header > 0 ? header + style.titleGap : 0
        stripHeight = legend.stripHeight(width: headerWidth)
        // A strip that is wider than the plot widens the panel.
        margins.right = max(margins.right, legend.stripWidth(width: headerWidth) - width)
        margins.top =
            headerHeight + (stripHeight > 0 ? stripHeight + style.titleGap * 0.5 : 0)
            + max(yAxis.overhang.end, colorBar?.overhang.end ?? 0, legend.overhang, edge)
        self.margins = margins
    }

    /// Draws the panel with its frame at `area`; `cell` is the frame with the margins of its row and column.
    ///
    /// Throws `PlottingError.crowded` when a mark's label finds no position.
    func draw(on canvas: any Canvas, area: Rectangle, cell: Rectangle, margins outerMargins: Margins) throws {
        let style = context.style
        let frame = Frame(
            area: area, xScale: frame.xScale, yScale: frame.yScale, colorScale: frame.colorScale, ramp: plot.ramp,
            isXReversed: frame.isXReversed, isYReversed: frame.isYReversed, series: context.series,
            dodged: frame.dodged, members: frame.members, hasPublishedBeside: frame.hasPublishedBeside, style: style)
        canvas.group(.part("grid")) {
            xAxis.drawGrid(on: canvas, in: area)
            yAxis.drawGrid(on: canvas, in: area)
        }
        canvas.group(.published) {
            for mark in plot.marks where mark.layer == .published { mark.draw(on: canvas, in: frame) }
        }
        canvas.group(.part("marks")) {
            for mark in plot.marks where mark.layer == .own { mark.draw(on: canvas, in: frame) }
        }
        canvas.group(.part("axes")) {
            if plot.hasBox {
                canvas.stroke(Path(area), Stroke(style.axisColor, width: style.axisWidth))
            }
            canvas.group(.part("x-axis")) { xAxis.draw(on: canvas, around: area, margin: outerMargins.bottom) }
            canvas.group(.part("y-axis")) { yAxis.draw(on: canvas, around: area, margin: outerMargins.left) }
            colorBar?.draw(on: canvas, beside: area)
        }
        canvas.group(.part("header")) { drawHeader(on: canvas, area: area, cell: cell) }
        try canvas.group(.part("labels")) {
            try legend.draw(
                on: canvas, in: frame, stripTop: cell.top + headerHeight, stripWidth: cell.right - area.left,
                marks: plot.marks, fonts: context.fonts)
        }
    }

    /// Letter and title share a baseline at the top of the cell.
    private func drawHeader(on canvas: any Canvas, area: Rectangle, cell: Rectangle) {
        let style = context.style
        let ascent = max(letter?.ascent ?? 0, title?.ascent ?? 0)
        if let letter {
            canvas.text(PlacedText(letter, origin: Point(cell.left, cell.top + ascent), color: style.ink))
        }
        if let title {
            let left = max(area.left, letter.map { cell.left + $0.width + letterGap } ?? area.left)
            // A title wider than its frame begins where the others do.
            let isCentered = plot.hasCenteredTitle && title.width / 2 <= area.center.x - left
            canvas.text(
                title.placed(
                    x: isCentered ? area.center.x : left, top: cell.top + ascent - title.ascent,
                    alignment: isCentered ? .center : .left, color: style.ink))
        }
    }
}
