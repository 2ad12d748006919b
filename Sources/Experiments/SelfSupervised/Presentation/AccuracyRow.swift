import NeuralNetworks

/// One test accuracy of one run, in percent.
struct AccuracyRow: Codable {
    var model: ContrastiveNetwork.Projector
    var seed: UInt32
    /// `linear` probes of a layer, or a vote of ten `neighbors`.
    var classifier: String
    /// Of the features: the signals are layer 0, H is layer 3, Z the last.
    var layer: Int

    var accuracy: Double

    static func rows(_ runs: [ContrastiveRun]) -> [AccuracyRow] {
        runs.flatMap { run -> [AccuracyRow] in
            let (outcome, last) = (run.outcome, run.outcome.linear.count - 1)
            func row(_ classifier: String, _ layer: Int, _ accuracy: Double) -> AccuracyRow {
                AccuracyRow(
                    model: run.configuration.projector, seed: run.configuration.seed, classifier: classifier, layer: layer,
                    accuracy: accuracy)
            }
            return outcome.linear.enumerated().map { row("linear", $0.offset, $0.element) }
                + [row("neighbors", 0, outcome.neighborsInInput), row("neighbors", last, outcome.neighborsAfter)]
        }
    }
}
