/// The configurations of an experiment's runs after all parameters have been set, by options and by `--set`.
struct PlannedConfigurations<Study: Experiment> {
    /// What one run is.
    struct Planned {
        let configuration: Study.Configuration
        /// What was set and does not show in the experiment's own label, as in `-kernel5`.
        let labelSuffix: String
    }

    /// The most runs that are planned, because a plan is held in memory.
    static var mostRuns: Int { 100_000 }

    private(set) var runs: [Planned] = []
    /// The paths that were given several values, in the order in which they were given.
    let sweep: [String]

    /// - Throws: `ValidationError` that names the option, its value and what was expected.
    init(_ experiment: Study) throws {
        let given = try experiment.assignments + experiment.options.set.map(Assignment.init)
        // Known without the configurations, which may need data.
        for assignment in given {
            _ = try Study.parameters.first { $0.path == assignment.path }.map { try Self.values(of: assignment, $0.kind) }
        }
        sweep = given.filter { $0.values.count > 1 }.map(\.path)
        let base = try experiment.configurations()
        guard !given.isEmpty else {
            runs = try base.map { try Self.planned($0, suffix: "") }
            return
        }
        if let again = given.indices.first(where: { index in given[..<index].contains { $0.path == given[index].path } }) {
            throw ValidationError("\(given[again].source): \(given[again].path) is set more than once")
        }
        try Self.checkCount(given, of: base.count)
        let trees = try base.map { try Self.complete($0) }
        let settings = try given.map { try Self.values(of: $0, in: trees) }
        var seen: Set<String> = []
        for combination in Self.combinations(settings) {
            for tree in trees {
                let planned = try Self.planned(tree, combination)
                if try seen.insert(CanonicalJSON.encode(planned.configuration)).inserted { runs.append(planned) }
            }
        }
    }

    // MARK: Paths

    /// A configuration with all its parameters, by the names that people use.
    static func complete(_ configuration: Study.Configuration) throws -> JSONValue {
        try CompleteJSON.$isOn.withValue(true) { try JSONValue(encoding: configuration) }
    }

    /// The parameters of a configuration, each once.
    static func parameters(_ configuration: Study.Configuration) throws -> [(path: String, value: JSONValue)] {
        var seen: Set<String> = []
        return try complete(configuration).parameters().map { (path(of: $0.path), $0.value) }.filter { seen.insert($0.path).inserted }
    }

    /// The name of a parameter for people: a run that needs another one has that one's parameters too, under the same name.
    static func path(of path: String) -> String {
        var path = path
        // Each alias is used at most once for each of its uses, or the experiment's aliases never end.
        for _ in 0..<16 {
            guard let (long, short) = Study.aliases.first(where: { path == $0.0 || path.hasPrefix("\($0.0).") }) else { return path }
            path = short + path.dropFirst(long.count)
        }
        return path
    }

    /// What a parameter may be. Those without a description are known from a value.
    static func kind(of path: String, like value: JSONValue) -> RunParameter.Kind {
        Study.parameters.first { $0.path == path }?.kind ?? RunParameter.Kind(like: value)
    }

    // MARK: Values

    private struct Setting {
        let assignment: Assignment
        let values: [JSONValue]
    }

    private static func values(of assignment: Assignment, in trees: [JSONValue]) throws -> Setting {
        let known = trees.lazy.flatMap { $0.parameters() }.first { path(of: $0.path) == assignment.path }
        guard let known else {
            let names = Set(trees.flatMap { $0.parameters().map { path(of: $0.path) } }).sorted()
            let advice = nearest(to: assignment.path, among: names).map { " Did you mean '\($0)'?" } ?? ""
            throw ValidationError("\(assignment.source): there is no such parameter.\(advice) --show-configuration lists all")
        }
        return Setting(assignment: assignment, values: try values(of: assignment, kind(of: assignment.path, like: known.value)))
    }

    private static func values(of assignment: Assignment, _ kind: RunParameter.Kind) throws -> [JSONValue] {
        if case .derived(let origin) = kind {
            throw ValidationError("\(assignment.source): cannot be set, because it follows from \(origin)")
        }
        return try assignment.values.map { text in
            if let value = kind.value(text) { return value }
            let separator = assignment.source.hasPrefix("--set ") ? "=" : " "
            throw ValidationError("\(assignment.source)\(separator)\(text): expected \(kind.expectation)")
        }
    }

    /// Counts the runs of all combinations before any of them is made.
    private static func checkCount(_ given: [Assignment], of base: Int) throws {
        let count = given.reduce(Double(base)) { $0 * Double($1.values.count) }
        guard count > Double(mostRuns) else { return }
        let factors = given.filter { $0.values.count > 1 }.map { "\($0.values.count) of \($0.path)" }
        throw ValidationError(
            "--set: \(fixed(count, decimals: 0)) runs, \(base) for each combination of \(factors.joined(separator: ", ")): "
                + "expected at most \(mostRuns); give fewer values, or one parameter at a time")
    }

    /// All combinations of the values, the last parameter fastest.
    private static func combinations(_ settings: [Setting]) -> [[(path: String, value: JSONValue)]] {
        settings.reduce([[]]) { combinations, setting in
            combinations.flatMap { before in setting.values.map { before + [(setting.assignment.path, $0)] } }
        }
    }

    private static func planned(_ tree: JSONValue, _ values: [(path: String, value: JSONValue)]) throws -> Planned {
        var (tree, suffix) = (tree, "")
        var before: Study.Configuration = try tree.decoded()
        for (path, value) in values {
            let changed = tree.mapParameters { Self.path(of: $0) == path ? value : $1 }
            guard changed != tree else { continue }
            let configuration: Study.Configuration
            do { configuration = try changed.decoded() } catch let error as DecodingError {
                throw ValidationError("--set \(path)=\(value.plainText): \(error.expectation)")
            }
            if Study.label(of: configuration) == Study.label(of: before) {
                suffix += "-\(path.split(separator: ".").last!)\(value.plainText)"
            }
            (tree, before) = (changed, configuration)
        }
        return try planned(before, suffix: suffix)
    }

    private static func planned(_ configuration: Study.Configuration, suffix: String) throws -> Planned {
        if let problem = Study.problem(with: configuration) {
            throw ValidationError("\(Study.label(of: configuration))\(suffix): \(problem)")
        }
        return Planned(configuration: configuration, labelSuffix: suffix)
    }
}

extension Experiment {
    /// The configurations of all runs as options and `--set` want them, in the order in which ``render(_:into:)`` gets the runs.
    public func plannedConfigurations() throws -> [Configuration] {
        try PlannedConfigurations(self).runs.map(\.configuration)
    }
}
