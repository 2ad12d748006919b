import Artifact
import ArgumentParser
import Foundation
import Plotting

/// Compares a fresh folder of figures with an expected one.
@main
struct CheckFigures: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-figures",
        abstract: "Compare two folders of tables and figures: data first, then drawing, then pixels.",
        discussion: """
            Every CSV file is compared value by value, every table for people and every list of drawing commands line \
            by line, every PNG file pixel by pixel, all without tolerance. PDF and SVG files are left out: they show the same \
            drawing, and name the sources that made them. Pixels depend on the versions of cairo and FreeType, \
            which are said where pixels differ.

            The exit code is 1 when anything differs.

            EXAMPLE:
              check-figures figures build/check/figures --figure pooling
            """)

    @Argument(help: "The folder of what is expected, such as figures.")
    var expected: String

    @Argument(help: "The folder of what a fresh run made.")
    var actual: String

    @Option(help: "Compare only what has this in its name.")
    var figure: String?

    @Option(parsing: .upToNextOption, help: "Leave out what has one of these names.")
    var without: [String] = []

    @Option(help: "The file of the report: a page that needs no other file.")
    var report = "build/check/report.html"

    func run() throws {
        let comparisons = try names().map { try FigureComparison($0, expected: expected, actual: actual) }
        let folder = (report as NSString).deletingLastPathComponent
        if !folder.isEmpty { try FileOutput.createFolder(folder) }
        try FileOutput.write(Array(Report.html(comparisons, expected: expected, actual: actual).utf8), to: report)
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

    static func main() { runAsProgram() }

    /// The base names of all tables and figures in either folder, sorted.
    private func names() throws -> [String] {
        var names: Set<String> = []
        for folder in [expected, actual] {
            guard let files = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
                throw ArtifactError("\(folder): is not a folder that can be read")
            }
            for file in files where !file.hasPrefix(".") && Stage(of: file) != nil {
                names.insert(String(file.prefix { $0 != "." }))
            }
        }
        let chosen = names.filter { figure.map($0.contains) ?? true }.subtracting(without).sorted()
        guard !chosen.isEmpty else {
            throw ArtifactError(
                names.isEmpty
                    ? "\(expected), \(actual): no figure or table in either"
                    : "--figure \(figure ?? ""): expected a part of one of \(names.sorted().joined(separator: ", "))")
        }
        return chosen
    }
}
