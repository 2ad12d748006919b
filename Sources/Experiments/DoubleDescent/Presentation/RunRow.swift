import NeuralNetworks

/// One run, as `runs.csv` holds it; errors in percent.
struct RunRow: Codable {
    let sweep: Sweep
    let network: Network
    let loss: Loss
    let examples: Int
    let seed: UInt64
    let width: Int
    let parameters: Int
    let trainLoss: Double
    let trainError: Double
    let testLoss: Double
    let testError: Double

    init(_ run: DescentRun) {
        let (setting, fit) = (run.configuration, run.outcome)
        sweep = setting.sweep
        network = setting.network
        loss = setting.loss
        examples = setting.examples
        seed = setting.seed
        width = setting.width
        parameters = fit.parameters
        trainLoss = fit.trainLoss
        trainError = fit.trainError
        testLoss = fit.testLoss
        testError = fit.testError
    }
}
