import Artifact

extension LotteryTickets {
    static let place = "Figures 3 and 9: lottery tickets and what they know about space"
    static let summary = "Find lottery tickets on MNIST-1D and test them on data without its spatial order."
    static let details = """
        CLAIM (paper, Figures 3 and 9): a ticket with 92 % of its weights removed learns MNIST-1D better than the dense \
        network it comes from (test accuracy 70.6 % against 63.6; random ticket 59.2). It keeps its lead when the \
        signals are reversed and with new initial weights (67.3), and loses it when positions are permuted (62.8): the \
        mask itself holds a preference for neighbouring inputs, which shows in how often unmasked weights are adjacent.

        METHOD: fully connected network with 500 hidden units; one mask per layer over weights and biases. Search: 100 \
        retrains at sparsities from 0 to 1; each drops the weights that were smallest in the one before (random tickets: \
        at random), rewinds the others to their initial values and trains to step 1500 (Adam 0.02, batches of 100). \
        "Smallest" is after step 1000, as in the authors' loop, and as a variant after step 1500 (--prune-at). Analysis: \
        the tickets of retrain 91 (counted from 0) and the dense network, 6000 steps in batches of 500, on the data the \
        ticket was found on, unchanged, reversed, permuted, with four chunks exchanged and with new initial weights, and on a fresh dataset. Six trials have the search for every \
        sparsity; six more have the ticket alone, found with no step beyond the one at which weights are ranked, so that the analyses and \
        the adjacency have twelve. New initial weights of seed + 1, as the authors draw them, are in their two trials, 42 and 43. Adjacency: \
        runs of unmasked neighbours in the first layer beside three kinds of chance. A trial's seed covers initial \
        weights and random scores. Intervals are 95 % over trials (Student's t), differences within trials.

        EXAMPLES:
          lottery-tickets --scale quick
          lottery-tickets --prune-at last
          lottery-tickets --seeds 7 --retrains 20 --results /tmp/results --figures /tmp/figures
        """

    static let aliases = [
        ("analysis.network.ticket", "search"), ("adjacency.search", "search"), ("analysis.network.dense", "trial"),
        ("search.trial", "trial"),
    ]

    static let parameters = trialParameters + searchParameters + analysisParameters + adjacencyParameters + dataParameters

    private static let trialParameters = [
        RunParameter("trial.seed", .whole(Checks.seeds), "Seed of the initial weights and of all else that is drawn in a trial"),
        RunParameter("trial.hidden", .whole(RunParameter.sizes), "Hidden units in each of two layers"),
    ]
    private static let searchParameters =
        [
            RunParameter("search.retrains", .whole(2...10_000), "Rounds of pruning"),
            RunParameter("search.ranking.magnitude.afterStep", .whole(0...100_000_000), "Step after which weights are ranked by magnitude"),
            RunParameter("search.endsAtTicket", .derived("the number of trials"), "Whether the chain of retrains ends where the ticket is found"),
            RunParameter("search.lastStep", .whole(0...100_000_000), "Last step of a retrain, counted from 0"),
        ] + RunParameter.at("search", [.evaluationInterval, .batchSize, .learningRate])
    private static let analysisParameters =
        [
            RunParameter("analysis.data", Analysis.Data.self, "Signals of the analysis: those of the search or fresh ones"),
            RunParameter("analysis.change", Change.self, "What is changed before the analysis"),
            RunParameter("analysis.lastStep", .whole(0...100_000_000), "Last step of an analysis, counted from 0"),
        ] + RunParameter.at("analysis", [.evaluationInterval, .batchSize, .learningRate])
    private static let adjacencyParameters = [
        RunParameter("analysis.freshSeed", .whole(Checks.seeds), "Seed of the fresh signals"),
        RunParameter("adjacency.samples", .whole(1...1_000_000), "Masks drawn by chance for each ticket"),
        RunParameter("adjacency.rounds", .whole(1...1_000_000), "Rounds of trades between two of them"),
    ]
    private static let dataParameters =
        RunParameter.dataset(at: "trial.dataset") + RunParameter.at("trial", RunParameter.file)

    static func measurements(of outcome: Outcome, configuration: Configuration) -> [Measurement] {
        switch outcome {
        case .search(let found):
            found.retrains.map { Measurement("Test accuracy of retrains (%)", $0.testAccuracy, x: $0.sparsity, along: "Sparsity") }
        case .analysis(let history): [Measurement("Test accuracy, end (%)", history.last!.testAccuracy)]
        case .adjacency(let found):
            found.counts.prefix(1).map { Measurement("Pairs over chance", Double($0.observed) / max($0.bothKeptMean, 1e-9)) }
        }
    }

    /// Other libraries multiply by a mask, at one cost whatever it leaves.
    static func training(of configuration: Configuration) -> (row: String, steps: Int)? {
        switch configuration {
        case .search(let search): ("mlp-500-sparse", search.trainings * (search.lastStep + 1))
        case .analysis(let analysis): (analysis.network.search == nil ? "mlp-500" : "mlp-500-sparse", analysis.lastStep + 1)
        case .adjacency: nil
        }
    }
}
