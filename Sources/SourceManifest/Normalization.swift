/// Source text without what a compiler passes over, so that a comment or a line break is no change of code.
public enum Normalization {
    /// Swift: comments go, and white space but for what separates two words or stands beside an operator.
    ///
    /// Literals stay as they are, interpolations included. A line break before `(` or `[` stays as a space, because
    /// there it can end a statement.
    public static func swift(_ source: [UInt8]) -> [UInt8] {
        var scanner = Scanner(source)
        var result: [UInt8] = []
        var space = false
        var line = false
        func isWord(_ byte: UInt8) -> Bool {
            byte >= 128 || byte == UInt8(ascii: "_") || (48...57).contains(byte) || (65...90).contains(byte)
                || (97...122).contains(byte) || byte == UInt8(ascii: "`") || byte == UInt8(ascii: "\"")
        }
        func isOperator(_ byte: UInt8) -> Bool { "/=-+!*%<>&|^~?".utf8.contains(byte) }
        while let piece = scanner.next() {
            switch piece {
            case .comment, .blank: space = true
            case .lineBreak: (space, line) = (true, true)
            case .code(let bytes):
                // A list may end in a comma, where it is broken into lines.
                if result.last == UInt8(ascii: ","), bytes == [UInt8(ascii: ")")] || bytes == [UInt8(ascii: "]")] {
                    result.removeLast()
                }
                if space, let last = result.last {
                    let first = bytes[0]
                    let opens = first == UInt8(ascii: "(") || first == UInt8(ascii: "[")
                    if isWord(last) && isWord(first) || isOperator(last) || isOperator(first) || line && opens {
                        result.append(UInt8(ascii: " "))
                    }
                }
                result += bytes
                (space, line) = (false, false)
            }
        }
        return result
    }

    /// C: comments and blank lines go, and white space becomes one blank; lines stay, which the preprocessor reads.
    public static func c(_ source: [UInt8]) -> [UInt8] {
        var scanner = Scanner(source)
        var result: [UInt8] = []
        var space = false
        while let piece = scanner.next() {
            switch piece {
            case .comment, .blank: space = true
            case .lineBreak:
                if let last = result.last, last != 10 { result.append(10) }
                space = false
            case .code(let bytes):
                if space, let last = result.last, last != 10 { result.append(UInt8(ascii: " ")) }
                result += bytes
                space = false
            }
        }
        return result
    }
}

/// Splits source text into comments, white space, whole literals and single bytes of other code.
private struct Scanner {
    enum Piece {
        case comment, blank, lineBreak
        case code([UInt8])
    }

    private let source: [UInt8]
    private var position = 0

    init(_ source: [UInt8]) { self.source = source }

    mutating func next() -> Piece? {
        guard position < source.count else { return nil }
        switch source[position] {
        case 10, 13:
            position += 1
            return .lineBreak
        case 9, 11, 12, 32:
            position += 1
            return .blank
        case UInt8(ascii: "/") where starts(with: "//"):
            while position < source.count, source[position] != 10 { position += 1 }
            return .comment
        case UInt8(ascii: "/") where starts(with: "/*"):
            skipBlockComment()
            return .comment
        case UInt8(ascii: "\""), UInt8(ascii: "#"):
            return .code(literal() ?? byte())
        default: return .code(byte())
        }
    }

    private mutating func byte() -> [UInt8] {
        position += 1
        return [source[position - 1]]
    }

    private func starts(with text: String, at index: Int? = nil) -> Bool {
        source[(index ?? position)...].starts(with: text.utf8)
    }

    /// Block comments nest.
    private mutating func skipBlockComment() {
        var depth = 0
        repeat {
            if starts(with: "/*") {
                depth += 1
                position += 2
            } else if starts(with: "*/") {
                depth -= 1
                position += 2
            } else {
                position += 1
            }
        } while depth > 0 && position < source.count
    }

    /// A string literal of any kind that begins here; nil where a `#` begins something else.
    private mutating func literal() -> [UInt8]? {
        let start = position
        let pounds = source[start...].prefix { $0 == UInt8(ascii: "#") }.count
        var index = start + pounds
        guard index < source.count, source[index] == UInt8(ascii: "\"") else { return nil }
        let quotes = starts(with: "\"\"\"", at: index) ? 3 : 1
        let fence = String(repeating: "#", count: pounds)
        let end = String(repeating: "\"", count: quotes) + fence
        let escape = "\\" + fence
        index += quotes
        while index < source.count {
            if starts(with: end, at: index) {
                index += end.utf8.count
                break
            }
            if starts(with: escape + "(", at: index) {
                index = endOfInterpolation(from: index + escape.utf8.count)
            } else if starts(with: escape, at: index) {
                index += escape.utf8.count + 1
            } else if quotes == 1, source[index] == 10 {
                break  // Not a Swift literal after all, such as a quotation mark in C.
            } else {
                index += 1
            }
        }
        position = min(index, source.count)
        return Array(source[start..<position])
    }

    /// Past the parenthesis that closes the one at `index`; literals within may hold parentheses of their own.
    private func endOfInterpolation(from index: Int) -> Int {
        var inner = self
        inner.position = index
        var depth = 0
        while let piece = inner.next() {
            if case .code(let bytes) = piece {
                if bytes == [UInt8(ascii: "(")] { depth += 1 }
                if bytes == [UInt8(ascii: ")")] { depth -= 1 }
                if depth == 0 { break }
            }
        }
        return inner.position
    }
}
