/// How two texts differ line by line.
enum LineDifference {
    /// - Returns: A summary, and the lines that differ as in a patch.
    static func words(expected: [UInt8], actual: [UInt8]) -> (words: String, lines: [String]) {
        func lines(_ bytes: [UInt8]) -> [Substring] {
            String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        }
        let (old, new) = (lines(expected), lines(actual))
        // What both begin and end with needs no search, and is most.
        let head = zip(old, new).prefix { $0 == $1 }.count
        let tail = zip(old.dropFirst(head).reversed(), new.dropFirst(head).reversed()).prefix { $0 == $1 }.count
        let (oldMiddle, newMiddle) = (Array(old[head..<old.count - tail]), Array(new[head..<new.count - tail]))
        var removed: [String] = []
        var added: [String] = []
        var firstLine = old.count
        for change in newMiddle.difference(from: oldMiddle) {
            switch change {
            case .remove(let offset, let line, _):
                firstLine = min(firstLine, head + offset)
                removed.append("- \(line)")
            case .insert(let offset, let line, _):
                firstLine = min(firstLine, head + offset)
                added.append("+ \(line)")
            }
        }
        // Removals come last line first.
        removed.reverse()
        let found = added.first.map { "found \"\(trimmed($0))\"" }
        let wanted = removed.first.map { "expected \"\(trimmed($0))\"" }
        let first = [found, wanted].compactMap { $0 }.joined(separator: ", ")
        return (
            "\(removed.count) of \(old.count - 1) lines gone, \(added.count) new, the first in line \(firstLine + 1): \(first)",
            removed + added
        )
    }

    private static func trimmed(_ line: String) -> String {
        let text = line.dropFirst(2).drop { $0 == " " }
        return text.count > 100 ? text.prefix(99) + "…" : String(text)
    }
}
