import ArgumentParser
import Artifact
import AtomicFiles
import Processes

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

    @Flag(help: "Print what differs as JSON.")
    var json = false

    private struct Summary: Encodable {
        struct Difference: Encodable {
            let name: String
            let differences: [String]
            /// What made the two otherwise.
            let provenance: [String]
        }

        let compared: Int
        let different: [Difference]
        let report: String
    }

    func validate() throws {
        for (name, path) in [("expected", expected), ("actual", actual)] where path.isEmpty {
            throw ValidationError("<\(name)> \"\": expected a folder; . is the present one")
        }
        try Checks.path("report", report)
    }

    func run() throws {
        try Termination.whileReading(
            "Error: \(expected), \(actual): a value in them is none that the programs write; nothing was compared. Draw the figures again, and report it if that does not help",
            compare)
    }

    private func compare() throws {
        let files = try [expected, actual].map(FileOutput.files(in:))
        let names = try names(files)
        try FileOutput.createFolder(FileOutput.folder(of: report))
        var outputs = OutputSet(
            inputs: zip([expected, actual], files).flatMap { folder, files in files.map { ("\(folder)/\($0)", "\(folder)/\($0)") } })
        let page = try outputs.open(report, as: "--report")
        let comparisons = try names.map { try FigureComparison($0, expected: expected, actual: actual, all: files) }
        try page.write(Array(ComparisonPage.html(comparisons, expected: expected, actual: actual).utf8))
        let different = comparisons.filter { !$0.isEqual }
        if json {
            let differences = different.map {
                Summary.Difference(name: $0.name, differences: $0.differences.map(\.summary), provenance: $0.provenance)
            }
            print(try CanonicalJSON.encode(Summary(compared: comparisons.count, different: differences, report: report)))
        } else {
            for comparison in comparisons {
                for difference in comparison.differences { print("\(comparison.name): \(difference.summary)") }
                if !comparison.isEqual {
                    for reason in comparison.provenance { print("\(comparison.name): made by other \(reason)") }
                }
            }
            print("\(different.count) of \(comparisons.count) figures and tables differ from \(expected); report: \(report)")
        }
        if !different.isEmpty { throw ExitCode.failure }
    }

    /// The base names of all tables and figures in either folder, sorted.
    private func names(_ files: [[String]]) throws -> [String] {
        let names = Set(files.joined().filter { Stage(of: $0) != nil }.map(FigureComparison.name(of:)))
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
