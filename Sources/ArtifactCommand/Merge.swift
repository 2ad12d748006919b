import ArgumentParser
import Artifact

/// Brings the runs of several machines together.
struct Merge: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy the finished runs of several machines into one folder of results.",
        discussion: """
            The same run from two machines must be the same file, byte for byte; otherwise both are named and nothing is \
            copied. Damaged files are named and count as missing. With a list of runs, those that are still missing are \
            listed; that is no error, since the next make computes them.

            EXAMPLE:
              artifact merge machine-1/results machine-2/results --into results --runs results/runs.list
            """)

    @Argument(help: "Folders of results.")
    var folders: [String]

    @Option(help: "The folder of results that gets what it lacks.")
    var into = "results"

    @Option(help: "A file with one line per run: identity, experiment and label.")
    var runs: String?

    func validate() throws {
        for folder in folders where folder.isEmpty { throw ValidationError("<folders> \"\": expected a folder; . is the current directory") }
        try Checks.path("into", into)
        try Checks.path("runs", runs)
    }

    func run() throws {
        let merge = try ResultsMerge(from: folders, into: into)
        for message in merge.messages { Console.writeToStandardError(message + "\n") }
        print("\(into): \(merge.copied) \(merge.copied == 1 ? "run" : "runs") copied")
        guard let runs else { return }
        let list = String(decoding: try FileOutput.read(runs), as: UTF8.self)
        let (missing, count) = try merge.missing(from: list, source: runs)
        for line in missing { print("missing: \(line)") }
        print("\(into): \(count - missing.count) of \(count) runs are there")
    }
}
