/// The one table from names to looks: what is called the same looks the same in every figure.
///
/// A figure whose series have these names says nothing about colours. Colours are those of the house palette and a few
/// shades of them. Within a group, whose names may share a figure, no colour comes twice and all pairs are apart in OKLab for normal
/// sight, deuteranopes and protanopes (at least 0.09). In grey, a pair is apart by lightness (at least 0.1 in OKLab), or it differs in
/// both dash pattern and symbol. Tests check this.
public enum NamedStyles {
    /// Names that may stand in one figure together.
    public struct Group: Sendable {
        public let title: String
        public let styles: [(name: String, style: SeriesStyle)]

        init(_ title: String, _ styles: [(String, SeriesStyle)]) {
            self.title = title
            self.styles = styles.map { (name: $0.0, style: $0.1) }
        }
    }

    private static let blue = Color(0x0068B0), vermilion = Color(0xD55E00), green = Color(0x00664B)
    private static let pink = Color(0xCC79A7), sky = Color(0x56B4E9), orange = Color(0xE69F00)
    private static let black = Color(0x333333), grey = Color(0x7F7F7F)

    private static let solid: [Double] = [], long: [Double] = [7, 2], medium: [Double] = [4, 1.5]
    private static let short: [Double] = [2.4, 1.2], dotted: [Double] = [1.2, 1.2]
    private static let dashDot: [Double] = [5, 1.4, 1.2, 1.4], dashDotDot: [Double] = [5, 1.4, 1.2, 1.4, 1.2, 1.4]

    private static func look(_ color: Color, _ dash: [Double], _ symbol: SeriesStyle.Symbol) -> SeriesStyle {
        SeriesStyle(color: color, dash: dash, symbol: symbol)
    }

    /// Every name, by group. Colours follow the paper's own figures where these are consistent.
    public static let groups = [
        Group(
            "models",
            [
                ("logistic", look(vermilion, dotted, .triangle)), ("MLP", look(green, medium, .square)),
                ("CNN", look(blue, solid, .circle)), ("GRU", look(sky, dashDot, .diamond)),
                ("human", look(black, long, .plus)),
            ]),
        Group(
            "readings of the CNN",
            [
                ("CNN (best checkpoint)", look(orange, medium, .diamond)),
                ("CNN (last checkpoint)", look(Color(0x2F86C9), solid, .circle)),
            ]),
        Group(
            "tickets",
            [
                ("dense", look(black, medium, .diamond)), ("lottery", look(blue, solid, .circle)),
                ("random", look(vermilion, dashDot, .square)), ("re-initialised", look(sky, long, .triangle)),
                ("chance", look(grey, dotted, .plus)),
            ]),
        Group(
            "kinds of chance",
            [
                ("chance: uniform", look(orange, short, .plus)),
                ("chance: units kept", look(pink, dotted, .cross)),
                ("chance: units and inputs kept", look(green, dashDotDot, .triangle)),
            ]),
        Group(
            "pooling",
            [
                ("no pooling", look(black, solid, .circle)), ("stride 2", look(sky, medium, .cross)),
                ("max pooling", look(vermilion, dotted, .square)), ("average pooling", look(green, dashDot, .triangle)),
                ("L2 pooling", look(blue, long, .diamond)),
            ]),
        Group(
            "activations",
            [
                ("ReLU", look(blue, medium, .square)), ("ELU", look(green, dotted, .triangle)),
                ("Swish", look(pink, dashDot, .diamond)), ("tanh", look(sky, long, .plus)),
                ("softplus", look(orange, short, .cross)),
                ("sigmoid", look(Color(0x200090), [9, 1.5, 2, 1.5], .circle)), ("learned", look(vermilion, solid, .circle)),
                ("authors' fit", look(black, dashDotDot, .square)),
            ]),
        Group(
            "losses",
            [
                ("train", look(vermilion, medium, .square)), ("test", look(blue, solid, .circle)),
                ("interpolation threshold", look(black, dotted, .plus)),
            ]),
        Group(
            "starts",
            [("from 1.5", look(vermilion, medium, .square)), ("from 0.15", look(blue, solid, .circle))]),
        Group(
            "classes",
            [
                ("K = 2", look(orange, dotted, .triangle)), ("K = 5", look(Color(0xC04F00), medium, .square)),
                ("K = 10", look(Color(0x6B2500), solid, .circle)),
            ]),
        Group(
            "examples",
            [
                ("n = 200", look(sky, dashDot, .diamond)), ("n = 400", look(blue, long, .plus)),
                ("n = 800", look(Color(0x0A2A4A), dashDotDot, .cross)),
            ]),
        Group(
            "projectors",
            [
                ("default", look(blue, solid, .circle)), ("none", look(vermilion, medium, .square)),
                ("deep", look(green, dashDot, .triangle)),
            ]),
        Group(
            "verdicts",
            [
                ("reproduced", look(blue, solid, .circle)), ("partly", look(sky, medium, .diamond)),
                ("not reproduced", look(vermilion, dashDot, .cross)), ("inconclusive", look(orange, dotted, .triangle)),
                ("not tested", look(grey, short, .plus)),
            ]),
    ]

    /// Groups whose names may share a figure, beside each group by itself.
    public static let companies = [
        ["human", "CNN (best checkpoint)", "CNN (last checkpoint)"],
        ["dense", "lottery", "random", "re-initialised", "chance: uniform", "chance: units kept", "chance: units and inputs kept"],
        ["K = 2", "K = 5", "K = 10", "n = 200", "n = 400", "n = 800"],
    ]

    /// The ten classes of MNIST and MNIST-1D, for `Figure`'s `seriesStyles`: dots of ten colours.
    ///
    /// Too many for dash patterns and for grey; all pairs are at least 0.14 apart in OKLab for normal sight, deuteranopes and protanopes,
    /// and classes that embeddings put side by side (4, 7 and 9; 3, 5 and 8) differ in lightness as well.
    public static let digits: [String: SeriesStyle] = Dictionary(
        uniqueKeysWithValues: [
            0x0000FF, 0xD37B16, 0x2D6989, 0x84E124, 0x94CCEC, 0x350080, 0x0B0214, 0xAE81FF, 0x62600D, 0x5E0B00,
        ].enumerated().map { ("\($0)", SeriesStyle(color: Color($1))) })

    private static let table = Dictionary(
        groups.flatMap(\.styles).map { ($0.name, $0.style) }, uniquingKeysWith: { first, _ in first })

    /// The look of a name; nil for one that is not in the table.
    public static func style(_ name: String) -> SeriesStyle? { table[name] }
}
