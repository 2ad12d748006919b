import NeuralNetworks

/// One evaluation of one run: losses are means, accuracies percent.
struct RunRow: Codable {
    let sweep: Sweep
    let network: Network
    let loss: Loss
    let optimizer: String
    let examples: Int
    let outputs: Int
    let labelNoise: Double
    let seed: UInt32
    let width: Int
    let parameters: Int
    let step: Int
    let trainLoss: Double
    let trainAccuracy: Double
    let testLoss: Double
    let testAccuracy: Double

    static func rows(_ runs: [DescentRun]) -> [RunRow] {
        runs.flatMap { run in
            let (configuration, task) = (run.configuration, run.configuration.task)
            return run.outcome.map { point in
                RunRow(
                    sweep: configuration.sweep, network: configuration.network, loss: configuration.recipe.loss,
                    optimizer: configuration.recipe.rule.label, examples: task.examples, outputs: task.outputs,
                    labelNoise: task.labelNoise, seed: configuration.seed, width: configuration.width,
                    parameters: configuration.parameterCount, step: point.step, trainLoss: point.trainLoss,
                    trainAccuracy: point.trainAccuracy, testLoss: point.testLoss, testAccuracy: point.testAccuracy)
            }
        }
    }
}
