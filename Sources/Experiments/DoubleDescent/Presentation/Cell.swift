import Artifact
import NeuralNetworks

typealias DescentRun = FinishedRun<Configuration, [ModelEvaluation]>

/// What all models of one curve have in common, whatever the seed.
struct Cell: Hashable {
    let network: Network
    let loss: Loss
    let examples: Int
    let outputs: Int
    let steps: Int

    init(_ configuration: Configuration) {
        network = configuration.network
        loss = configuration.recipe.loss
        examples = configuration.task.examples
        outputs = configuration.task.outputs
        steps = configuration.recipe.steps
    }

    /// The number of parameters at which the paper sees the threshold.
    var claimed: Int { DoubleDescent.Curve.claimed(loss, examples: examples, outputs: outputs) }

    /// The curves of all seeds for each cell, in the order of the runs.
    static func curves(
        _ runs: [DescentRun], fittedPart: Double = DescentCurve.fittedPart
    ) -> [(cell: Cell, curves: [(seed: UInt32, curve: DescentCurve)])] {
        runs.grouped { Cell($0.configuration) }.map { cell, runs in
            let curves = runs.grouped(by: \.configuration.seed).map { seed, runs in
                let points = runs.sorted { $0.configuration.width < $1.configuration.width }.map { run in
                    DescentCurve.Point(
                        parameters: run.configuration.parameterCount, trainLoss: run.outcome.last!.trainLoss,
                        testLoss: run.outcome.last!.testLoss)
                }
                return (seed, DescentCurve(points, loss: cell.loss, outputs: cell.outputs, fittedPart: fittedPart))
            }
            return (cell, curves)
        }
    }
}

extension Network {
    /// The name as the paper has it.
    var title: String { self == .convolutional ? "CNN" : "MLP" }
}

extension Loss {
    var title: String { self == .negativeLogLikelihood ? "negative log likelihood" : "mean squared error" }
    var abbreviation: String { self == .negativeLogLikelihood ? "NLL" : "MSE" }
}
