import NeuralNetworks

/// One run: accuracies in percent after all steps.
struct RunRow: Codable {
    let model: SignalClassifier
    /// Nil for the paper's dataset.
    let knob: Knob?
    let value: Double?
    let seed: UInt32
    let trainAccuracy: Double
    let testAccuracy: Double

    static func rows(_ runs: [DifficultyRun]) -> [RunRow] {
        runs.map { run in
            let configuration = run.configuration
            return RunRow(
                model: configuration.model, knob: configuration.variation?.knob, value: configuration.variation?.value,
                seed: configuration.seed, trainAccuracy: run.outcome.trainAccuracy, testAccuracy: run.outcome.testAccuracy)
        }
    }
}
