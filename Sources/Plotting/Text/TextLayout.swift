/// One line of text, measured and set: glyphs with their positions relative to the start of the baseline.
///
/// `^{...}` sets a superscript and `_{...}` a subscript, as in `10^{3}`; they do not nest.
public struct TextLayout: Sendable {
    /// A character with its position.
    struct PlacedGlyph: Sendable {
        let character: Unicode.Scalar
        let glyph: Typeface.Glyph
        let weight: Typeface.Weight
        let size: Double
        let origin: Point
    }

    /// The text as given, with its markup.
    public let string: String
    public let size: Double
    public let weight: Typeface.Weight
    let glyphs: [PlacedGlyph]
    /// Sum of advances, in points.
    public let width: Double
    /// Height above and depth below the baseline, in points: those of Latin letters without accents, the same
    /// for all such texts of a size so that baselines align; more where a character needs more.
    public let ascent: Double
    public let descent: Double

    /// Share of an em that a capital letter of DejaVu Sans is high.
    static let capHeight = 0.729
    /// Share of an em that its tallest and deepest letters reach.
    private static let ascent = 0.76
    private static let descent = 0.24
    /// Size of raised and lowered parts, relative to the line's; in points they are not smaller than `leastScriptSize`.
    private static let scriptScale = 0.72
    /// The smallest letters that print well.
    private static let leastScriptSize = 6.0

    public init(_ string: String, size: Double, weight: Typeface.Weight = .regular, fonts: Fonts) {
        self.string = string
        self.size = size
        self.weight = weight
        let typeface = fonts[weight]
        var glyphs: [PlacedGlyph] = []
        var x = 0.0
        var ascent = Self.ascent * size
        var descent = Self.descent * size
        for run in TextMarkup.runs(of: string) {
            let runSize = run.level == .base ? size : max(size * Self.scriptScale, min(size, Self.leastScriptSize))
            let shift =
                switch run.level {
                case .base: 0.0
                case .superscript: -0.36 * size
                case .subscript: 0.16 * size
                }
            var previous: UInt32?
            for character in run.text.unicodeScalars {
                let glyph = typeface.glyph(for: character)
                if let previous { x += typeface.kerning(previous, glyph.index) * runSize }
                glyphs.append(
                    PlacedGlyph(
                        character: character, glyph: glyph, weight: weight, size: runSize, origin: Point(x, shift)))
                x += glyph.advance * runSize
                ascent = max(ascent, -glyph.bounds.top * runSize - shift)
                descent = max(descent, glyph.bounds.bottom * runSize + shift)
                previous = glyph.index
            }
        }
        self.glyphs = glyphs
        width = x
        self.ascent = ascent
        self.descent = descent
    }

    /// The outline of the whole line around a baseline that starts at the origin.
    var outline: Path {
        var path = Path()
        for placed in glyphs {
            path.elements += placed.glyph.outline.mapped { $0 * placed.size + placed.origin }.elements
        }
        return path
    }

    /// The text without its markup.
    var plain: String { TextMarkup.runs(of: string).map(\.text).joined() }
}
