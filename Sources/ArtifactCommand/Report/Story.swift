import Artifact

/// `paper/story.md`: what the report shows in which order, with a sentence of finding for each figure.
///
/// A part begins with `# Title`, a figure with `## folder/name: Label`, which names it in lists. The next line is the finding; what comes
/// after an empty line is text. `{claim}` is the estimate of a claim and `{claim:interval}` its interval, so that no number is written
/// by hand; a finding or text whose claims have no estimate is left out.
struct Story {
    struct Figure {
        /// Such as `pooling/figure7`.
        let path: String
        let label: String
        let finding: String?
        /// Paragraphs as HTML.
        let text: [String]
    }
    struct Part {
        let title: String
        var figures: [Figure] = []
    }
    private(set) var parts: [Part] = []

    /// - Parameters:
    ///   - text: The file's.
    ///   - source: Its path, for errors.
    ///   - claims: All claims.
    ///   - docsPath: What `docs/` in a link becomes.
    init(_ text: String, source: String, claims: [ClaimRow], docsPath: String) throws {
        let known = Dictionary(claims.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var paths: Set<String> = []
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).enumerated().makeIterator()
        var figure: (path: String, label: String, lines: [String])?

        func finished() -> Figure? {
            figure.map { path, label, lines in
                let paragraphs = lines.split(separator: "").map { $0.joined(separator: " ") }
                return Figure(
                    path: path, label: label, finding: paragraphs.first.flatMap { Self.filled($0, known) },
                    text: paragraphs.dropFirst().compactMap { Self.filled($0, known) }.map { Self.html($0, docsPath) })
            }
        }
        func finish() {
            if let done = finished() { parts[parts.count - 1].figures.append(done) }
            figure = nil
        }
        while let (index, line) = lines.next() {
            if line.hasPrefix("## ") {
                let words = line.dropFirst(3).split(separator: ": ", maxSplits: 1)
                guard words.count == 2, !parts.isEmpty, paths.insert(String(words[0])).inserted else {
                    throw ArtifactError("\(source), line \(index + 1): expected a figure as ## folder/name: Label, once, in a part")
                }
                finish()
                figure = (String(words[0]), String(words[1]), [])
            } else if line.hasPrefix("# ") {
                finish()
                parts.append(Part(title: String(line.dropFirst(2))))
            } else if figure != nil {
                figure!.lines.append(line)
            } else if !line.isEmpty {
                throw ArtifactError("\(source), line \(index + 1): expected text below a figure")
            }
        }
        finish()
    }

    /// All figures, in their order.
    var figures: [Figure] { parts.flatMap(\.figures) }

    /// The text with its numbers; nil where one is not known.
    private static func filled(_ text: String, _ claims: [String: ClaimRow]) -> String? {
        var result = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "{"), let end = rest[start...].firstIndex(of: "}") {
            let words = rest[rest.index(after: start)..<end].split(separator: ":")
            guard let claim = claims[String(words.first ?? "")], let estimate = claim.estimate else { return nil }
            result += rest[..<start]
            if words.count == 1 {
                result += fixed(estimate, decimals: claim.decimals).replacing("-", with: "−")
            } else {
                guard let lower = claim.lower, let upper = claim.upper else { return nil }
                let ends = [lower, upper].map { fixed($0, decimals: claim.decimals).replacing("-", with: "−") }
                result += "[\(ends.joined(separator: ", "))]"
            }
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    /// Escaped, with `[text](address)` as a link.
    private static func html(_ text: String, _ docsPath: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
            .replacing(/\[([^\]]+)\]\(([^)\s]+)\)/) { match in
                let address = match.2.hasPrefix("docs/") ? docsPath + match.2.dropFirst(4) : String(match.2)
                return "<a href=\"\(address)\">\(match.1)</a>"
            }
    }
}
