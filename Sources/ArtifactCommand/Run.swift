import ArgumentParser
import Artifact

/// Runs experiments in this process.
struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run experiments in one process, in order; each uses the cores that those before it leave free.",
        discussion: """
            Names come first (all where none is given), then the options of the experiments, which each of them must know; \
            artifact run pooling --help lists those of one. A study in Studies runs after them, in a process of its own. Each prints what it draws when it ends. If one fails, nothing more is begun. \
            Finished runs are kept, and the same command resumes.

            EXAMPLE:
              artifact run --scale quick
              artifact run benchmarks pooling --threads 8
              artifact run pooling --sizes 1000 2000 --set network.channels=10

            EXPERIMENTS:
            \(allExperiments.map { "  \($0.name): \($0.place)" }.joined(separator: "\n"))
            """)

    @Argument(parsing: .captureForPassthrough, help: "Experiments, then their options.")
    var words: [String] = []

    /// Those whose longest chains of runs take minutes: with many cores the others end long before them.
    private static let longest = ["lottery-tickets", "metalearn-activation"]

    func run() throws {
        let names = Array(words.prefix { !$0.hasPrefix("-") })
        let options = Array(words.dropFirst(names.count))
        let programs = try Programs(names)
        var experiments = programs.names.compactMap(Programs.experiment)
        let studies = programs.names.filter { Programs.experiment($0) == nil }
        if !Set(options).isDisjoint(with: ["--help", "-h"]) {
            guard names.count == 1, studies.isEmpty else { throw CleanExit.helpRequest(Self.self) }
            return print((experiments[0] as any ParsableCommand.Type).helpMessage())
        }
        if !options.contains("quick") {
            experiments = experiments.filter { Self.longest.contains($0.name) } + experiments.filter { !Self.longest.contains($0.name) }
        }
        try Batch(experiments, options).run()
        for name in studies { print(try SiblingProgram.output(of: name, options), terminator: "") }
    }
}
