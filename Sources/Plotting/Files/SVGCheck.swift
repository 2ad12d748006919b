/// An SVG picture that is put into a page as it stands: it may draw, and nothing else.
public enum SVGCheck {
    /// What a page must not take over, with the line it is in; nil if there is nothing.
    ///
    /// Only what ``SVGCanvas`` writes is let through: no scripts, no handlers of events, nothing from elsewhere, no declarations,
    /// and every element closed.
    public static func flaw(in text: String) -> String? {
        let bytes = Array(text.utf8)
        var (place, line) = (0, 1)
        var open: [String] = []
        var isOver = false

        func flaw(_ words: String) -> String { "line \(line): \(words)" }
        func word() -> String {
            let start = place
            while place < bytes.count, isNameByte(bytes[place]) { place += 1 }
            return String(decoding: bytes[start..<place], as: UTF8.self)
        }
        func skipSpace() {
            while place < bytes.count, [9, 10, 13, 32].contains(bytes[place]) { advance() }
        }
        func advance() {
            if bytes[place] == 10 { line += 1 }
            place += 1
        }

        while place < bytes.count {
            guard bytes[place] == UInt8(ascii: "<") else {
                let isText = !open.isEmpty || [9, 10, 13, 32].contains(bytes[place])
                guard isText else { return flaw("expected an element svg") }
                advance()
                continue
            }
            place += 1
            if place < bytes.count, bytes[place] == UInt8(ascii: "/") {
                place += 1
                let name = word()
                skipSpace()
                guard open.last == name, place < bytes.count, bytes[place] == UInt8(ascii: ">") else {
                    return flaw("expected the end of \(open.last ?? "nothing"), found </\(name)")
                }
                open.removeLast()
                isOver = open.isEmpty
                place += 1
                continue
            }
            let name = word()
            guard elements.contains(name) else { return flaw("expected an element that draws, found <\(name)") }
            guard open.isEmpty ? name == "svg" && !isOver : name != "svg" else { return flaw("expected one element svg") }
            while true {
                skipSpace()
                guard place < bytes.count else { return flaw("expected the end of <\(name)") }
                if bytes[place] == UInt8(ascii: ">") {
                    open.append(name)
                    place += 1
                    break
                }
                if bytes[place...].starts(with: "/>".utf8) {
                    isOver = open.isEmpty
                    place += 2
                    break
                }
                let attribute = word()
                guard !attribute.isEmpty, bytes[place...].starts(with: "=\"".utf8) else {
                    return flaw("expected an attribute of <\(name)")
                }
                place += 2
                let start = place
                while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
                    if bytes[place] == UInt8(ascii: "<") { return flaw("expected no < in \(attribute)") }
                    advance()
                }
                guard place < bytes.count else { return flaw("expected the end of \(attribute)") }
                let value = String(decoding: bytes[start..<place], as: UTF8.self)
                place += 1
                if let words = Self.flaw(attribute, value) { return flaw(words) }
            }
        }
        return open.isEmpty && isOver ? nil : flaw("expected the end of \(open.last ?? "an element svg")")
    }

    private static func flaw(_ attribute: String, _ value: String) -> String? {
        if attribute.lowercased().hasPrefix("on") { return "expected no handler of events, found \(attribute)" }
        if attribute == "href" || attribute.hasSuffix(":href") {
            guard value.hasPrefix("#") || value.hasPrefix("data:image/png;base64,") else {
                return "expected a picture or a part of this one, found href=\"\(value.prefix(40))\""
            }
        }
        // Functions of style sheets that load what is elsewhere.
        let plain = value.filter { !$0.isWhitespace }.lowercased()
        guard plain.components("url(").allSatisfy({ $0.hasPrefix("#") }), !plain.contains("@import"), !value.contains("\\") else {
            return "expected nothing from elsewhere, found \(attribute)=\"\(value.prefix(40))\""
        }
        return nil
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"):
            true
        default: false
        }
    }

    private static let elements: Set<String> = [
        "circle", "clipPath", "defs", "desc", "ellipse", "g", "image", "line", "metadata", "path", "polygon", "polyline", "rect", "svg",
        "text", "title", "tspan", "use",
    ]
}

extension String {
    /// What follows each occurrence of a word.
    fileprivate func components(_ word: String) -> [Substring] {
        var found: [Substring] = []
        var rest = self[...]
        while let range = rest.firstRange(of: word) {
            rest = rest[range.upperBound...]
            found.append(rest)
        }
        return found
    }
}
