import Artifact

extension LotteryTickets {
    func report() throws -> Report<Self> {
        let settings = try plannedSettings()
        let search = settings.search
        let sparse = "\(fixed(100 * search.sparsity(search.ticketIndex), decimals: 0)) %"
        let mainStep = settings.mainStep
        let figure = { (number: Int) in search.isPublished ? " (paper, Figure \(number))" : "" }
        let faint = search.isPublished ? " Faint: the authors'" : ""
        let authors = Authors(
            curves: try publishedRecords("lottery-tickets-curves.csv", numbers: ["step", "testAccuracy"]),
            search: try publishedRecords("lottery-tickets-search.csv", numbers: ["retrain", "accuracy"]),
            adjacency: try publishedRecords("lottery-tickets-adjacency.csv", numbers: ["neighbours", "runs", "standardError"]))
        func history(_ runs: [Run]) -> [HistoryRow] { HistoryRow.rows(runs, authors) }
        let adjacencies = WrittenRows<AdjacencyTrialRow>()
        let points = Accuracies.means(by: [Accuracies.data, Accuracies.change, Accuracies.ticket, Accuracies.step])
        let finals = Accuracies.means(by: [Accuracies.data, Accuracies.change, Accuracies.ticket])

        let prunedAfter = try pruneSteps()
        return Report {
            Part.data("retrains", caption: "The search for tickets, retrain by retrain.", rows: RetrainRow.rows)
            Part.data("histories", caption: "The analyses, evaluation by evaluation.", rows: history)
            Part.figure(
                "figure3",
                caption:
                    "Lottery tickets\(figure(3)). a, b: test loss and test accuracy after step \(search.lastStep) against sparsity, dashed the dense network; each retrain prunes by the magnitudes after step \(mainStep) of the one before. c to f: test accuracy of the network with \(sparse) of its weights removed, of a random ticket and of the dense network while they train on unchanged signals, reversed signals, permuted positions, and with new initial weights. g to i (the paper's g): how often two, three and four neighbouring weights of the first layer are unmasked together. Large symbols: means; small ones: trials. Chance places as many weights as the ticket keeps: anywhere (uniform); with each unit's number kept (units); with each unit's and each input's kept (both, means of \(settings.samples) sampled masks a trial). Bands and bars are 95 % intervals over trials.\(faint.isEmpty ? "" : "\(faint) curves, in b those of their later notebook, and in g to i, to the right of ours, their one trial with the standard error over its units. The authors' count of four multiplies by the random ticket's mask in its last factor.")",
                rows: { try Figure3Row.rows($0, authors) }, figure: Figure3Row.figure)
            Part.figure(
                "search",
                caption:
                    "The search for tickets: final test loss, final and highest test accuracy against sparsity, for each choice of the weights to prune by. Means over trials with 95 % intervals.\(faint.isEmpty ? "" : "\(faint) later notebook, which prints no losses.")",
                Searches.means(authors).of(Searches.points), Searches.figure)
            Part.figure(
                "summary",
                caption:
                    "Left: the lottery ticket unchanged, on permuted data and with new initial weights, beside a random ticket and the dense network. Right: all test accuracies after the last step, fresh data included. Means over trials with 95 % intervals.\(faint.isEmpty ? "" : "\(faint), on the right beside ours.")",
                points.of { history($0).main }, Accuracies.summary)
            Part.figure(
                "figure9",
                caption:
                    "First-layer masks of two random and two lottery tickets\(figure(9)). Hidden units from left to right, sorted by their pairs of adjacent unmasked weights and then by their unmasked weights; inputs from top to bottom. Black: unmasked. In brackets: the part of these weights that is masked. A layer's mask covers its biases too, of which lottery tickets keep more: of the weights they keep fewer than random tickets at the same sparsity.",
                rows: MaskRow.rows, figure: MaskRow.figure)
            Part.table(
                "accuracies",
                caption: "Test accuracies after step \(settings.analysisSteps): means over trials with 90 % intervals.",
                finals.of { history($0).finals.main }, Accuracies.table)
            Part.table(
                "advantages",
                caption:
                    "Lead of the lottery ticket in points of test accuracy after step \(settings.analysisSteps), within trials, with 90 % intervals. A star marks an interval that excludes zero.",
                Accuracies.leads.of { try Lead.all(history($0).finals.main) }, Accuracies.leadTable)
            Part.data(
                "adjacency-trials", caption: "Adjacent unmasked weights of each ticket, and what chance gives.",
                rows: AdjacencyTrialRow.rows, keptIn: adjacencies)
            Part.table(
                "adjacency",
                caption:
                    "How often two, three and four neighbouring first-layer weights of a hidden unit are unmasked together, per unit and input: means over trials with 90 % intervals. Chance is for as many weights as the lottery ticket keeps. Ratios are of means over trials, with Fieller's intervals: a ratio of 1 to the last kind of chance means that the row and column sums of the mask explain all adjacency.\(search.isPublished ? " Erratum: the authors' count of four multiplies by the random ticket's mask in its last factor; ours does not." : "")",
                Neighbours.means(authors).of { try Neighbours.all(AdjacencyTrialRow.rows($0), inputs: $0.inputs) }
            ) { try Neighbours.table($0, trials: adjacencies.rows, authors) }
            Part.table(
                "prune-at",
                caption:
                    "Tickets pruned by the magnitudes after \(prunedAfter) of the training before: means over trials with 90 % intervals, differences within trials.",
                rows: { PruneAtRow.rows($0, authors) }, table: PruneAtRow.table)
            Part.claims { try LotteryClaims($0, authors).all }
            Part.attachment("masks.npz") { try $0.archive.npzBytes() }
        }
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

    /// The steps after which weights are ranked, in words.
    private func pruneSteps() throws -> String {
        let steps = try plannedConfigurations().compactMap { configuration -> Int? in
            if case .search(let search) = configuration { search.ranking.step } else { nil }
        }
        return Set(steps).sorted().map { "step \($0)" }.joined(separator: " and after ")
    }
}
