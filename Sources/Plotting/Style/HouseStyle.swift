/// Every size, colour and distance of the figures, in one place.
///
/// Follows the common rules of scientific journals: columns of 84 and 174 mm, 7 pt text and nothing
/// below 6 pt, hairline axes on two sides only, no frame, no background.
public struct HouseStyle: Sendable {
    // MARK: Page
    /// Wider figures are laid out anew at this width; nil leaves them as wide as they are.
    public var widestPage: Figure.Width?
    /// Both sides of the page are multiplied by it.
    public var pageScale = 1.0

    // MARK: Text, in points
    public var labelSize = 7.0
    public var tickSize = 6.5
    public var titleSize = 7.0
    public var legendSize = 6.5
    public var annotationSize = 6.5
    public var letterSize = 8.5
    /// Distance between baselines, as a multiple of the text's size.
    public var lineSpacing = 1.2

    // MARK: Lines, in points
    public var axisWidth = 0.5
    public var tickLength = 2.5
    public var minorTickLength = 1.5
    public var gridWidth = 0.4
    public var lineWidth = 1.0
    public var ruleWidth = 0.7
    public var errorBarWidth = 0.7
    public var dotDiameter = 3.2
    public var bandOpacity = 0.20
    /// Multiplies the widths, diameters and dashes that marks and series give themselves.
    public var markScale = 1.0

    // MARK: Published layers
    /// How a legend names values that others published.
    public var publishedName = "authors"
    /// Width of published lines and diameter of published dots, as parts of our own.
    public var publishedScale = 0.65
    /// How much of the background is mixed into the colours of published layers.
    public var publishedFaintness = 0.5

    // MARK: Distances, in points
    /// Between a tick and its label.
    public var tickGap = 1.8
    /// Between tick labels and the axis label.
    public var labelGap = 3.0
    /// Between title or legend strip and the frame.
    public var titleGap = 4.0
    /// How far an axis label may move outwards to line up with its neighbours'.
    public var labelShift = 14.0
    public var columnGap = 12.0
    public var rowGap = 11.0
    /// Between the page's edge and anything drawn.
    public var pageMargin = 2.0
    /// Least distance between two neighbouring tick labels.
    public var tickLabelGap = 4.0
    /// Least distance between the middles of labelled ticks.
    public var tickSpacing = (x: 24.0, y: 17.0)

    // MARK: Colours
    /// The page's.
    public var background = Color.white
    /// What this style has instead of colours made for white paper.
    public var counterparts: [Color: Color] = [:]
    public var ink = Color(0x262626)
    public var axisColor = Color(0x404040)
    public var gridColor = Color(0xE4E4E4)
    public var ruleColor = Color(0x4D4D4D)

    /// Blue, vermilion, green, pink, sky blue, orange, near black, brown, violet, grey.
    ///
    /// After M. Okabe and K. Ito, "Color universal design" (2008), without their yellow (too light on white)
    /// and with blue and green darkened until the first seven also stay apart for deuteranopes and protanopes:
    /// at least 0.09 in OKLab, which the tests check with the matrices of Machado et al. (2009).
    public var palette: [Color] = [
        Color(0x0068B0), Color(0xD55E00), Color(0x00664B), Color(0xCC79A7), Color(0x56B4E9),
        Color(0xE69F00), Color(0x333333), Color(0x7A5C00), Color(0x9467BD), Color(0x7F7F7F),
    ]
    public var dashes: [[Double]] = [
        [], [4, 1.5], [1.2, 1.2], [5, 1.4, 1.2, 1.4], [7, 2], [2.4, 1.2],
        [5, 1.4, 1.2, 1.4, 1.2, 1.4], [2, 2.4], [9, 1.5, 2, 1.5], [3, 1, 3, 3],
    ]

    public init() {}

    /// Whether ink is lighter than the page.
    var isDark: Bool { background.luminance < 0.18 }

    /// A colour made for white paper, for this style's background. On a dark one, a colour without a counterpart has its
    /// lightness turned over, so that what stood out still does.
    func onBackground(_ color: Color) -> Color {
        if let counterpart = counterparts[color.opacity(1)] { return counterpart.opacity(color.opacity) }
        guard isDark else { return color }
        var lab = OKLab(color)
        lab.lightness = 1.1 - 0.8 * lab.lightness
        return lab.color.opacity(color.opacity)
    }

    /// A look made for white paper in the sizes of print, for this style.
    func adapted(_ look: SeriesStyle) -> SeriesStyle {
        SeriesStyle(color: onBackground(look.color), dash: look.dash.map { $0 * markScale }, symbol: look.symbol)
    }

    /// The colour for text, with enough contrast to the page.
    func legible(_ color: Color) -> Color { color.legible(on: background) }

    /// The look of the series at `index`; dash patterns and symbols run through their own cycles.
    public func series(_ index: Int) -> SeriesStyle {
        let symbols = SeriesStyle.Symbol.allCases
        return SeriesStyle(
            color: palette[index % palette.count], dash: dashes[index % dashes.count],
            symbol: symbols[index % symbols.count])
    }
}
