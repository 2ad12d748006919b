import ArgumentParser
import Artifact
import AtomicFiles
import Foundation
import Plotting
import Processes

/// Everything that is generated from `figures/`: claims, tables and numbers of the paper, the report, parts of `README.md`.
struct Report: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare the results with the paper's claims, and write what README, paper and report say about them.",
        discussion: """
            Reads figures/ and writes only what changes: claims.toml, which has the rules without results, claims.csv, \
            docs/results.md, report.html, and numbers and tables for paper.tex.
            Example: artifact report --check fails when any of it is stale, and when paper.pdf is.
            """)

    @Option(help: "Folder of the results' tables and figures.")
    var figures = "figures"

    @Option(help: "Folder of the paper, which is written to.")
    var paper = "paper"

    @Option(help: "The way from the paper to the figures, for links.")
    var figuresLink = "../figures"

    @Option(help: "The way from the paper to the documentation, which has the page of results.")
    var docsLink = "../docs"

    @Option(help: "Table of the programs' running times.")
    var times = "Benchmarks/running-times.csv"

    @Option(help: "Write nothing but this page of figures at quick scale, which says so; the ways for links begin there.")
    var quickPage: String?

    @Flag(help: "Write nothing; fail when a file is not what the results say.")
    var check = false

    /// Those that README.md shows, for dark pages.
    private static let pictures = ["building-mnist1d/figure1"]

    func validate() throws {
        let paths = [("figures", figures), ("paper", paper), ("docs-link", docsLink), ("times", times)]
        for (option, path) in paths + (quickPage.map { [("quick-page", $0)] } ?? []) { try Checks.path(option, path) }
    }

    func run() throws {
        let sets = try FigureSet.all(in: figures, order: Programs().names)
        guard !sets.isEmpty else { throw ArtifactError("\(figures): holds no figures; make all or make figures draws them") }
        let tables = ClaimTables(sets.flatMap(\.claims), causes: try Causes("\(paper)/causes.csv"))
        let web = WebReport(
            tables: tables, sets: sets, figures: figures, figuresPath: figuresLink, docsPath: docsLink, isQuick: quickPage != nil)
        if let quickPage {
            try FileOutput.writeIfChanged(Array(web.html(templates: paper).utf8), to: quickPage)
            return print("\(quickPage): all figures at quick scale; open it in a browser")
        }
        let times = try RunningTimes(self.times)
        let verdicts = tables.claims.isEmpty ? "" : try VerdictFigure(tables.claims).svg()
        var files = [
            ("claims.toml", ClaimsFile.toml(tables.claims)),
            ("claims.csv", try ClaimRow.csv(tables.claims)),
            ("summary.md", tables.summary + "\n"),
            ("verdicts.svg", verdicts),
            ("\(docsLink)/pictures/verdicts-dark.svg", SVGText.recolored(verdicts, for: .dark)),
            ("programs.md", ProgramTable(times: times).markdown),
            ("\(docsLink)/results.md", try ResultsPage(tables: tables, sets: sets, figures: figures).markdown()),
            ("tables/running-times.tex", times.latexRows),
            ("numbers.tex", Numbers(tables: tables, sets: sets).latex),
            ("report.html", try web.html(templates: paper)),
        ]
        for name in Self.pictures {
            guard let svg = try FileOutput.contents(of: "\(figures)/\(name).svg") else { continue }
            let dark = SVGText.recolored(String(decoding: svg, as: UTF8.self), for: .dark)
            files.append(("\(docsLink)/pictures/\(name.replacing("/", with: "-"))-dark.svg", dark))
        }
        for tier in Claim.Tier.allCases { files.append(("tables/claims-\(tier.rawValue).tex", tables.latexRows(tier))) }
        let inputs = try PaperInputs(paper: paper, figures: figures, generated: files)
        files.append(("inputs.tex", inputs.latex))
        if check { return try compare(files, inputs) }

        try write(files)
        print(tables.summary)
    }

    /// Writes what has changed: all of it, or nothing.
    private func write(_ files: [(name: String, text: String)]) throws {
        try FileOutput.createFolder("\(paper)/tables")
        try FileOutput.createFolder("\(paper)/\(docsLink)/pictures")
        let read = try FileOutput.files(in: figures).map { "\(figures)/\($0)" } + ["\(paper)/paper.tex", "\(paper)/paper.pdf", times]
        var outputs = OutputSet(inputs: read.map { ($0, $0) })
        let changed = try files.map { name, text in
            (file: try outputs.open("\(paper)/\(name)", as: "the report's file"), bytes: Array(text.utf8))
        }
        .filter { try FileOutput.contents(of: $0.file.path) != $0.bytes }
        try OutputFile.write(changed)
        for (file, _) in changed { print("\(file.path): written") }
    }

    private func compare(_ files: [(name: String, text: String)], _ inputs: PaperInputs) throws {
        for (name, text) in files {
            guard try FileOutput.contents(of: "\(paper)/\(name)") == Array(text.utf8) else {
                throw ArtifactError("\(paper)/\(name): does not agree with \(figures)/; run: make paper")
            }
        }
        guard let present = try FileOutput.contents(of: "\(paper)/paper.pdf"), inputs.made(present) else {
            throw ArtifactError("\(paper)/paper.pdf: is not made from these sources and figures; run: make paper")
        }
    }
}
