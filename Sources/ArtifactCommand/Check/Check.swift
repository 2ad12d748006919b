import ArgumentParser
import Artifact
import Foundation
import Plotting

/// Compares a fresh folder of figures with an expected one.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare two folders of tables and figures: data first, then drawing, then pixels.",
        discussion: """
            Every CSV file is compared value by value, every table for people and every SVG file line by line, every PNG \
            file pixel by pixel, all without tolerance. PDF files are left out: they show the same drawing. Pixels depend on the versions of cairo and FreeType, \
            which are said where pixels differ.

            The exit code is 1 when anything differs.

            EXAMPLE:
              artifact check figures build/check/figures --figure pooling
            """)

    @Argument(help: "The folder of what is expected, such as figures.")
    var expected: String

    @Argument(help: "The folder of what a fresh run made.")
    var actual: String

    @Option(help: "Compare only what has this in its name.")
    var figure: String?

    @Option(parsing: .upToNextOption, help: "Leave out what has one of these names, or is in a folder of this name.")
    var without: [String] = []

    @Option(help: "The file of the report: a page that needs no other file.")
    var report = "build/check/report.html"

    func run() throws {
        let comparisons = try names().map { try FigureComparison($0, expected: expected, actual: actual) }
        let folder = (report as NSString).deletingLastPathComponent
        if !folder.isEmpty { try FileOutput.createFolder(folder) }
        try FileOutput.write(Array(ComparisonPage.html(comparisons, expected: expected, actual: actual).utf8), to: report)
        for comparison in comparisons {
            for difference in comparison.differences { print("\(comparison.name): \(difference.summary)") }
            if !comparison.isEqual {
                for reason in comparison.provenance { print("\(comparison.name): made by other \(reason)") }
            }
        }
        let different = comparisons.count { !$0.isEqual }
        print("\(different) of \(comparisons.count) figures and tables differ from \(expected); report: \(report)")
        if different > 0 { throw ExitCode.failure }
    }

    /// The base names of all tables and figures in either folder, sorted.
    private func names() throws -> [String] {
        var names: Set<String> = []
        for folder in [expected, actual] {
            for file in try FigureComparison.files(in: folder) where Stage(of: file) != nil {
                names.insert(FigureComparison.name(of: file))
            }
        }
        let chosen = names.filter { figure.map($0.contains) ?? true }.filter { name in
            !without.contains { name == $0 || name.hasPrefix($0 + "/") }
        }.sorted()
        guard !chosen.isEmpty else {
            throw ArtifactError(
                names.isEmpty
                    ? "\(expected), \(actual): no figure or table in either"
                    : "--figure \(figure ?? ""): expected a part of one of \(names.sorted().joined(separator: ", "))")
        }
        return chosen
    }
}
