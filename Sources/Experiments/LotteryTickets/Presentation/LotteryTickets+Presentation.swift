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

    func render(_ runs: [LotteryRun], into figures: FigureFolder) throws {
        let settings = try plannedSettings()
        let search = settings.search
        let sparse = "\(fixed(100 * search.sparsity(search.ticketIndex), decimals: 0)) %"
        let mainStep = settings.mainStep
        let figure = { (number: Int) in search.isPublished ? " (paper, Figure \(number))" : "" }
        let authors = search.isPublished ? " Faint: the authors'" : ""

        try figures.write("retrains", caption: "The search for tickets, retrain by retrain.", rows: RetrainRow.rows(runs))
        try figures.write("histories", caption: "The analyses, evaluation by evaluation.", rows: HistoryRow.rows(runs))
        try figures.draw(
            "figure3",
            caption:
                "Lottery tickets\(figure(3)). a, b: test loss and test accuracy after step \(search.lastStep) against sparsity, dashed the dense network; each retrain prunes by the magnitudes after step \(mainStep) of the one before. c to f: test accuracy of the network with \(sparse) of its weights removed, of a random ticket and of the dense network while they train on unchanged signals, reversed signals, permuted positions, and with new initial weights. g to i (the paper's g): how often two, three and four neighbouring weights of the first layer are unmasked together; large symbols: means; small ones: trials. Chance places as many weights as the ticket keeps: anywhere (uniform), with each unit's number kept, and with each unit's and each input's kept (means of \(settings.samples) sampled masks a trial). Bands and bars are 95 % intervals over trials.\(authors.isEmpty ? "" : "\(authors) curves, in b those of their later notebook, and in g to i, to the right of ours, their one trial with the standard error over its units; their count of four multiplies by the random ticket's mask in its last factor.")",
            rows: Figure3Row.rows(runs), figure: Figure3Row.figure)
        try figures.draw(
            "search",
            caption:
                "The search for tickets: final test loss, final and highest test accuracy against sparsity, for each choice of the weights to prune by. Means over trials with 95 % intervals.\(authors.isEmpty ? "" : "\(authors) later notebook, which prints no losses.")",
            rows: SearchRow.rows(runs), figure: SearchRow.figure)
        try figures.draw(
            "summary",
            caption:
                "Left: the lottery ticket unchanged, on permuted data and with new initial weights, beside a random ticket and the dense network. Right: all test accuracies after the last step, fresh data included. Means over trials with 95 % intervals.\(authors.isEmpty ? "" : "\(authors), on the right beside ours.")",
            rows: CurveRow.rows(runs), figure: CurveRow.summary)
        try figures.draw(
            "figure9",
            caption:
                "First-layer masks of two random and two lottery tickets\(figure(9)). Hidden units from left to right, sorted by their pairs of adjacent unmasked weights and then by their unmasked weights; inputs from top to bottom. Black: unmasked. In brackets: the part of these weights that is masked. A layer's mask covers its biases too, of which lottery tickets keep more: of the weights they keep fewer than random tickets at the same sparsity.",
            rows: MaskRow.rows(runs), figure: MaskRow.figure)
        try figures.tabulate(
            "accuracies",
            caption: "Test accuracies after step \(settings.analysisSteps): means over trials with 90 % intervals.",
            rows: AccuracyRow.rows(runs), table: AccuracyRow.table)
        try figures.tabulate(
            "advantages",
            caption:
                "Lead of the lottery ticket in points of test accuracy after step \(settings.analysisSteps), within trials, with 90 % intervals. A star marks an interval that excludes zero.",
            rows: AdvantageRow.rows(runs), table: AdvantageRow.table)
        let adjacencies = try figures.write(
            "adjacency-trials", caption: "Adjacent unmasked weights of each ticket, and what chance gives.",
            rows: AdjacencyTrialRow.rows(runs))
        try figures.tabulate(
            "adjacency",
            caption:
                "How often two, three and four neighbouring first-layer weights of a hidden unit are unmasked together, per unit and input: means over trials with 90 % intervals. Chance is for as many weights as the lottery ticket keeps. Ratios are of means over trials, with Fieller's intervals: a ratio of 1 to the last kind of chance means that the row and column sums of the mask explain all adjacency.\(search.isPublished ? " Erratum: the authors' count of four multiplies by the random ticket's mask in its last factor; ours does not." : "")",
            rows: AdjacencyRow.rows(runs)
        ) { AdjacencyRow.table($0, trials: adjacencies) }
        try figures.tabulate(
            "prune-at",
            caption:
                "Tickets pruned by the magnitudes after one step of the training before and after another: means over trials with 90 % intervals, differences within trials.",
            rows: PruneAtRow.rows(runs), table: PruneAtRow.table)
        try figures.judge(LotteryClaims(runs).all)
        try figures.attach("masks.npz", runs.archive.npzBytes())
    }

    /// What captions say of all trials.
    private func plannedSettings() throws -> (search: Search, mainStep: Int, analysisSteps: Int, samples: Int) {
        let all = try plannedConfigurations()
        func first<Part>(_ part: (Configuration) -> Part?) throws -> Part {
            guard let found = all.lazy.compactMap(part).first else { throw ArtifactError("lottery-tickets: a kind of run is missing") }
            return found
        }
        return (
            try first { if case .search(let search) = $0 { search } else { nil } },
            try first { if case .search(let search) = $0 { search.ranking.step } else { nil } },
            try first { if case .analysis(let analysis) = $0 { analysis.lastStep } else { nil } },
            try first { if case .adjacency(let adjacency) = $0 { adjacency.samples } else { nil } }
        )
    }

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
}
