import Artifact
import Datasets

typealias TransferRun = FinishedRun<Transfer.Configuration, Transfer.Outcome>

/// One run, in the numbers that activations are compared by. What is reached at the end is there where the images are
/// standardised.
struct RunRow: Codable {
    var pixels: PixelScale
    var channels: Int
    var learningRate: Double
    var activation: TransferredActivation
    var seed: UInt32
    /// Means over the batches of the first and of the last epoch.
    var firstLoss: Double
    var lastLoss: Double?
    /// After the last epoch.
    var testLoss: Double?
    var testAccuracy: Double?

    static func rows(_ runs: [TransferRun]) -> [RunRow] {
        runs.map { run in
            let (configuration, outcome) = (run.configuration, run.outcome)
            let isWhole = configuration.epochs == configuration.decayEpochs
            return RunRow(
                pixels: configuration.pixels, channels: configuration.channels, learningRate: configuration.learningRate,
                activation: configuration.activation, seed: configuration.seed, firstLoss: outcome.losses[0],
                lastLoss: isWhole ? outcome.losses.last! : nil, testLoss: isWhole ? outcome.testLosses.last! : nil,
                testAccuracy: isWhole ? outcome.testAccuracies.last! : nil)
        }
    }
}
