/// The JSON of a file's header, read strictly: names and values in their order, and no name twice in one object.
enum HeaderJSON: Equatable {
    case text(String)
    case integer(Int)
    case list([HeaderJSON])
    case object([Member])
    /// A fraction, a truth value or null, as it is written.
    case other(String)

    struct Member: Equatable {
        let name: String
        let value: HeaderJSON
    }

    /// Where a text is no such JSON, and what was expected there.
    struct Flaw: Error, Equatable {
        let offset: Int
        let expectation: String
    }

    init(_ bytes: ArraySlice<UInt8>) throws(Flaw) {
        var parser = Parser(rest: bytes)
        self = try parser.value(depth: 0)
        guard parser.isAtEnd else { throw parser.flaw("expected the end of the JSON object") }
    }

    /// What it is, for errors.
    var shown: String {
        switch self {
        case .text(let text): SignalTable.shown(text)
        case .integer(let number): "\(number)"
        case .other(let text): text
        case .list: "a list"
        case .object: "an object"
        }
    }

    private struct Parser {
        var rest: ArraySlice<UInt8>
        /// As deep as no header is.
        private static let deepest = 16

        func flaw(_ expectation: String) -> Flaw { Flaw(offset: rest.startIndex, expectation: expectation) }

        var isAtEnd: Bool {
            mutating get {
                skipSpace()
                return rest.isEmpty
            }
        }

        private mutating func skipSpace() { rest = rest.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) } }

        private mutating func take(_ character: Unicode.Scalar) -> Bool {
            skipSpace()
            guard rest.first == UInt8(ascii: character) else { return false }
            rest.removeFirst()
            return true
        }

        private mutating func expect(_ character: Unicode.Scalar) throws(Flaw) {
            guard take(character) else { throw flaw("expected '\(character)' in the JSON object") }
        }

        mutating func value(depth: Int) throws(Flaw) -> HeaderJSON {
            guard depth < Self.deepest else { throw flaw("expected a JSON object of at most \(Self.deepest) levels") }
            if take("{") { return .object(try members(depth: depth)) }
            if take("[") { return .list(try elements(depth: depth)) }
            if rest.first == UInt8(ascii: "\"") { return .text(try string()) }
            let word = rest.prefix { Self.isPartOfWord($0) }
            let text = String(decoding: word, as: UTF8.self)
            let isNumber = Double(text) != nil && text.allSatisfy { "0123456789+-.eE".contains($0) } && text.first != "+"
            guard ["true", "false", "null"].contains(text) || isNumber, word.count < 40 else {
                throw flaw("expected a value of the JSON object")
            }
            rest = rest[word.endIndex...]
            return Int(text).map { .integer($0) } ?? .other(text)
        }

        private static func isPartOfWord(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
                true
            default: false
            }
        }

        private mutating func members(depth: Int) throws(Flaw) -> [Member] {
            var members: [Member] = []
            var known: Set<String> = []
            if take("}") { return [] }
            repeat {
                skipSpace()
                let start = flaw("")
                let name = try string()
                guard known.insert(name).inserted else {
                    throw Flaw(offset: start.offset, expectation: "expected \(SignalTable.shown(name)) once, found it twice")
                }
                try expect(":")
                members.append(Member(name: name, value: try value(depth: depth + 1)))
            } while take(",")
            try expect("}")
            return members
        }

        private mutating func elements(depth: Int) throws(Flaw) -> [HeaderJSON] {
            var elements: [HeaderJSON] = []
            if take("]") { return [] }
            repeat { elements.append(try value(depth: depth + 1)) } while take(",")
            try expect("]")
            return elements
        }

        private mutating func string() throws(Flaw) -> String {
            guard take("\"") else { throw flaw("expected a text in quotes") }
            var units: [UInt8] = []
            while let byte = rest.popFirst() {
                switch byte {
                case UInt8(ascii: "\""):
                    guard let text = String(validating: units, as: UTF8.self) else { throw flaw("expected a text in UTF-8 before this") }
                    return text
                case UInt8(ascii: "\\"): units += try escaped()
                case 0..<0x20: throw flaw("expected a text without control characters before this")
                default: units.append(byte)
                }
            }
            throw flaw("expected the end of a text in quotes")
        }

        /// The character after a backslash, in UTF-8.
        private mutating func escaped() throws(Flaw) -> [UInt8] {
            switch rest.popFirst() {
            case UInt8(ascii: "n"): return [0x0A]
            case UInt8(ascii: "t"): return [0x09]
            case UInt8(ascii: "r"): return [0x0D]
            case UInt8(ascii: "b"): return [0x08]
            case UInt8(ascii: "f"): return [0x0C]
            case UInt8(ascii: "\\"): return [0x5C]
            case UInt8(ascii: "/"): return [0x2F]
            case UInt8(ascii: "\""): return [0x22]
            case UInt8(ascii: "u"):
                var scalar = try hexadecimal()
                if 0xD800..<0xDC00 ~= scalar, rest.starts(with: "\\u".utf8) {
                    rest = rest.dropFirst(2)
                    let low = try hexadecimal()
                    guard 0xDC00..<0xE000 ~= low else { throw flaw("expected the second half of a character before this") }
                    scalar = 0x10000 + (scalar - 0xD800) << 10 + (low - 0xDC00)
                }
                guard let character = Unicode.Scalar(scalar) else { throw flaw("expected a character before this") }
                return Array(String(character).utf8)
            default: throw flaw("expected one of \" \\ / b f n r t u before this")
            }
        }

        private mutating func hexadecimal() throws(Flaw) -> UInt32 {
            let digits = rest.prefix(4)
            guard digits.count == 4, digits.allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }),
                let number = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
            else { throw flaw("expected four hexadecimal digits") }
            rest = rest.dropFirst(4)
            return number
        }
    }
}
