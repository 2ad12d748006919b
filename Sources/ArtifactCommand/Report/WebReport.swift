import Artifact
import Foundation
import Mustache

/// `report.html`: one file with all claims, figures and tables, which needs nothing but a browser.
struct WebReport {
    let claims: [Claim]
    let provenances: [(figure: String, provenance: FigureProvenance)]
    /// The folder of figures, and the way there from the report.
    let figures: String
    let wayToFigures: String

    /// Figures that the gallery does not know are shown last, under this heading.
    private static let unknown = "Further results"

    func html(template: String) throws -> String {
        try MustacheTemplate(string: template).render(page())
    }

    /// The names of results without a caption.
    var uncaptioned: [String] { provenances.map(\.figure).filter { hasSomethingToShow($0) && Gallery.caption(of: $0) == nil } }

    // MARK: What the template shows; names are those of its tags

    private struct Page {
        let verdicts: [VerdictCount]
        let rules: [Rule]
        let claims: [ClaimLine]
        let sections: [Section]
    }
    private struct VerdictCount { let kind, symbol, title, count: String }
    private struct Rule { let kind, title, explanation: String }
    private struct ClaimLine { let kind, id, place, statement, paper, ours, runs, rule, symbol, verdict: String }
    private struct Section {
        let id, title: String
        let entries: [Entry]
    }
    private struct Entry {
        let name, caption: String
        let svg: String?
        let table: HTMLTable?
        let files: [File]
        let program, version, runCount, settings, csv: String
        let seeds, sources: String?
        let data: [DataHash]
    }
    private struct HTMLTable {
        let header: [String]
        let rows: [Row]
    }
    private struct Row { let cells: [String] }
    private struct File { let path, title: String }
    private struct DataHash { let name, hash: String }

    private func page() throws -> Page {
        Page(
            verdicts: Verdict.allCases.map { verdict in
                VerdictCount(
                    kind: Self.kind(verdict), symbol: verdict.symbol, title: verdict.title,
                    count: "\(claims.count { $0.verdict == verdict })")
            },
            rules: Criterion.Kind.allCases.map {
                Rule(kind: $0.rawValue, title: ClaimTables.title($0), explanation: $0.explanation)
            },
            claims: claims.map { claim in
                ClaimLine(
                    kind: Self.kind(claim.verdict), id: claim.id, place: claim.place, statement: claim.statement,
                    paper: claim.paper, ours: ClaimTables.ours(claim), runs: ClaimTables.runs(claim),
                    rule: claim.criterion.text(decimals: claim.decimals), symbol: claim.verdict.symbol,
                    verdict: claim.verdict.title)
            },
            sections: try sections())
    }

    private func sections() throws -> [Section] {
        let known = Gallery.entries + uncaptioned.map { Gallery.Entry(section: Self.unknown, name: $0, caption: $0) }
        return try known.grouped(by: \.section).compactMap { title, entries in
            let shown = try entries.compactMap { try entry($0) }
            return shown.isEmpty ? nil : Section(id: Self.anchor(title), title: title, entries: shown)
        }
    }

    private func entry(_ entry: Gallery.Entry) throws -> Entry? {
        guard hasSomethingToShow(entry.name),
            let provenance = provenances.first(where: { $0.figure == entry.name })?.provenance
        else { return nil }
        let svg = try text("\(entry.name).svg")
        let suffixes = ["csv", "pdf", "png", "md", "provenance.json"].filter { exists("\(entry.name).\($0)") }
        return Entry(
            name: entry.name, caption: entry.caption, svg: svg,
            table: svg == nil ? try text("\(entry.name).md").map(Self.table) : nil,
            files: suffixes.map { File(path: "\(wayToFigures)/\(entry.name).\($0)", title: "\(entry.name).\($0)") },
            program: provenance.program, version: "\(provenance.version)", runCount: "\(provenance.runs.count)",
            settings: provenance.settings(), csv: provenance.csv, seeds: provenance.seeds.isEmpty ? nil : provenance.seeds,
            sources: provenance.sources,
            data: provenance.data.sorted { $0.key < $1.key }.map { DataHash(name: $0.key, hash: $0.value) })
    }

    // MARK: Files

    private func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(figures)/\(name)") }

    private func hasSomethingToShow(_ name: String) -> Bool { exists("\(name).svg") || exists("\(name).md") }

    private func text(_ name: String) throws -> String? {
        exists(name) ? String(decoding: try FileOutput.read("\(figures)/\(name)"), as: UTF8.self) : nil
    }

    /// The cells of a table as ``PrintedTable/markdown`` writes it.
    private static func table(_ markdown: String) -> HTMLTable {
        let rows = markdown.split(separator: "\n").map { line in
            line.dropFirst(2).dropLast(2).split(separator: " | ", omittingEmptySubsequences: false).map {
                $0.trimmingCharacters(in: .whitespaces).replacing("\\|", with: "|")
            }
        }
        return HTMLTable(header: rows[0], rows: rows.dropFirst(2).map(Row.init))
    }

    private static func kind(_ verdict: Verdict) -> String { verdict == .notTested ? "untested" : verdict.rawValue }

    private static func anchor(_ title: String) -> String {
        title.lowercased().split(separator: " ").joined(separator: "-")
    }
}
