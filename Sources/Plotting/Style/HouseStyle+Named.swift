extension HouseStyle {
    /// For a page of paper: the sizes as they are.
    public static let print = HouseStyle()

    /// For one column of a page: wider figures are laid out anew with fewer plots in a row.
    public static let column: HouseStyle = {
        var style = HouseStyle()
        style.widestPage = Figure.Width.single
        return style
    }()

    /// For a projector: larger pages, with texts and lines that are larger still.
    public static let slides: HouseStyle = {
        var style = HouseStyle()
        style.pageScale = 1.6
        let text = 2.0
        for size in [
            \HouseStyle.labelSize, \.tickSize, \.titleSize, \.legendSize, \.annotationSize, \.letterSize, \.axisWidth,
            \.tickLength, \.minorTickLength, \.gridWidth, \.lineWidth, \.ruleWidth, \.errorBarWidth, \.dotDiameter, \.tickGap,
            \.labelGap, \.titleGap, \.labelShift, \.columnGap, \.rowGap, \.pageMargin, \.tickLabelGap,
        ] { style[keyPath: size] *= text }
        style.tickSpacing = (x: style.tickSpacing.x * text, y: style.tickSpacing.y * text)
        style.markScale = text
        return style
    }()

    /// For dark pages: light ink, and a counterpart for each colour of the palette and of ``NamedStyles``.
    ///
    /// Those of one figure are as far apart as on white, and all have a contrast of 3 or more.
    public static let dark: HouseStyle = {
        var style = HouseStyle()
        style.background = Color(0x15171A)
        style.ink = Color(0xE8E8E8)
        style.axisColor = Color(0xB0B0B0)
        style.gridColor = Color(0x33373C)
        style.ruleColor = Color(0xC4C4C4)
        style.bandOpacity = 0.28
        style.counterparts = [
            Color(0x0068B0): Color(0x3D8BFF), Color(0xD55E00): Color(0xF76017), Color(0x00664B): Color(0x00A17B),
            Color(0xCC79A7): Color(0xFFA9B2), Color(0x56B4E9): Color(0x8CD4FF), Color(0xE69F00): Color(0xFFC24A),
            Color(0x333333): Color(0xF2F2F2), Color(0x7F7F7F): Color(0x9A9A9A), Color(0x7A5C00): Color(0xB8962E),
            Color(0x9467BD): Color(0xB48AE0), Color(0x2F86C9): Color(0x5AA0E8), Color(0xC04F00): Color(0xF76017),
            Color(0x6B2500): Color(0xA85A48), Color(0x0A2A4A): Color(0x7C74B0), Color(0x200090): Color(0x6870A8),
        ]
        return style
    }()

    private static let styles = [("print", print), ("column", column), ("slides", slides), ("dark", dark)]

    /// The names of the styles, in the order in which help texts list them.
    public static let names = styles.map(\.0)

    /// The style of a name; nil for one that is none of `names`.
    public static func named(_ name: String) -> HouseStyle? { styles.first { $0.0 == name }?.1 }
}
