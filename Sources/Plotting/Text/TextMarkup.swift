/// Superscripts and subscripts in labels: `10^{3}`, `x_{i}`.
enum TextMarkup {
    enum Level: Sendable { case base, superscript, `subscript` }

    struct Run: Sendable {
        var text: String
        var level: Level
    }

    /// Cuts a label into runs of one level. A `^{` or `_{` without its `}` stays as it is.
    static func runs(of string: String) -> [Run] {
        var runs: [Run] = []
        var base = ""
        var rest = Substring(string)
        while let character = rest.first {
            let isMark = character == "^" || character == "_"
            if isMark, rest.dropFirst().first == "{", let end = rest.firstIndex(of: "}") {
                if !base.isEmpty { runs.append(Run(text: base, level: .base)) }
                base = ""
                let inner = rest[rest.index(rest.startIndex, offsetBy: 2)..<end]
                runs.append(Run(text: String(inner), level: character == "^" ? .superscript : .subscript))
                rest = rest[rest.index(after: end)...]
            } else {
                base.append(character)
                rest = rest.dropFirst()
            }
        }
        if !base.isEmpty { runs.append(Run(text: base, level: .base)) }
        return runs
    }

    /// The words of a label on one line, without marks.
    static func plain(_ string: String) -> String {
        runs(of: string).map(\.text).joined().split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
