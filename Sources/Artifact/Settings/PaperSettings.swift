extension Experiment {
    /// Tells of a run whether it has settings of the paper, so that published values may stand beside its own.
    ///
    /// That is so where the experiment without options has a run at paper scale that differs in seeds alone, and in parameters
    /// that do not matter.
    ///
    /// - Parameters:
    ///   - paths: parameters, or names that paths begin with, that do not matter, such as the number of steps where curves are compared step by step.
    ///   - scale: whose settings count.
    ///   - more: options of the experiment's own without which it has no such runs.
    public func papers(
        ignoring paths: Set<String> = [], at scale: ExperimentScale = .paper, options more: [String] = []
    ) throws -> (Configuration) -> Bool {
        func settings(_ all: [String: JSONValue]) -> [String: JSONValue] {
            all.filter { path, _ in !isSeed(path) && !paths.contains { path == $0 || path.hasPrefix("\($0).") } }
        }
        func parameters(_ configuration: Configuration) throws -> [String: JSONValue] {
            Dictionary(uniqueKeysWithValues: try PlannedConfigurations<Self>.parameters(configuration))
        }
        let arguments = ["--scale", scale.rawValue, "--package", options.package] + editionOptions + more
        let key = ([Self.name] + arguments).joined(separator: " ")
        let all = try ownParameters.withLock { $0[key] } ?? Self.own(arguments).map(parameters)
        ownParameters.withLock { $0[key] = all }
        let known = Set(all.map(settings))
        return { (try? parameters($0)).map { known.contains(settings($0)) } ?? false }
    }

    /// Whether all runs have settings of the paper; see ``papers(ignoring:at:)``.
    public func isPapers(ignoring paths: Set<String> = []) throws -> Bool {
        try plannedConfigurations().allSatisfy(papers(ignoring: paths))
    }

    /// The configurations of some arguments.
    static func own(_ arguments: [String]) throws -> [Configuration] {
        guard let usual = try parseAsRoot(arguments) as? Self else { return [] }
        return try usual.plannedConfigurations()
    }
}

/// The parameters of an experiment's own runs by program and arguments: of thousands of runs it takes a second to gather them.
private let ownParameters = Guarded<[String: [[String: JSONValue]]]>([:])

/// Whether a parameter tells replications apart and is no setting.
func isSeed(_ path: String) -> Bool { path == "seed" || path.hasSuffix(".seed") }
