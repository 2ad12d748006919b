import ArgumentParser
import Artifact
import AtomicFiles

/// A list of all runs, so that machines that share them can see what is missing.
struct Runs: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write runs.list beside the results: one line per run, its identity, experiment and label.",
        discussion: "The same code gives the same file on every machine.")

    @OptionGroup var options: ProgramOptions

    @Flag(help: "Print the list as JSON.")
    var json = false

    private struct Run: Encodable { let identity: String, experiment: String, label: String }

    func run() throws {
        try FileOutput.createFolder(options.resultsFolder)
        let path = "\(options.resultsFolder)/runs.list"
        _ = try OutputFile(path)
        var runs: [Run] = []
        for name in try options.programs().names {
            for line in try options.lines(of: name, ["--list-runs"]) {
                runs.append(Run(identity: String(line.prefix(16)), experiment: name, label: String(line.dropFirst(17))))
            }
        }
        let lines = runs.map { "\($0.identity) \($0.experiment) \($0.label)\n" }
        try FileOutput.writeIfChanged(Array(lines.joined().utf8), to: path)
        print(json ? try CanonicalJSON.encode(runs) : "\(path): \(runs.count) runs")
    }
}
