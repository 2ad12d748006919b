/// Text as SVG pictures have it, and what can be read off one that this library wrote.
public enum SVGText {
    /// A text as XML has it, between tags and as the value of an attribute.
    ///
    /// Scalar by scalar: a quotation mark with an accent on it is one character, and still a quotation mark to XML. What XML cannot
    /// say, such as NUL, is replaced.
    public static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\t", "\n", "\r": result.unicodeScalars.append(scalar)
            case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// The size of the smallest letters in points, raised and lowered ones included; nil for a picture without text.
    ///
    /// - Parameter printedWidth: Width in millimetres at which the picture is printed; nil for its own.
    public static func smallestSize(in svg: String, printedWidth: Double? = nil) -> Double? {
        guard let smallest = numbers(in: svg, after: " font-size=\"").min() else { return nil }
        guard let printedWidth, let width = width(of: svg) else { return smallest }
        return smallest * printedWidth / width
    }

    /// The width of the page in millimetres.
    public static func width(of svg: String) -> Double? {
        guard let box = values(in: svg, after: " viewBox=\"").first else { return nil }
        let numbers = box.split(separator: " ").compactMap { Double($0) }
        return numbers.count == 4 ? numbers[2] / Figure.pointsPerMillimetre : nil
    }

    private static func numbers(in svg: String, after start: String) -> [Double] {
        values(in: svg, after: start).compactMap { Double($0) }
    }

    /// What stands between each `start` and the next quotation mark, in order.
    static func values(in svg: String, after start: String) -> [Substring] {
        var found: [Substring] = []
        var rest = Substring(svg)
        while let range = rest.firstRange(of: start) {
            rest = rest[range.upperBound...]
            found.append(rest.prefix { $0 != "\"" })
        }
        return found
    }
}
