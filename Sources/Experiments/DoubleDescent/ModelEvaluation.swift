import Training

/// What is measured of one model after a number of steps: losses are means, accuracies percent.
struct ModelEvaluation: Codable, Sendable {
    var step: Int
    var trainLoss: Double
    var trainAccuracy: Double
    var testLoss: Double
    var testAccuracy: Double
    /// The mean of the logged losses, each of one batch before its update, over the last of ``windows``; only where a protocol is searched for.
    var batchLosses: [Double]?

    /// Steps over which logged losses are averaged: an epoch of 10000 examples, ten, and fifty.
    static let windows = [100, 1000, 5000]

    init(_ point: HistoryPoint, logged: [Float]?) {
        step = point.step
        trainLoss = point.trainLoss
        trainAccuracy = point.trainAccuracy
        testLoss = point.testLoss
        testAccuracy = point.testAccuracy
        batchLosses = logged.map { losses in
            Self.windows.map { window in
                let last = losses.suffix(window)
                return last.reduce(0) { $0 + Double($1) } / Double(max(1, last.count))
            }
        }
    }
}
