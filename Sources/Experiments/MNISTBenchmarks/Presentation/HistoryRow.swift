import Artifact
import Training

typealias MNISTRun = FinishedRun<MNISTBenchmarks.Configuration, MNISTBenchmarks.Outcome>

/// One evaluation of one run.
struct HistoryRow: Codable {
    var model: ImageClassifier
    var seed: UInt32
    var step: Int
    var trainLoss: Double
    var trainAccuracy: Double
    var testLoss: Double
    var testAccuracy: Double

    static func rows(_ runs: [MNISTRun]) -> [HistoryRow] {
        runs.flatMap { run in
            run.outcome.history.map {
                HistoryRow(
                    model: run.configuration.model, seed: run.configuration.seed, step: $0.step,
                    trainLoss: $0.trainLoss, trainAccuracy: $0.trainAccuracy, testLoss: $0.testLoss,
                    testAccuracy: $0.testAccuracy)
            }
        }
    }
}
