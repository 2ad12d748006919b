import ArgumentParser
import Artifact
import AtomicFiles

/// A list of all runs, so that machines that share them can see what is missing.
struct Runs: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write runs.list beside the results: one line per run, its identity, experiment and label.",
        discussion: "The same code gives the same file on every machine.")

    @OptionGroup var options: ProgramOptions

    func run() throws {
        try FileOutput.createFolder(options.resultsFolder)
        let path = "\(options.resultsFolder)/runs.list"
        _ = try OutputFile(path)
        var lines: [String] = []
        for name in try options.programs().names {
            for line in try options.output(of: name, ["--list-runs"]).split(separator: "\n") {
                lines.append("\(line.prefix(16)) \(name) \(line.dropFirst(17))\n")
            }
        }
        try FileOutput.writeIfChanged(Array(lines.joined().utf8), to: path)
        print("\(path): \(lines.count) runs")
    }
}
