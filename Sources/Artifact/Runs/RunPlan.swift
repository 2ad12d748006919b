/// The runs of an experiment: who they are, what each waits for, and how they are divided among machines.
struct RunPlan<Study: Experiment>: Sendable {
    struct Run: Sendable {
        let index: Int
        let identity: RunIdentity
        let configuration: Study.Configuration
        /// The runs whose outcomes it may ask for, by their indices in the plan.
        var prerequisites: [Int] = []
        /// The runs of other experiments that it may ask for, with their short identities.
        var foreign: [ForeignRun: String] = [:]
    }

    /// In the experiment's order.
    private(set) var runs: [Run]

    /// - Parameters:
    ///   - labelSuffixes: What is added to the runs' labels; none where they are not given.
    ///   - foreignIdentity: The short identity of another experiment's run.
    /// - Throws: ``ArtifactError`` when there are none, two are equal, or a prerequisite is not among them.
    init(
        _ configurations: [Study.Configuration], labelSuffixes: [String] = [], foreignIdentity: (ForeignRun) throws -> String
    ) throws {
        guard !configurations.isEmpty else {
            throw ArtifactError("\(Study.name): there is nothing to run with these options")
        }
        let code = Study.sources.hash
        var known: [ForeignRun: String] = [:]
        func foreign(_ configuration: Study.Configuration) throws -> [ForeignRun: String] {
            var needed: [ForeignRun: String] = [:]
            for run in Study.foreignPrerequisites(of: configuration) {
                let short = try known[run] ?? foreignIdentity(run)
                (known[run], needed[run]) = (short, short)
            }
            return needed
        }
        func identity(_ configuration: Study.Configuration, _ suffix: String = "") throws -> RunIdentity {
            try RunIdentity(
                experiment: Study.name, code: code, configuration: configuration,
                needs: foreign(configuration).values.sorted(), label: Study.label(of: configuration) + suffix)
        }
        runs = []
        var indexOfHash: [String: Int] = [:]
        for (index, configuration) in configurations.enumerated() {
            let suffix = labelSuffixes.isEmpty ? "" : labelSuffixes[index]
            var run = Run(index: index, identity: try identity(configuration, suffix), configuration: configuration)
            run.foreign = try foreign(configuration)
            if let other = indexOfHash.updateValue(index, forKey: run.identity.hash) {
                throw ArtifactError(
                    "\(Study.name): the runs \(runs[other].identity.label) and \(run.identity.label) have the same configuration")
            }
            runs.append(run)
        }
        for (index, configuration) in configurations.enumerated() {
            runs[index].prerequisites = try Study.prerequisites(of: configuration).map { needed in
                let needed = try identity(needed)
                if let prerequisite = indexOfHash[needed.hash] { return prerequisite }
                throw ArtifactError(
                    "\(Study.name): the run \(runs[index].identity.label) needs \(needed.label), which is not among the runs")
            }
        }
        // Each round settles the runs that need none but settled ones.
        var unsettled = Array(runs.indices)
        while !unsettled.isEmpty {
            let waiting = unsettled.filter { !Set(runs[$0].prerequisites).isDisjoint(with: unsettled) }
            guard waiting.count < unsettled.count else {
                throw ArtifactError("\(Study.name): the run \(runs[waiting[0]].identity.label) is part of a dependency cycle")
            }
            unsettled = waiting
        }
    }

    /// Some runs and all that they need, in the experiment's order.
    func withPrerequisites(_ some: [Run]) -> [Run] {
        var indices: Set<Int> = []
        var waiting = some.map(\.index)
        while let index = waiting.popLast() {
            if indices.insert(index).inserted { waiting += runs[index].prerequisites }
        }
        return runs.filter { indices.contains($0.index) }
    }

    /// The runs that one of several machines computes, in the experiment's order.
    ///
    /// Runs that need one another stay together, so that no shard waits for another. Such groups are dealt out
    /// the heaviest first, each to the shard that has least; the division depends on the plan alone, not on what is finished.
    func runs(of shard: Shard) -> [Run] {
        // Each run points towards the first of its group.
        var parents = Array(runs.indices)
        func root(_ index: Int) -> Int { parents[index] == index ? index : root(parents[index]) }
        for run in runs {
            for needed in run.prerequisites {
                let (a, b) = (root(run.index), root(needed))
                parents[max(a, b)] = min(a, b)
            }
        }
        let roots = runs.indices.map(root)
        var weights: [Int: Double] = [:]
        for run in runs { weights[roots[run.index], default: 0] += Study.weight(of: run.configuration) }
        var loads = [Double](repeating: 0, count: shard.count)
        var owners: [Int: Int] = [:]
        for group in weights.keys.sorted(by: { (weights[$0]!, $1) > (weights[$1]!, $0) }) {
            let lightest = loads.indices.min { loads[$0] < loads[$1] }!
            owners[group] = lightest
            loads[lightest] += weights[group]!
        }
        return runs.filter { owners[roots[$0.index]] == shard.index - 1 }
    }
}
