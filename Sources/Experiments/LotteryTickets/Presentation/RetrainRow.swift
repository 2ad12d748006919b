import Artifact

/// One retrain of one search.
struct RetrainRow: Codable {
    let ticket: Ticket
    /// The step after which weights were ranked by magnitude; none for a random ticket.
    let prunedAfter: Int?
    let seed: UInt32
    let retrain: Int
    let sparsity: Double
    /// After the last step.
    let testLoss: Double
    let testAccuracy: Double
    /// Over all evaluations.
    let maximumAccuracy: Double
    /// Whether the authors searched like this.
    let isPublished: Bool

    static func rows(_ runs: [LotteryRun]) -> [RetrainRow] {
        runs.searches.flatMap { search, outcome in
            outcome.retrains.enumerated().map { index, retrain in
                RetrainRow(
                    ticket: search.ticket, prunedAfter: search.ranking.step, seed: search.trial.seed, retrain: index,
                    sparsity: retrain.sparsity, testLoss: retrain.testLoss, testAccuracy: retrain.testAccuracy,
                    maximumAccuracy: retrain.maximumAccuracy, isPublished: search.isPublished)
            }
        }
    }
}
