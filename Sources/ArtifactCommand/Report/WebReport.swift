import Artifact
import Foundation
import Mustache
import Plotting

/// `report.html`: one file that tells the paper's story figure by figure, with all claims, and needs nothing but a browser.
struct WebReport {
    let tables: ClaimTables
    let sets: [FigureSet]
    /// The folder of figures, and the ways from the report to it and to the documentation.
    let figures: String
    let figuresPath: String
    let docsPath: String
    /// Whether the figures only show that everything works; such a page has no verdicts.
    let isQuick: Bool

    /// Fills `report.mustache` and `report-entry.mustache` in a folder, with its `report.css`, `report.js` and `story.md`.
    func html(templates folder: String) throws -> String {
        func part(_ name: String) throws -> String { String(decoding: try FileOutput.read("\(folder)/\(name)"), as: UTF8.self) }
        func template(_ name: String) throws -> MustacheTemplate {
            let text = try part(name)
            do { return try MustacheTemplate(string: text) } catch let error as MustacheTemplate.ParserError {
                throw ArtifactError("\(folder)/\(name): line \(error.context.lineNumber): expected a Mustache template: \(error.error)")
            }
        }
        let library = MustacheLibrary(templates: [
            "report": try template("report.mustache"), "entry": try template("report-entry.mustache"),
        ])
        let story = try Story(
            try part("story.md"), source: "\(folder)/story.md", claims: sets.flatMap(\.claims), docsPath: docsPath)
        let page = try page(style: part("report.css"), script: part("report.js"), story: story)
        return library.render(page, withTemplate: "report")!
    }

    // MARK: What the template shows; names are those of its tags

    private struct Page {
        let style, script, summary, docs: String
        let hero: String?
        let isQuick: Bool
        let verdicts: [VerdictCount]
        let primary: [ClaimLine]
        let parts: [Part]
    }
    private struct Part {
        let id, title: String
        let blocks: [Block]
    }
    private struct VerdictCount { let kind, mark, title, count: String }
    private struct ClaimLine {
        let kind, id, block, place, statement, tier, paper, ours, runs, rule, symbol, verdict, strip: String
        let fails: Bool
    }
    private struct Block {
        let id, label, title, topic: String
        let text: [String]
        /// A symbol for each primary claim, and how many claims have which verdict.
        let marks, tally: [VerdictCount]
        let entry: Entry
        let claims: Claims?
        let more: More?
        let program, code, runs, settings: String
        let seeds: String?
        let data: [DataHash]
    }
    private struct Claims {
        let count: String
        let rows: [ClaimLine]
    }
    private struct More {
        let names: String
        let entries: [Entry]
    }
    private struct Entry {
        let anchor, name, shape, sentence, rest: String
        let width, svg: String?
        let table: HTMLTable?
        let files: [File]
        let csv: String
    }
    private struct HTMLTable {
        let header: [String]
        let rows: [Row]
    }
    private struct Row {
        let head: String
        let cells: [String]
    }
    private struct File { let path, title: String }
    private struct DataHash { let name, hash: String }

    private func page(style: String, script: String, story: Story) throws -> Page {
        let blocks = ReportBlock.blocks(sets, story: story)
        let home = Dictionary(
            blocks.flatMap { block in block.claims.map { ($0.id, block.id) } }, uniquingKeysWith: { first, _ in first })
        // A set that the story does not name is in its last part.
        let parts = try story.parts.enumerated().map { index, part in
            let names = Set(part.figures.map(\.path))
            return Part(
                id: index == 0 ? "figures" : "part-\(index + 1)", title: part.title,
                blocks: try blocks.filter { block in block.story.map { names.contains($0.path) } ?? (index == story.parts.count - 1) }
                    .map(self.block))
        }
        let entries = parts.flatMap(\.blocks)
        let pictures = entries.flatMap { [$0.entry] + ($0.more?.entries ?? []) }.compactMap(\.svg)
        let dark = SVGText.rules(for: .dark, in: ".picture", of: pictures)
        return Page(
            style: style + "@media screen and (prefers-color-scheme: dark) {\n\(dark)}\n", script: script,
            summary: tables.summary, docs: docsPath, hero: try HeroPicture("\(figures)/building-mnist1d/figure1.csv")?.svg,
            isQuick: isQuick,
            verdicts: counts(tables.primary, all: true), primary: tables.primary.map { line($0, block: home[$0.id] ?? "", isDrawn: true) },
            parts: parts.filter { !$0.blocks.isEmpty })
    }

    /// How many claims have each verdict; those that none has only where all are asked for.
    private func counts(_ claims: [ClaimRow], all: Bool = false) -> [VerdictCount] {
        Verdict.allCases.compactMap { verdict in
            let count = claims.count { $0.verdict == verdict }
            return count == 0 && !all ? nil : mark(verdict, count: count)
        }
    }

    private func mark(_ verdict: Verdict, count: Int = 1) -> VerdictCount {
        VerdictCount(kind: Self.kind(verdict), mark: ForestStrip.mark(verdict), title: verdict.rawValue, count: "\(count)")
    }

    private func line(_ claim: ClaimRow, block: String, isDrawn: Bool = false) -> ClaimLine {
        ClaimLine(
            kind: Self.kind(claim.verdict), id: claim.id, block: block, place: claim.location,
            statement: claim.statement + (claim.unit.isEmpty ? "" : " (\(claim.unit))"), tier: claim.tier.rawValue,
            paper: claim.paper, ours: claim.estimateText, runs: claim.replicationText, rule: claim.rule.text,
            symbol: claim.verdict.symbol, verdict: claim.verdict.rawValue,
            strip: isDrawn ? ForestStrip(claim: claim).svg : "", fails: tables.holm.fails(claim))
    }

    private func block(_ block: ReportBlock) throws -> Block {
        let source = block.figures.source
        let lines = block.claims.map { line($0, block: block.id) }
        let more = try block.more.map { try entry($0, of: block.figures, heading: nil) }
        let names = block.more.map { $0.name.replacing("-", with: " ") }.joined(separator: ", ")
        let shown = try entry(block.entry, of: block.figures, heading: block.label)
        return Block(
            id: block.id, label: block.label, title: block.story?.finding ?? shown.sentence,
            topic: block.figures.folder.replacing("-", with: " "), text: block.story?.text ?? [],
            marks: block.claims.filter { $0.tier == .primary }.map { mark($0.verdict) }, tally: counts(block.claims), entry: shown,
            claims: lines.isEmpty ? nil : Claims(count: "\(lines.count)", rows: lines),
            more: more.isEmpty ? nil : More(names: names, entries: more),
            program: source.program, code: String(source.code.prefix(16)), runs: "\(source.runs.count)",
            settings: source.settings(), seeds: source.seeds.isEmpty ? nil : source.seeds,
            data: source.data.sorted { $0.key < $1.key }.map { DataHash(name: $0.key, hash: $0.value) })
    }

    private func entry(_ entry: FigureSet.Entry, of figures: FigureSet, heading: String?) throws -> Entry {
        let path = "\(figures.folder)/\(entry.name)"
        let svg = try text("\(path).svg")
        let suffixes = ["csv", "pdf", "png", "svg", "md"].filter { exists("\(path).\($0)") }
        let width = svg.flatMap { SVGText.width(of: $0) }.map { $0 * 72 / 25.4 }
        return Entry(
            anchor: "entry-\(ReportBlock.id(figures, entry))", name: heading ?? entry.name.replacing("-", with: " "),
            shape: width.map { $0 < 400 ? "narrow" : "wide" } ?? "tabular", sentence: entry.caption.firstSentence, rest: entry.caption.furtherSentences,
            width: width.map { fixed($0, decimals: 0) },
            // Editions of an experiment on other data have pictures of the same names.
            svg: svg.map {
                PageSVG.minified($0, named: entry.name, as: figures.folder.contains("/") ? ReportBlock.id(figures, entry) : entry.name)
            },
            table: svg == nil ? try text("\(path).md").map(Self.table) : nil,
            files: suffixes.map { File(path: "\(figuresPath)/\(path).\($0)", title: "\(entry.name).\($0)") },
            csv: figures.source.files["\(entry.name).csv"] ?? "")
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
        return HTMLTable(
            header: rows[0], rows: rows.dropFirst(2).map { Row(head: $0.first ?? "", cells: Array($0.dropFirst())) })
    }

    /// The verdict's class in the page.
    private static func kind(_ verdict: Verdict) -> String { verdict.rawValue.replacing(" ", with: "-") }
}
