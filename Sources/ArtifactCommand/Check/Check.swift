import ArgumentParser
import Artifact
import AtomicFiles
import Foundation
import Processes

/// Compares a fresh folder of figures with an expected one.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare two folders of tables and figures: data first, then drawing, then pixels.",
        discussion: """
            Every CSV file is compared value by value, every caption, every table for people and every SVG file line by line, every \
            PNG file pixel by pixel, all without tolerance unless one is given, and so are the SHA-256 of the data that figures say \
            they are made of. A PDF file is compared by its pictures, which pdftoppm makes, unless a PNG or SVG file beside it shows \
            the same. Pixels depend on the versions of cairo and FreeType, which are said where pixels differ.

            The folders may be anybody's: files of these kinds are compared by their names.

            The exit code is 1 when anything differs that is not accepted.

            EXAMPLE:
              artifact check figures build/check/figures --figure pooling
              artifact check baseline build/figures --accept
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

    @Option(help: "Up to this root mean square of pixels' differences, of 255, pictures are the same. Only pixels have a tolerance.")
    var tolerance = 0.0

    @Option(help: "A file that lists intended differences, which are not failures.")
    var accepted: String?

    @Flag(help: "Accept what differs: write it to the file of --accepted or, without that, into the folder of what is expected.")
    var accept = false

    @Option(help: "Also write the results to this file, as JUnit XML.")
    var junit: String?

    @Option(help: "Also write what differs to this file, as Markdown for the summary of a workflow.")
    var markdown: String?

    @Flag(help: "Print what differs as JSON.")
    var json = false

    private struct Summary: Encodable {
        struct Difference: Encodable {
            let name: String
            let differences: [String]
            /// What made the two otherwise.
            let provenance: [String]
            let accepted: Bool
        }

        let compared: Int
        let different: [Difference]
        let report: String
    }

    func validate() throws {
        for (name, path) in [("expected", expected), ("actual", actual)] where path.isEmpty {
            throw ValidationError("<\(name)> \"\": expected a folder; . is the current directory")
        }
        for (name, path) in [("report", report), ("accepted", accepted), ("junit", junit), ("markdown", markdown)] {
            try Checks.path(name, path)
        }
        guard tolerance >= 0, tolerance <= 255 else {
            throw ValidationError("--tolerance \(tolerance): expected a number from 0 to 255")
        }
        if accept, accepted == nil, figure != nil {
            throw ValidationError("--accept: expected no --figure beside it: a folder is accepted as a whole")
        }
    }

    func run() throws {
        let files = try [expected, actual].map(FileOutput.files(in:))
        let names = try names(files)
        try FileOutput.createFolder(FileOutput.folder(of: report))
        var outputs = OutputSet(
            inputs: zip([expected, actual], files).flatMap { folder, files in files.map { ("\(folder)/\($0)", "\(folder)/\($0)") } })
        let page = try outputs.open(report, as: "--report")
        let tests = try junit.map { try outputs.open($0, as: "--junit") }
        let table = try markdown.map { try outputs.open($0, as: "--markdown") }
        let meant = try accepted.map(AcceptedChanges.init(contentsOf:)) ?? AcceptedChanges()
        let comparisons = try comparisons(names, files)
        let different = comparisons.filter { !$0.isEqual }
        let known = Set(different.filter(meant.contains).map(\.name))
        try page.write(Array(ComparisonPage.html(comparisons, accepted: known, expected: expected, actual: actual).utf8))
        try tests?.write(Array(CheckReports.junit(comparisons, accepted: known).utf8))
        let summary = CheckReports.markdown(comparisons, accepted: known, expected: expected, report: report)
        try table?.write(Array(summary.utf8))
        if json { try printJSON(comparisons, known) } else { printLines(comparisons, known) }
        if accept { return try accept(different, files) }
        if different.count > known.count { throw ExitCode.failure }
    }

    /// All figures and tables, and for each folder what it says of all of them where that differs.
    private func comparisons(_ names: [String], _ files: [[String]]) throws -> [FigureComparison] {
        var records: [String: (FolderRecord, FolderRecord)] = [:]
        for folder in Set(names.map(FigureComparison.folder(of:))) {
            records[folder] = (try FolderRecord("\(expected)/\(folder)"), try FolderRecord("\(actual)/\(folder)"))
        }
        let figures = try names.map {
            try FigureComparison(
                $0, expected: expected, actual: actual, all: files, records: records[FigureComparison.folder(of: $0)]!, tolerance: tolerance
            )
        }
        let folders = records.sorted { $0.key < $1.key }.compactMap { FigureComparison(folder: $0.key, $0.value.0, $0.value.1) }
        return figure == nil ? figures + folders : figures
    }

    // MARK: Accepting

    private func accept(_ different: [FigureComparison], _ files: [[String]]) throws {
        if let accepted {
            try FileOutput.write(Array(AcceptedChanges.text(different).utf8), to: accepted)
            return print("\(accepted): \(different.count) differences are accepted")
        }
        var new: [(path: String, bytes: [UInt8])] = []
        for file in files[1] where !isLeftOut(file) {
            let bytes = try FileOutput.read("\(actual)/\(file)")
            guard try FileOutput.contents(of: "\(expected)/\(file)") != bytes else { continue }
            try FileOutput.createFolder(FileOutput.folder(of: "\(expected)/\(file)"))
            new.append(("\(expected)/\(file)", bytes))
        }
        // What is not compared, such as a page of notes, stays.
        let gone = files[0].filter { Stage(of: $0) != nil && !isLeftOut($0) && !files[1].contains($0) }
        try Termination.deferred {
            try FileOutput.write(new)
            for file in gone { unlink("\(expected)/\(file)") }
        }
        print("\(expected): \(new.count) files are what was found, \(gone.count) are gone")
    }

    // MARK: Printing

    private func printJSON(_ comparisons: [FigureComparison], _ known: Set<String>) throws {
        let differences = comparisons.filter { !$0.isEqual }.map {
            Summary.Difference(
                name: $0.name, differences: $0.differences.map(\.summary), provenance: $0.provenance, accepted: known.contains($0.name))
        }
        print(try CanonicalJSON.encode(Summary(compared: comparisons.count, different: differences, report: report)))
    }

    private func printLines(_ comparisons: [FigureComparison], _ known: Set<String>) {
        for comparison in comparisons {
            let end = known.contains(comparison.name) ? " (accepted)" : ""
            for difference in comparison.differences { print("\(comparison.name): \(difference.summary)\(end)") }
            for reason in comparison.provenance { print("\(comparison.name): made by other \(reason)") }
            for words in comparison.leftOut { print("left out: \(words)") }
        }
        let different = comparisons.count { !$0.isEqual }
        let more = known.isEmpty ? "" : ", \(known.count) of them as accepted"
        print("\(different) of \(comparisons.count) figures and tables differ from \(expected)\(more); report: \(report)")
    }

    /// Whether --without names a file, a figure or a folder that it is in.
    private func isLeftOut(_ path: String) -> Bool {
        without.contains { path == $0 || FigureComparison.name(of: path) == $0 || path.hasPrefix($0 + "/") }
    }

    /// The base names of all tables and figures in either folder, sorted.
    private func names(_ files: [[String]]) throws -> [String] {
        let names = Set(files.joined().filter { Stage(of: $0) != nil }.map(FigureComparison.name(of:)))
        let chosen = names.filter { (figure.map($0.contains) ?? true) && !isLeftOut($0) }.sorted()
        guard !chosen.isEmpty else {
            throw ArtifactError(
                names.isEmpty
                    ? "\(expected), \(actual): no figure or table in either"
                    : "--figure \(figure ?? ""): expected a part of one of \(names.sorted().joined(separator: ", "))")
        }
        return chosen
    }
}
