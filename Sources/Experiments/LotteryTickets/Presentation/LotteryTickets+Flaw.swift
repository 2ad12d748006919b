import Artifact
import Datasets

extension LotteryTickets {
    static func flaw(in outcome: Outcome, of configuration: Configuration) -> String? {
        switch (configuration, outcome) {
        case (.search(let search), .search(let found)): flaw(in: found, of: search)
        case (.analysis(let analysis), .analysis(let history)):
            Flaws.steps(
                "analysis", history.map(\.step),
                Flaws.evaluations(steps: analysis.lastStep, every: analysis.evaluationInterval))
                ?? Flaws.percents("accuracies", history.flatMap { [$0.trainAccuracy, $0.testAccuracy] })
                ?? Flaws.losses("losses", history.flatMap { [$0.trainLoss, $0.testLoss] })
        case (.adjacency(let adjacency), .adjacency(let found)): flaw(in: found, of: adjacency)
        case (.search, _): "result: expected a search"
        case (.analysis, _): "result: expected an analysis"
        case (.adjacency, _): "result: expected an adjacency"
        }
    }

    private static func flaw(in found: Search.Outcome, of search: Search) -> String? {
        let (hidden, source) = (search.trial.hidden, search.trial.source)
        // Weights, and a bias for each output.
        let sizes = [(source.length + 1) * hidden, (hidden + 1) * hidden, (hidden + 1) * source.classCount]
        let accuracies = found.retrains.flatMap { [$0.testAccuracy, $0.maximumAccuracy] }
        return Flaws.first([
            Flaws.count("retrains", found.retrains.count, search.endsAtTicket ? 0 : search.retrains),
            Flaws.finite("sparsities", found.retrains.map(\.sparsity), largest: 1), Flaws.percents("accuracies", accuracies),
            Flaws.losses("losses", found.retrains.map(\.testLoss)), Flaws.count("masks", found.masks.count, sizes.count),
            Flaws.first(zip(found.masks, sizes).map { Flaws.count("a mask", $0.entries.count, $1) }),
        ])
    }

    private static func flaw(in found: Adjacency.Outcome, of adjacency: Adjacency) -> String? {
        let weights = adjacency.search.trial.source.length * adjacency.search.trial.hidden
        let counts = found.counts
        let means = counts.flatMap { [$0.uniformMean, $0.unitsKeptMean, $0.bothKeptMean, $0.bothKeptDeviation] }
        return Flaws.first([
            Flaws.whole("unmasked", [found.unmasked], 0...weights),
            Flaws.whole("emptyUnits", [found.emptyUnits], 0...adjacency.search.trial.hidden),
            Flaws.steps("counts", counts.map(\.neighbours), [2, 3, 4]), Flaws.whole("observed", counts.map(\.observed), 0...weights),
            Flaws.whole("samplesWithAsMany", counts.map(\.samplesWithAsMany), 0...adjacency.samples),
            Flaws.finite("means", means, largest: Double(weights)),
        ])
    }
}
