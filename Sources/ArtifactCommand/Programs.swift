import Artifact

/// The experiments of this package and their programs.
struct Programs {
    /// What `Package.swift` says of one: `/// Figure 1: how an example is made.` above `experiment("building-mnist1d", ...)`.
    struct Program {
        let name: String
        let purpose: String
    }

    /// In the order in which they were named, or else `Package.swift`'s.
    let listed: [Program]
    var names: [String] { listed.map(\.name) }

    /// - Parameters:
    ///   - package: The package's folder.
    ///   - chosen: Those to be concerned with; all when empty.
    init(package: String, chosen: [String] = []) throws {
        let path = "\(package)/Package.swift"
        let text = String(decoding: try FileOutput.read(path), as: UTF8.self)
        let all = text.matches(of: /(?m)^(?: *\/\/\/ (.*)\.\n)? *experiment\("([a-z0-9-]+)", "\w+"\),?$/).map {
            Program(name: String($0.2), purpose: String($0.1 ?? ""))
        }
        guard !all.isEmpty else { throw ArtifactError("\(path): names no experiment") }
        if let unknown = chosen.first(where: { name in !all.contains { $0.name == name } }) {
            throw ArtifactError("\(unknown): expected an experiment, one of \(all.map(\.name).joined(separator: ", "))")
        }
        listed = chosen.isEmpty ? all : chosen.compactMap { name in all.first { $0.name == name } }
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
