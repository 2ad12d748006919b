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
        let first = words(expected: removed.first.map { "\($0.dropFirst(2))" }, found: added.first.map { "\($0.dropFirst(2))" })
        return (
            "\(removed.count) of \(old.count - 1) lines gone, \(added.count) new, the first in line \(firstLine + 1): \(first)",
            removed + added
        )
    }

    /// What two texts have where they begin to differ, with a little of what comes before and after.
    static func words(expected: String?, found: String?) -> String {
        let (old, new) = (Array(expected ?? ""), Array(found ?? ""))
        let same = expected == nil || found == nil ? 0 : zip(old, new).prefix { $0 == $1 }.count
        func excerpt(_ text: [Character]) -> String {
            let start = text.count <= 100 ? 0 : max(0, min(same - 30, text.count - 100))
            let end = min(text.count, start + 100)
            let shown = String(text[start..<end].drop { $0 == " " })
            return "\"\(start > 0 ? "…" : "")\(shown)\(end < text.count ? "…" : "")\""
        }
        return [found.map { _ in "found \(excerpt(new))" }, expected.map { _ in "expected \(excerpt(old))" }].compactMap(\.self)
            .joined(separator: ", ")
    }
}
