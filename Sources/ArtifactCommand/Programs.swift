import ArgumentParser
import Artifact

/// The experiments, which this program has, and the studies in the clone, which are programs beside this one.
struct Programs {
    /// In the order in which they were named, or else that in which they run.
    let names: [String]

    /// - Parameter chosen: Those to be concerned with; all experiments when empty.
    init(_ chosen: [String] = []) throws {
        let known = allExperiments.map { $0.name }
        for name in chosen where try !known.contains(name) && !FileOutput.exists("Studies/\(name)/\(name).swift") {
            throw ArtifactError("\(name): expected an experiment, one of \(known.joined(separator: ", ")), or a study in Studies")
        }
        names = chosen.isEmpty ? known : chosen
    }

    /// An experiment by its name; nil for a study.
    static func experiment(_ name: String) -> (any Experiment.Type)? { allExperiments.first { $0.name == name } }
}

/// Which experiments, at which scale, with which results.
struct ProgramOptions: ParsableArguments {
    @Argument(help: "Experiments, or studies in Studies. (default: all experiments)")
    var experiments: [String] = []

    @Option(help: "quick or paper.")
    var scale: ExperimentScale = .paper

    @Option(help: "Folder of finished runs. (default: results, at quick scale build/quick/results)")
    var results: String?

    @Option(help: "The package's folder.")
    var package = PackageFolder.usual

    var resultsFolder: String { results ?? (scale == .quick ? "build/quick/results" : "results") }

    func validate() throws {
        try Checks.path("results", results)
        try Checks.path("package", package)
    }

    func programs() throws -> Programs { try Programs(experiments) }

    /// What an experiment or a study prints for options such as `--list-runs`.
    func lines(of name: String, _ options: [String]) throws -> [String] {
        let arguments = ["--scale", scale.rawValue, "--results", resultsFolder, "--package", package] + options
        if let experiment = Programs.experiment(name) { return try experiment.listing(arguments) }
        return try SiblingProgram.output(of: name, arguments).split(separator: "\n").map(String.init)
    }
}
