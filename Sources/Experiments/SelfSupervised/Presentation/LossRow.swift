import NeuralNetworks

/// The mean loss of one epoch of one run.
struct LossRow: Codable {
    var model: ContrastiveNetwork.Projector
    var seed: UInt32
    var epoch: Int
    var loss: Double

    static func rows(_ runs: [ContrastiveRun]) -> [LossRow] {
        runs.flatMap { run in
            run.outcome.losses.enumerated().map {
                LossRow(model: run.configuration.projector, seed: run.configuration.seed, epoch: $0.offset + 1, loss: $0.element)
            }
        }
    }
}
