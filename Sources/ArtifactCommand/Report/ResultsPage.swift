import Artifact

/// `docs/results.md`: all claims, figures and tables, for reading on a code host.
struct ResultsPage {
    let tables: ClaimTables
    let sets: [FigureSet]
    let figures: String

    func markdown() throws -> String {
        var text = """
            # Results by experiment

            Written by `make paper` from `figures/`. Rules of the verdicts and their reasons: [claims.md](claims.md).

            ## Claims

            \(tables.markdown)
            """
        for set in sets {
            text += "\n## \(set.folder)\n\n"
            text += "`figures/\(set.folder)`, \(set.source.runs.count) runs"
            text += set.source.seeds.isEmpty ? ".\n" : ", seeds \(set.source.seeds).\n"
            for entry in set.entries where entry.kind != .data {
                let path = "\(set.folder)/\(entry.name)"
                text += "\n**\(entry.name)**: \(markdownEscaped(entry.caption))\n\n"
                text +=
                    entry.kind == .figure
                    ? "![\(Self.plain(entry.name))](../figures/\(path).png)\n"
                    : String(decoding: try FileOutput.read("\(figures)/\(path).md"), as: UTF8.self)
            }
        }
        return text
    }

    private static func plain(_ name: String) -> String { name.replacing("-", with: " ") }
}
