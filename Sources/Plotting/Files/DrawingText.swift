extension Figure {
    /// What is drawn, one line a command, as the text of `<name>.drawing`: small enough to be kept beside the picture,
    /// and whoever compares two of them sees which label, colour or line changed.
    ///
    /// Of a long path and of many dots the beginning is written out; for the rest stands a fingerprint (FNV-1a) of the whole.
    public func drawingText() throws -> String {
        let (width, height) = pageSize
        var lines = ["page \(NumberText.compact(width, 3))x\(NumberText.compact(height, 3))"]
        var rest = try commands()[...]
        while let command = rest.first {
            let dots = rest.prefix { $0.drop { $0 == " " }.hasPrefix("dot ") }
            rest = rest.dropFirst(max(1, dots.count))
            if dots.isEmpty {
                lines.append(Self.abbreviated(command))
            } else {
                lines += dots.count > 200 ? Self.abbreviated(dots) : Array(dots)
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func fingerprint(_ bytes: [UInt8]) -> String { "fingerprint \(String(Fingerprint.of(bytes), radix: 16))" }

    private static func abbreviated(_ dots: ArraySlice<String>) -> [String] {
        let indentation = dots[dots.startIndex].prefix { $0 == " " }
        let all = Array(dots.joined(separator: "\n").utf8)
        return dots.prefix(100) + ["\(indentation)and \(dots.count - 100) dots more, \(fingerprint(all))"]
    }

    private static func abbreviated(_ command: String) -> String {
        let bytes = Array(command.utf8)
        let name = command.drop { $0 == " " }
        guard bytes.count > 200, name.hasPrefix("stroke") || name.hasPrefix("fill") else { return command }
        let end = bytes[..<120].lastIndex(of: UInt8(ascii: " "))!
        return "\(String(decoding: bytes[..<end], as: UTF8.self)) and \(bytes.count - end) bytes more, \(fingerprint(bytes))"
    }
}
