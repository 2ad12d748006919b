import NeuralNetworks
import Training

/// One evaluation of one run, for those who want more than means.
struct HistoryRow: Codable {
    let data: Arrangement.Kind
    let model: SignalClassifier
    /// Hidden units of the MLP.
    let hidden: Int?
    /// Of the initial weights.
    let seed: UInt32
    let datasetSeed: UInt32
    /// Of the permutation of positions; absent for original signals, and for the order that the dataset's generator draws.
    let permutationSeed: UInt32?
    let step: Int
    let trainLoss: Double
    let trainAccuracy: Double
    let testLoss: Double
    let testAccuracy: Double

    static func rows(_ runs: [BenchmarkRun]) -> [HistoryRow] {
        runs.flatMap { run in
            let configuration = run.configuration
            return run.outcome.history.map {
                HistoryRow(
                    data: configuration.arrangement.kind, model: configuration.model,
                    hidden: configuration.model == .mlp ? configuration.network.hidden : nil, seed: configuration.seed,
                    datasetSeed: configuration.dataset.seed, permutationSeed: configuration.arrangement.seed,
                    step: $0.step, trainLoss: $0.trainLoss, trainAccuracy: $0.trainAccuracy, testLoss: $0.testLoss,
                    testAccuracy: $0.testAccuracy)
            }
        }
    }
}
