extension SVGText {
    /// CSS rules that draw pictures of this library in the colours of another style, such as ``HouseStyle/dark``.
    ///
    /// - Parameters:
    ///   - selector: What the pictures are in.
    ///   - svgs: All pictures on the page.
    public static func rules(for style: HouseStyle, in selector: String, of svgs: [String]) -> String {
        attributes.map { attribute in
            let colors = Set(svgs.flatMap { values(in: $0, after: " \(attribute)=\"#") })
            return colors.sorted().compactMap { digits in
                color(digits, in: style).map { "\(selector) [\(attribute)=\"#\(digits)\"]{\(attribute):\($0.hex)}\n" }
            }.joined()
        }.joined()
    }

    /// The picture in the colours of another style; images in it become negatives on a dark page.
    public static func recolored(_ svg: String, for style: HouseStyle) -> String {
        var text = svg
        for attribute in attributes {
            let parts = text.split(separator: " \(attribute)=\"#", omittingEmptySubsequences: false)
            text = parts.dropFirst().reduce(into: String(parts[0])) { text, part in
                let digits = part.prefix { $0 != "\"" }
                text += " \(attribute)=\"" + (color(digits, in: style)?.hex ?? "#\(digits)") + part.dropFirst(digits.count)
            }
        }
        return style.isDark
            ? text.replacing("style=\"image-rendering:pixelated\"", with: "style=\"image-rendering:pixelated;filter:invert(.92)\"") : text
    }

    private static let attributes = ["fill", "stroke"]

    /// What a colour on white paper is in a style; nil for what is no colour.
    private static func color(_ digits: Substring, in style: HouseStyle) -> Color? {
        UInt32(digits, radix: 16).map { $0 == 0xFFFFFF ? style.background : style.onBackground(Color($0)) }
    }
}
