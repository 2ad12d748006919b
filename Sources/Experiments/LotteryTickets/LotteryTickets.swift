import Artifact
import Datasets
import Training

/// Figures 3 and 9: sparse subnetworks that train better than the whole, and why.
struct LotteryTickets: Experiment {
    static let name = "lottery-tickets"

    @OptionGroup var options: ExperimentOptions
    @OptionGroup var signals: DataOptions

    @Option(help: "Hidden units. (default: 500, at quick scale 40)")
    var hidden: Int?

    @Option(help: "Rounds of pruning. (default: 100, at quick scale 12)")
    var retrains: Int?

    @Option(
        parsing: .upToNextOption,
        help:
            "The weights whose magnitudes decide what is pruned: those of the last checkpoint, after step 1000, as in the authors' loop (checkpoint), or those after the last step, 1500 (last). Figures show the first one that is given; the others are for the first three seeds. (default: checkpoint last)"
    )
    var pruneAt: [PruneAt] = []

    enum Configuration: Codable, Sendable {
        case search(Search)
        case analysis(Analysis)
        case adjacency(Adjacency)

        var trial: Trial {
            switch self {
            case .search(let search): search.trial
            case .analysis(let analysis): analysis.network.trial
            case .adjacency(let adjacency): adjacency.search.trial
            }
        }
    }

    enum Outcome: Codable, Sendable {
        case search(Search.Outcome)
        case analysis([HistoryPoint])
        case adjacency(Adjacency.Outcome)
    }

    func validate() throws {
        try Checks.distinct("prune-at", pruneAt)
    }

    // MARK: What is run

    /// What all trials have in common.
    var settings: Settings {
        let isQuick = options.scale == .quick
        return Settings(
            hidden: isQuick ? 40 : 500, retrains: isQuick ? 12 : 100,
            lastStep: isQuick ? 100 : 1500, checkpointStep: isQuick ? 60 : 1000, evaluationInterval: isQuick ? 50 : 100,
            analysisSteps: isQuick ? 60 : 6000, analysisInterval: isQuick ? 20 : 100,
            pruneAt: pruneAt.isEmpty ? PruneAt.allCases : pruneAt, samples: isQuick ? 100 : 1000)
    }

    /// Fresh data and other rankings, which are not the paper's, have so many trials at most.
    private static let extensionTrials = 3
    /// So many trials have retrains of every sparsity with their test results; further ones have the ticket alone.
    private static let searchTrials = 6
    /// The authors draw new initial weights in these.
    private static let authorsSeeds: Set<Int> = [42, 43]

    var assignments: [Assignment] {
        Assignment.option("hidden", "trial.hidden", hidden) + Assignment.option("retrains", "search.retrains", retrains)
    }

    func configurations() throws -> [Configuration] {
        let settings = settings
        let file = try DataFile(signals.data) { sha256($0) }
        let seeds = options.seeds(default: options.scale == .quick ? [42, 43, 44] : Array(42...53))
        let searchTrials = options.scale == .quick ? 2 : Self.searchTrials
        return seeds.enumerated().flatMap { index, seed in
            let hasExtensions = index < Self.extensionTrials
            let rankings = hasExtensions ? settings.pruneAt : [settings.pruneAt[0]]
            let trial = Trial(seed: UInt32(seed), hidden: settings.hidden, file: file)
            let endsAtTicket = index >= searchTrials
            let random = settings.search(trial, .random, endsAtTicket: endsAtTicket)
            let magnitude = rankings.map {
                settings.search(trial, .magnitude(afterStep: settings.step($0)), endsAtTicket: endsAtTicket)
            }
            func analyses(_ search: Search?, _ data: Analysis.Data, _ changes: [Change]) -> [Configuration] {
                changes.map { .analysis(settings.analysis(search.map(Analysis.Network.ticket) ?? .dense(trial), data, $0)) }
            }
            let networks = [nil, magnitude[0], random]
            var runs = ([random] + magnitude).map(Configuration.search)
            let changes = Change.allCases.filter { $0 != .nextSeed || Self.authorsSeeds.contains(seed) }
            for network in networks { runs += analyses(network, .same, changes) }
            // A file is all the data there is.
            if hasExtensions, file == nil {
                for network in networks { runs += analyses(network, .fresh, [.none]) }
            }
            for variant in magnitude.dropFirst() { runs += analyses(variant, .same, [.none]) }
            for search in [random] + magnitude { runs.append(.adjacency(Adjacency(search: search, samples: settings.samples))) }
            return runs
        }
    }

    static func label(of configuration: Configuration) -> String {
        let name =
            switch configuration {
            case .search(let search): "search-\(search.ranking.name)"
            case .analysis(let analysis): "\(analysis.data.rawValue)-\(analysis.change.rawValue)-\(analysis.network.name)"
            case .adjacency(let adjacency): "adjacency-\(adjacency.search.ranking.name)"
            }
        return "\(name)-seed\(configuration.trial.seed)\(configuration.trial.file?.label ?? "")"
    }

    static func problem(with configuration: Configuration) -> String? {
        let source = configuration.trial.source
        switch configuration {
        case .search(let search):
            return source.problem(batchSize: search.batchSize)
                ?? (search.ranking.step.map { $0 > search.lastStep } == true
                    ? "weights are ranked after step \(search.ranking.step!), and the last step is \(search.lastStep)" : nil)
        case .analysis(let analysis): return source.problem(batchSize: analysis.batchSize)
        case .adjacency:
            return source.length < 4 ? "four neighbouring inputs are looked for, and the signals have \(source.length) points" : nil
        }
    }

    static func savesModel(_ configuration: Configuration) -> Bool {
        switch configuration {
        case .search(let search): !search.endsAtTicket
        case .analysis: true
        case .adjacency: false
        }
    }

    static func prerequisites(of configuration: Configuration) -> [Configuration] {
        switch configuration {
        case .search: []
        case .analysis(let analysis): analysis.network.search.map { [.search($0)] } ?? []
        case .adjacency(let adjacency): [.search(adjacency.search)]
        }
    }

    /// Milliseconds with 500 hidden units, roughly.
    static func weight(of configuration: Configuration) -> Double {
        switch configuration {
        case .search(let search): 0.9 * Double(search.trainings * (search.lastStep + 1))
        case .analysis(let analysis): (analysis.network.search == nil ? 4.5 : 1.4) * Double(analysis.lastStep + 1)
        case .adjacency(let adjacency): 0.5 * Double(adjacency.samples)
        }
    }

    func dataHashes() throws -> [String: String] {
        let sources = try plannedConfigurations().map { configuration in
            if case .analysis(let analysis) = configuration { return analysis.source }
            return configuration.trial.source
        }
        return try DataHash.float32(of: sources, name: \.name) { try $0.dataset().train.features }
    }

    // MARK: One run

    static func run(_ configuration: Configuration, context: RunContext) throws -> Outcome {
        switch configuration {
        case .search(let search): .search(try search.run(context: context))
        case .analysis(let analysis):
            .analysis(try analysis.run(masks: analysis.network.search.map { try ticket(of: $0, context) }, context: context))
        case .adjacency(let adjacency):
            .adjacency(adjacency.run(FirstLayer(mask: try ticket(of: adjacency.search, context)[0], adjacency.search.trial)))
        }
    }

    /// The masks that a search has found.
    private static func ticket(of search: Search, _ context: RunContext) throws -> [PackedMask] {
        let outcome: Outcome = try context.outcome(of: Configuration.search(search))
        guard case .search(let found) = outcome else { throw ArtifactError("the run of a search has another outcome") }
        return found.masks
    }
}

/// Which weights of a training are ranked by magnitude.
enum PruneAt: String, CaseIterable, ExpressibleByArgument {
    /// Those of the last checkpoint, which the authors' loop keeps every 1000 steps.
    case checkpoint
    /// Those at the end of the training.
    case last
}

/// What all trials of the study have in common.
struct Settings {
    var hidden: Int
    var retrains: Int
    var lastStep: Int
    var checkpointStep: Int
    var evaluationInterval: Int
    var analysisSteps: Int
    var analysisInterval: Int
    var pruneAt: [PruneAt]
    /// Masks drawn by chance for each ticket.
    var samples: Int

    func step(_ pruneAt: PruneAt) -> Int { pruneAt == .checkpoint ? checkpointStep : lastStep }

    /// - Parameter endsAtTicket: without test results of retrains, and without steps that only these need.
    func search(_ trial: Trial, _ ranking: Ranking, endsAtTicket: Bool) -> Search {
        Search(
            trial: trial, ranking: ranking, retrains: retrains,
            lastStep: endsAtTicket ? ranking.step ?? lastStep : lastStep, evaluationInterval: evaluationInterval,
            endsAtTicket: endsAtTicket)
    }

    func analysis(_ network: Analysis.Network, _ data: Analysis.Data, _ change: Change) -> Analysis {
        Analysis(
            network: network, data: data, change: change, lastStep: analysisSteps, evaluationInterval: analysisInterval)
    }
}
