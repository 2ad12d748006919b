import Artifact

/// The experiments of this package and their programs.
struct Programs {
    /// In the order in which they run, which is `Package.swift`'s.
    let names: [String]

    /// - Parameters:
    ///   - package: The package's folder.
    ///   - chosen: Those to be concerned with; all when empty.
    init(package: String, chosen: [String] = []) throws {
        let path = "\(package)/Package.swift"
        let text = String(decoding: try FileOutput.read(path), as: UTF8.self)
        let all = text.matches(of: /(?m)^ *experiment\("([a-z0-9-]+)", "\w+"\),?$/).map { String($0.1) }
        guard !all.isEmpty else { throw ArtifactError("\(path): names no experiment") }
        if let unknown = chosen.first(where: { !all.contains($0) }) {
            throw ArtifactError("\(unknown): expected an experiment, one of \(all.joined(separator: ", "))")
        }
        names = chosen.isEmpty ? all : all.filter(chosen.contains)
    }
}

/// Which experiments, at which scale, with which results.
struct ProgramOptions: ParsableArguments {
    @Argument(help: "Experiments. (default: all)")
    var experiments: [String] = []

    @Option(help: "quick or paper.")
    var scale: ExperimentScale = .paper

    @Option(help: "Folder of finished runs. (default: results, at quick scale build/quick/results)")
    var results: String?

    @Option(help: "The package's folder.")
    var package = "."

    var resultsFolder: String { results ?? (scale == .quick ? "build/quick/results" : "results") }

    func validate() throws {
        try Checks.path("results", results)
        try Checks.path("package", package)
    }

    func programs() throws -> Programs { try Programs(package: package, chosen: experiments) }

    func output(of name: String, _ arguments: [String]) throws -> String {
        try SiblingProgram.output(
            of: name, ["--scale", scale.rawValue, "--results", resultsFolder, "--package", package] + arguments)
    }
}
