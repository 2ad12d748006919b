import Training

/// One evaluation of one run, for those who want more than means.
struct HistoryRow: Codable {
    let data: Arrangement.Kind
    let model: Classifier
    let seed: UInt32
    let step: Int
    let trainLoss: Double
    let trainAccuracy: Double
    let testLoss: Double
    let testAccuracy: Double

    static func rows(_ runs: [BenchmarkRun]) -> [HistoryRow] {
        runs.flatMap { run in
            run.outcome.history.map {
                HistoryRow(
                    data: run.configuration.arrangement.kind, model: run.configuration.model,
                    seed: run.configuration.seed, step: $0.step, trainLoss: $0.trainLoss,
                    trainAccuracy: $0.trainAccuracy, testLoss: $0.testLoss, testAccuracy: $0.testAccuracy)
            }
        }
    }
}
