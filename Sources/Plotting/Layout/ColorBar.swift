/// The key of a plot's colour axis: a strip of the ramp's colours with ticks, right of the frame.
struct ColorBar {
    private let axis: AxisLayout
    private let ramp: ColorRamp
    private let isReversed: Bool
    private let style: HouseStyle

    private var gap: Double { 7 * style.markScale }
    private var thickness: Double { 5 * style.markScale }

    init(axis: Axis, scale: any Scale, ramp: ColorRamp, length: Double, style: HouseStyle, fonts: Fonts) {
        self.axis = AxisLayout(
            axis, scale: scale, side: .right, length: length, isLabelled: true, style: style, fonts: fonts)
        self.ramp = ramp
        isReversed = axis.isReversed
        self.style = style
    }

    /// Room right of the frame.
    var width: Double { gap + thickness + axis.depth }

    var overhang: (start: Double, end: Double) { axis.overhang }

    func draw(on canvas: any Canvas, beside area: Rectangle) {
        let strip = Rectangle(
            left: area.right + gap, top: area.top, width: thickness, height: area.height)
        let steps = 128
        let bitmap = Bitmap(width: 1, height: steps) { _, row in
            let fraction = (Double(row) + 0.5) / Double(steps)
            return style.onBackground(ramp(isReversed ? fraction : 1 - fraction))
        }
        canvas.image(bitmap, in: strip)
        axis.draw(on: canvas, around: strip, margin: axis.depth)
    }
}
