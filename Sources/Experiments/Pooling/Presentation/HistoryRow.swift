import Artifact
import NeuralNetworks
import Training

typealias PoolingRun = FinishedRun<PoolingStudy.Configuration, [HistoryPoint]>

/// One evaluation of one run, not smoothed.
struct HistoryRow: Codable {
    let examples: Int
    let pooling: Pooling
    let seed: UInt32
    let step: Int
    let trainLoss: Double
    let trainAccuracy: Double
    let testLoss: Double
    let testAccuracy: Double

    static func rows(_ runs: [PoolingRun]) -> [HistoryRow] {
        runs.flatMap { run in
            run.outcome.map { point in
                HistoryRow(
                    examples: run.configuration.examples, pooling: run.configuration.pooling,
                    seed: run.configuration.seed, step: point.step, trainLoss: point.trainLoss,
                    trainAccuracy: point.trainAccuracy, testLoss: point.testLoss,
                    testAccuracy: point.testAccuracy)
            }
        }
    }
}

/// A number of examples and a kind of pooling: one panel and one curve.
struct Cell: Hashable {
    let examples: Int
    let pooling: Pooling

    init(_ run: PoolingRun) { (examples, pooling) = (run.configuration.examples, run.configuration.pooling) }
}
