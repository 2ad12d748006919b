import Artifact
import Datasets
import Plotting
import Training

/// Figures 3 and 9: sparse subnetworks that train better than the whole, and why.
@main
struct LotteryTickets: Experiment {
    static let name = "lottery-tickets"
    static let summary = "Find lottery tickets on MNIST-1D and test them on data without its spatial order."
    static let details = """
        CLAIM (paper, Figures 3 and 9): a ticket with 92 % of its weights removed learns MNIST-1D better than the dense \
        network it comes from (test accuracy 70.5 % against 64; random ticket 58). It keeps its lead when the \
        signals are reversed and with new initial weights (67), and loses it when positions are permuted (63): the mask \
        itself holds a preference for neighbouring inputs, which shows in how often unmasked weights are adjacent.

        METHOD: fully connected network with 500 hidden units; one mask a layer over weights and biases. Search: 100 retrains \
        at sparsities from 0 to 1; each drops the weights that were smallest after the one before (random tickets: \
        at random), rewinds the others to their initial values and trains 1501 steps (Adam 0.02, batches of 100). \
        Analysis: the tickets of retrain 91 (counted from 0) and the dense network, 6000 steps in batches of 500, on the \
        data the ticket was found on, as in the paper, and on a fresh dataset, as in the authors' later notebook. A trial's \
        seed covers initial weights and random scores. Intervals are 95 % over trials (Student's t), differences \
        within trials.

        RUNNING TIME: 17 minutes of two cores at paper scale, seconds at quick scale.

        EXAMPLES:
          lottery-tickets --scale quick
          lottery-tickets --seeds 7 --retrains 20 --results /tmp/results --figures /tmp/figures
        """
    static let version = 1

    @OptionGroup var options: ExperimentOptions

    @Option(help: "Hidden units. (default: 500, at quick scale 40)")
    var hidden: Int?

    @Option(help: "Rounds of pruning. (default: 100, at quick scale 12)")
    var retrains: Int?

    struct Configuration: Codable, Sendable {
        var search: Search
        /// Nil for a search.
        var analysis: Analysis?
    }

    struct Outcome: Codable, Sendable {
        /// One for each sparsity; empty for an analysis.
        var retrains: [Search.Retrain] = []
        /// The ticket's mask of each layer, packed; empty for an analysis.
        var masks: [String] = []
        /// The course of an analysis.
        var course: [Analysis.Checkpoint] = []
    }

    func validate() throws {
        for seed in options.seeds where UInt32(exactly: seed) == nil {
            throw ValidationError("--seeds \(seed): expected numbers from 0 to \(UInt32.max)")
        }
        if let hidden, !(1...10_000).contains(hidden) {
            throw ValidationError("--hidden \(hidden): expected a number from 1 to 10000")
        }
        if let retrains, !(2...10_000).contains(retrains) {
            throw ValidationError("--retrains \(retrains): expected a number from 2 to 10000")
        }
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
                        Configuration(
                            search: searches.first { $0.pruning == ticket.pruning }!,
                            analysis: Analysis(
                                ticket: ticket, ablation: ablation, data: data, steps: isQuick ? 60 : 6000,
                                evaluationInterval: isQuick ? 20 : 250))
                    }
                }
            }
            return searches.map { Configuration(search: $0) } + analyses
        }
    }

    static func label(of configuration: Configuration) -> String {
        let (search, seed) = (configuration.search, configuration.search.seed)
        guard let analysis = configuration.analysis else { return "search-\(search.pruning.rawValue)-seed\(seed)" }
        return "\(analysis.data.rawValue)-\(analysis.ablation.rawValue)-\(analysis.ticket.rawValue)-seed\(seed)"
    }

    static func prerequisites(of configuration: Configuration) -> [Configuration] {
        configuration.analysis == nil ? [] : [Configuration(search: configuration.search)]
    }

    static func weight(of configuration: Configuration) -> Double {
        guard let analysis = configuration.analysis else {
            return Double(configuration.search.retrains * configuration.search.steps)
        }
        return Double(analysis.steps) * (analysis.ticket == .dense ? 5 : 1.7)
    }

    func dataHashes() throws -> [String: String] {
        try DataHash.float32(of: configurations().map { $0.analysis?.configuration($0.search) ?? $0.search.dataset }, name: \.trainingSignals) {
            try MNIST1DDataset($0).dataset.train.features
        }
    }

    static func run(_ configuration: Configuration, context: RunContext) throws -> Outcome {
        guard let analysis = configuration.analysis else { return try configuration.search.run(context: context) }
        let ticket: Outcome = try context.outcome(of: Configuration(search: configuration.search))
        let masks = zip(ticket.masks, configuration.search.layerSizes).map { PackedMask.unpack($0, count: $1) }
        return Outcome(course: try analysis.run(configuration.search, masks: masks, context: context))
    }

    func render(_ runs: [FinishedRun<Configuration, Outcome>], into figures: FigureFolder) throws {
        try figures.write("lottery-retrains", rows: RetrainRow.rows(runs))
        try figures.write("lottery-courses", rows: CourseRow.rows(runs))
        let searches = SearchRow.rows(runs)
        try figures.draw("lottery-search", rows: searches, figure: SearchRow.figure)
        try figures.draw("figure3-lottery-tickets", rows: PanelRow.rows(runs, searches), figure: PanelRow.figure)
        let means = MeanCourseRow.rows(runs)
        try figures.draw("lottery-ablations", rows: means, figure: MeanCourseRow.figure)
        try figures.draw("lottery-summary", rows: means, figure: MeanCourseRow.summary)
        try figures.draw("figure9-masks", rows: MaskRow.rows(runs), figure: MaskRow.figure)
        try figures.tabulate("lottery-findings", rows: FindingRow.rows(runs), table: FindingRow.table)
        try figures.tabulate("lottery-accuracies", rows: AccuracyRow.rows(runs), table: AccuracyRow.table)
        try figures.tabulate("lottery-adjacency", rows: AdjacencyRow.rows(runs), table: AdjacencyRow.table)
        try PackedMask.archive(runs).write(to: "\(figures.path)/lottery-masks.npz")
    }
}
