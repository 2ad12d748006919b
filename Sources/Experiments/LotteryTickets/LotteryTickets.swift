import Artifact
import Datasets
import Training

/// Figures 3 and 9: sparse subnetworks that train better than the whole, and why.
@main
struct LotteryTickets: Experiment {
    static let name = "lottery-tickets"

    @OptionGroup var options: ExperimentOptions

    @Option(help: "Hidden units. (default: 500, at quick scale 40)")
    var hidden: Int?

    @Option(help: "Rounds of pruning. (default: 100, at quick scale 12)")
    var retrains: Int?

    enum Configuration: Codable, Sendable {
        case search(Search)
        case analysis(Analysis)

        /// The search that it is, or whose ticket it is about.
        var search: Search {
            switch self {
            case .search(let search): search
            case .analysis(let analysis): analysis.search
            }
        }
    }

    enum Outcome: Codable, Sendable {
        case search(Search.Outcome)
        case analysis([Analysis.Point])
    }

    func validate() throws {
        try Checks.range("hidden", hidden, 1...10_000)
        try Checks.range("retrains", retrains, 2...10_000)
    }

    func configurations() -> [Configuration] {
        let isQuick = options.scale == .quick
        return options.seeds(default: isQuick ? [42, 43] : [42, 43, 44]).flatMap { seed in
            let searches = Pruning.allCases.map {
                Search(
                    seed: UInt32(seed), pruning: $0, hidden: hidden ?? (isQuick ? 40 : 500),
                    retrains: retrains ?? (isQuick ? 12 : 100), steps: isQuick ? 101 : 1501,
                    evaluationInterval: isQuick ? 50 : 100)
            }
            let analyses = Analysis.Data.allCases.flatMap { data in
                Ablation.allCases.flatMap { ablation in
                    Ticket.allCases.map { ticket in
                        Analysis(
                            search: searches.first { $0.pruning == ticket.pruning }!, ticket: ticket, ablation: ablation,
                            data: data, steps: isQuick ? 60 : 6000, evaluationInterval: isQuick ? 20 : 250)
                    }
                }
            }
            return searches.map(Configuration.search) + analyses.map(Configuration.analysis)
        }
    }

    static func label(of configuration: Configuration) -> String {
        let seed = configuration.search.seed
        return switch configuration {
        case .search(let search): "search-\(search.pruning.rawValue)-seed\(seed)"
        case .analysis(let analysis):
            "\(analysis.data.rawValue)-\(analysis.ablation.rawValue)-\(analysis.ticket.rawValue)-seed\(seed)"
        }
    }

    static func prerequisites(of configuration: Configuration) -> [Configuration] {
        switch configuration {
        case .search: []
        case .analysis(let analysis): [.search(analysis.search)]
        }
    }

    static func weight(of configuration: Configuration) -> Double {
        switch configuration {
        case .search(let search): Double(search.retrains * search.steps)
        case .analysis(let analysis): Double(analysis.steps) * (analysis.ticket == .dense ? 5 : 1.7)
        }
    }

    func dataHashes() throws -> [String: String] {
        let datasets = configurations().map { configuration in
            switch configuration {
            case .search(let search): search.dataset
            case .analysis(let analysis): analysis.dataset
            }
        }
        return try DataHash.float32(of: datasets, name: \.trainingSignals) { try MNIST1DDataset($0).dataset.train.features }
    }

    static func run(_ configuration: Configuration, context: RunContext) throws -> Outcome {
        switch configuration {
        case .search(let search): return .search(try search.run(context: context))
        case .analysis(let analysis):
            let outcome: Outcome = try context.outcome(of: Configuration.search(analysis.search))
            guard case .search(let found) = outcome else { throw ArtifactError("the search has found no ticket") }
            return .analysis(try analysis.run(masks: found.masks, context: context))
        }
    }
}
