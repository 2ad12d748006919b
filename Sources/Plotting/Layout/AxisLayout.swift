/// An axis with its ticks and labels chosen and measured for a given length.
struct AxisLayout {
    enum Side { case bottom, left, right }

    struct Tick {
        /// Distance from the axis' start (left or bottom end), in points.
        let position: Double
        let label: TextBlock?
        let isUpward: Bool
        let isMajor: Bool
    }

    let axis: Axis
    let side: Side
    let length: Double
    let ticks: [Tick]
    let label: TextBlock?
    private let style: HouseStyle

    /// Chooses the densest ticks whose labels keep apart. Without `isLabelled` (an inner panel of a shared
    /// axis) ticks stay, numbers and label go.
    init(
        _ axis: Axis, scale: any Scale, side: Side, length: Double, isLabelled: Bool, style: HouseStyle, fonts: Fonts
    ) {
        self.axis = axis
        self.side = side
        self.length = length
        self.style = style
        label =
            axis.label.isEmpty || !isLabelled
            ? nil
            : TextBlock(axis.label, size: style.labelSize, maximumWidth: max(length, 30), fonts: fonts)
        guard axis.isVisible else {
            ticks = []
            return
        }
        let fitter = TickFitter(axis: axis, scale: scale, side: side, length: length, style: style, fonts: fonts)
        let fitted = fitter.fit()
        ticks =
            isLabelled
            ? fitted : fitted.map { Tick(position: $0.position, label: nil, isUpward: false, isMajor: $0.isMajor) }
    }

    private var hasTickLines: Bool { axis.kind != .band }
    private var tickDepth: Double { hasTickLines ? style.tickLength : 0 }

    /// Distance from the axis line to the far edge of tick labels.
    private var numberDepth: Double {
        let depths = ticks.compactMap { tick in
            tick.label.map { side == .bottom && !tick.isUpward ? $0.height : $0.width }
        }
        guard let depth = depths.max() else { return axis.isVisible ? tickDepth : 0 }
        return tickDepth + style.tickGap + depth
    }

    /// Room that the axis takes outside the frame, across its direction.
    var depth: Double {
        guard let label else { return numberDepth }
        return numberDepth + style.labelGap + label.height
    }

    /// How far tick labels reach beyond the start and the end of the axis.
    var overhang: (start: Double, end: Double) {
        var start = 0.0
        var end = 0.0
        for tick in ticks {
            guard let block = tick.label else { continue }
            let half = (side == .bottom && !tick.isUpward ? block.width : block.height) / 2
            start = max(start, half - tick.position)
            end = max(end, half - (length - tick.position))
        }
        return (start, end)
    }

    /// Faint lines across the frame at labelled ticks.
    func drawGrid(on canvas: any Canvas, in area: Rectangle) {
        guard axis.hasGrid else { return }
        let stroke = Stroke(style.gridColor, width: style.gridWidth)
        for tick in ticks where tick.isMajor && tick.position > 0.5 {
            let path =
                side == .bottom
                ? Path(from: Point(area.left + tick.position, area.top), to: Point(area.left + tick.position, area.bottom))
                : Path(from: Point(area.left, area.bottom - tick.position), to: Point(area.right, area.bottom - tick.position))
            canvas.stroke(path, stroke)
        }
    }

    /// The axis line, ticks, numbers and label, around the frame. A colour key's axis has no line.
    ///
    /// `margin` is the room that the panel's row or column has: labels of neighbours line up at its far edge,
    /// unless that is much farther than this axis needs.
    func draw(on canvas: any Canvas, around area: Rectangle, margin: Double) {
        let stroke = Stroke(style.axisColor, width: style.axisWidth)
        if axis.isVisible {
            if side != .right {
                // The line ends square at the outermost ticks and in the corner of the two axes.
                let half = style.axisWidth / 2
                canvas.stroke(Path(from: pagePoint(-half, 0, area), to: pagePoint(length + half, 0, area)), stroke)
            }
            for tick in ticks where hasTickLines {
                let depth = tick.isMajor ? style.tickLength : style.minorTickLength
                canvas.stroke(Path(from: pagePoint(tick.position, 0, area), to: pagePoint(tick.position, depth, area)), stroke)
            }
            for tick in ticks {
                if let block = tick.label { canvas.text(texts(of: tick, block, area)) }
            }
        }
        guard let label else { return }
        let shift = margin - depth
        let depth = numberDepth + style.labelGap + (shift > 0 && shift <= style.labelShift ? shift : 0)
        switch side {
        case .bottom:
            canvas.text(
                label.placed(x: area.center.x, top: area.bottom + depth, alignment: .center, color: style.ink))
        case .left:
            canvas.text(
                label.placedUpward(left: area.left - depth - label.height, middle: area.center.y, color: style.ink))
        case .right:
            canvas.text(label.placedUpward(left: area.right + depth, middle: area.center.y, color: style.ink))
        }
    }

    /// The point at a distance along the axis and a depth outside the frame.
    private func pagePoint(_ along: Double, _ depth: Double, _ area: Rectangle) -> Point {
        switch side {
        case .bottom: Point(area.left + along, area.bottom + depth)
        case .left: Point(area.left - depth, area.bottom - along)
        case .right: Point(area.right + depth, area.bottom - along)
        }
    }

    private func texts(of tick: Tick, _ block: TextBlock, _ area: Rectangle) -> [PlacedText] {
        let point = pagePoint(tick.position, tickDepth + style.tickGap, area)
        switch side {
        case .bottom where tick.isUpward:
            // Upward names end at the axis.
            return block.lines.map { line in
                PlacedText(
                    line, origin: Point(point.x + TextLayout.capHeight * line.size / 2, point.y + line.width),
                    direction: .upward, color: style.ink)
            }
        case .bottom: return block.placed(x: point.x, top: point.y, alignment: .center, color: style.ink)
        case .left: return block.placed(x: point.x, middle: point.y, alignment: .right, color: style.ink)
        case .right: return block.placed(x: point.x, middle: point.y, alignment: .left, color: style.ink)
        }
    }
}
