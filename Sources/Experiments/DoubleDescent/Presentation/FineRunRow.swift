/// One evaluation of one run of the finer search for Figure 4's protocol.
struct FineRunRow: Codable {
    let optimizer: String
    /// Whether each epoch has a new order of batches.
    let isShuffled: Bool
    let weightDecay: Double
    let seed: UInt32
    let parameters: Int
    let step: Int
    let trainLoss: Double
    /// Means of the logged losses, each of one batch before its update, over the last 100, 1000 and 5000 steps.
    let batchLoss100: Double
    let batchLoss1000: Double
    let batchLoss5000: Double
    let testLoss: Double

    static func rows(_ runs: [DescentRun]) -> [FineRunRow] {
        runs.flatMap { run in
            let (configuration, recipe) = (run.configuration, run.configuration.recipe)
            return run.outcome.compactMap { point in
                point.batchLosses.map { losses in
                    FineRunRow(
                        optimizer: recipe.rule.label, isShuffled: recipe.isShuffled, weightDecay: recipe.details.weightDecay,
                        seed: configuration.seed, parameters: configuration.parameterCount, step: point.step, trainLoss: point.trainLoss,
                        batchLoss100: losses[0], batchLoss1000: losses[1], batchLoss5000: losses[2], testLoss: point.testLoss)
                }
            }
        }
    }
}
