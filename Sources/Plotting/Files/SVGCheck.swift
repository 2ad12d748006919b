/// An SVG picture that is put into a page as it stands: it may draw, and nothing else.
public enum SVGCheck {
    /// What a page must not take over, with the line it is in; nil if there is nothing.
    ///
    /// Only what ``SVGCanvas`` writes is let through: no scripts, no handlers of events, nothing from elsewhere, no declarations,
    /// and every element closed.
    public static func flaw(in text: String) -> String? {
        let bytes = Array(text.utf8)
        var (position, line) = (0, 1)
        var open: [String] = []
        var isOver = false

        func flaw(_ words: String) -> String { "line \(line): \(words)" }
        func word() -> String {
            let start = position
            while position < bytes.count, isNameByte(bytes[position]) { position += 1 }
            return String(decoding: bytes[start..<position], as: UTF8.self)
        }
        func skipSpace() {
            while position < bytes.count, [9, 10, 13, 32].contains(bytes[position]) { advance() }
        }
        func advance() {
            if bytes[position] == 10 { line += 1 }
            position += 1
        }

        while position < bytes.count {
            guard bytes[position] == UInt8(ascii: "<") else {
                let isText = !open.isEmpty || [9, 10, 13, 32].contains(bytes[position])
                guard isText else { return flaw("expected an element svg") }
                advance()
                continue
            }
            position += 1
            if position < bytes.count, bytes[position] == UInt8(ascii: "/") {
                position += 1
                let name = word()
                skipSpace()
                guard open.last == name, position < bytes.count, bytes[position] == UInt8(ascii: ">") else {
                    return flaw("expected the end of \(open.last ?? "nothing"), found </\(name)")
                }
                open.removeLast()
                isOver = open.isEmpty
                position += 1
                continue
            }
            let name = word()
            guard elements.contains(name) else { return flaw("expected an element that draws, found <\(name)") }
            guard open.isEmpty ? name == "svg" && !isOver : name != "svg" else { return flaw("expected one element svg") }
            while true {
                skipSpace()
                guard position < bytes.count else { return flaw("expected the end of <\(name)") }
                if bytes[position] == UInt8(ascii: ">") {
                    open.append(name)
                    position += 1
                    break
                }
                if bytes[position...].starts(with: "/>".utf8) {
                    isOver = open.isEmpty
                    position += 2
                    break
                }
                let attribute = word()
                guard !attribute.isEmpty, bytes[position...].starts(with: "=\"".utf8) else {
                    return flaw("expected an attribute of <\(name)")
                }
                position += 2
                let start = position
                while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
                    if bytes[position] == UInt8(ascii: "<") { return flaw("expected no < in \(attribute)") }
                    advance()
                }
                guard position < bytes.count else { return flaw("expected the end of \(attribute)") }
                let value = String(decoding: bytes[start..<position], as: UTF8.self)
                position += 1
                if let words = Self.flaw(attribute, value) { return flaw(words) }
            }
        }
        return open.isEmpty && isOver ? nil : flaw("expected the end of \(open.last ?? "an element svg")")
    }

    private static func flaw(_ attribute: String, _ value: String) -> String? {
        if attribute.lowercased().hasPrefix("on") { return "expected no handler of events, found \(attribute)" }
        // What a message shows of it is on one line.
        let shown = value.prefix(40).split(whereSeparator: \.isNewline).joined(separator: " ")
        if attribute == "href" || attribute.hasSuffix(":href") {
            guard value.hasPrefix("#") || value.hasPrefix("data:image/png;base64,") else {
                return "expected a picture or a part of this one, found href=\"\(shown)\""
            }
        }
        // Functions of style sheets that load what is elsewhere.
        let plain = value.filter { !$0.isWhitespace }.lowercased()
        guard plain.components("url(").allSatisfy({ $0.hasPrefix("#") }), !plain.contains("@import"), !value.contains("\\") else {
            return "expected nothing from elsewhere, found \(attribute)=\"\(shown)\""
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
