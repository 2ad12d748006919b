import Artifact
import Foundation
import Mustache

/// `report.html`: one file with all claims, figures and tables, which needs nothing but a browser.
struct WebReport {
    let tables: ClaimTables
    let sets: [FigureSet]
    /// The folder of figures, and the way there from the report.
    let figures: String
    let wayToFigures: String

    func html(template: String) throws -> String {
        try MustacheTemplate(string: template).render(page())
    }

    // MARK: What the template shows; names are those of its tags

    private struct Page {
        let verdicts: [VerdictCount]
        let claims: [ClaimLine]
        let sections: [Section]
    }
    private struct VerdictCount { let kind, symbol, title, count: String }
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
        let program, code, runCount, settings, csv: String
        let seeds: String?
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
                    kind: Self.kind(verdict), symbol: verdict.symbol, title: verdict.rawValue,
                    count: "\(tables.primary.count { $0.verdict == verdict })")
            },
            claims: tables.claims.map { claim in
                ClaimLine(
                    kind: Self.kind(claim.verdict), id: claim.id, place: claim.place, statement: claim.statement,
                    paper: claim.paper, ours: claim.estimateText, runs: claim.overText, rule: claim.rule.text,
                    symbol: claim.verdict.symbol, verdict: claim.verdict.rawValue)
            },
            sections: try sections())
    }

    private func sections() throws -> [Section] {
        try sets.compactMap { figures in
            let shown = try figures.entries.compactMap { try entry($0, of: figures) }
            return shown.isEmpty ? nil : Section(id: Self.anchor(figures.folder), title: figures.folder, entries: shown)
        }
    }

    private func entry(_ entry: FigureSet.Entry, of figures: FigureSet) throws -> Entry? {
        guard entry.kind != .data else { return nil }
        let (name, source) = ("\(figures.folder)/\(entry.name)", figures.source)
        let svg = try text("\(name).svg")
        let suffixes = ["csv", "pdf", "png", "md"].filter { exists("\(name).\($0)") }
        return Entry(
            name: name, caption: entry.caption, svg: svg, table: svg == nil ? try text("\(name).md").map(Self.table) : nil,
            files: suffixes.map { File(path: "\(wayToFigures)/\(name).\($0)", title: "\(entry.name).\($0)") },
            program: source.program, code: String(source.code.prefix(16)), runCount: "\(source.runs.count)",
            settings: source.settings(), csv: source.files["\(entry.name).csv"] ?? "",
            seeds: source.seeds.isEmpty ? nil : source.seeds,
            data: source.data.sorted { $0.key < $1.key }.map { DataHash(name: $0.key, hash: $0.value) })
    }

    // MARK: Files

    private func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(figures)/\(name)") }

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

    /// The verdict's class in the page.
    private static func kind(_ verdict: Verdict) -> String { verdict.rawValue.replacing(" ", with: "-") }

    private static func anchor(_ title: String) -> String {
        title.replacing("/", with: "-")
    }
}
