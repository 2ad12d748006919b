import Artifact
import NeuralNetworks
import RandomGenerators
import Statistics

/// What is looked for on a curve.
enum Landmark: String, Codable, CaseIterable {
    /// Where the training set is first fitted.
    case threshold
    /// Where the test loss stands highest.
    case peak

    var title: String { self == .threshold ? "interpolation threshold" : "test peak" }
}

/// A landmark on one seed's curve, in numbers of parameters; absent where the curve has none.
struct PositionRow: Codable {
    let network: Network
    let loss: Loss
    let examples: Int
    let outputs: Int
    let steps: Int
    let landmark: Landmark
    let seed: UInt32
    let position: Double?
    /// Between these the grid of widths leaves it open.
    let lower: Double?
    let upper: Double?
    /// Of the peak: its test loss over the higher of its two sides, and less it.
    let height: Double?
    let rise: Double?

    /// - Parameter fittedPart: the loss of a model that fits, in parts of what the best constant prediction costs.
    static func rows(_ runs: [DescentRun], fittedPart: Double = DescentCurve.fittedPart) -> [PositionRow] {
        runs.grouped { curve($0.configuration) }.flatMap { _, runs in
            let curves = runs.grouped(by: \.configuration.seed).map { _, runs in
                let first = runs[0].configuration
                let points = runs.sorted { $0.configuration.width < $1.configuration.width }.map { run in
                    DescentCurve.Point(
                        parameters: run.configuration.parameterCount, trainLoss: run.outcome.last!.trainLoss,
                        testLoss: run.outcome.last!.testLoss)
                }
                return (first, DescentCurve(points, loss: first.recipe.loss, outputs: first.task.outputs, fittedPart: fittedPart))
            }
            return Landmark.allCases.flatMap { landmark in curves.map { PositionRow($0, landmark, $1) } }
        }
    }

    /// What all models of one curve have in common, whatever the seed.
    static func curve(_ configuration: Configuration) -> [String] {
        let (task, recipe) = (configuration.task, configuration.recipe)
        return [configuration.network.rawValue, recipe.loss.rawValue, "\(task.examples) \(task.outputs) \(recipe.steps)"]
    }

    private init(_ configuration: Configuration, _ landmark: Landmark, _ curve: DescentCurve) {
        network = configuration.network
        loss = configuration.recipe.loss
        examples = configuration.task.examples
        outputs = configuration.task.outputs
        steps = configuration.recipe.steps
        self.landmark = landmark
        seed = configuration.seed
        let peak = landmark == .peak ? curve.peak : nil
        let bracket = landmark == .threshold ? curve.threshold : peak?.position
        (position, lower, upper) = (bracket?.value, bracket?.lower, bracket?.upper)
        (height, rise) = (peak?.height, peak?.rise)
    }

    /// Where the paper sees both landmarks: n, or n K.
    var claimed: Int { DoubleDescent.Curve.claimed(loss, examples: examples, outputs: outputs) }
}

extension [PositionRow] {
    /// How a landmark grows with n and K, its position being c n^a K^b: the exponents a and b, fitted to the logarithms of each seed's positions
    /// alone, of each seed that has all positions, and enough of them.
    var exponents: [(examples: Double, outputs: Double)] {
        grouped(by: \.seed).compactMap { _, positions in
            let values = positions.compactMap(\.position)
            guard values.count == positions.count, values.count >= 3 else { return nil }
            let design = positions.map { [1, naturalLogarithm(Double($0.examples)), naturalLogarithm(Double($0.outputs))] }
            return LinearFit(values.map(naturalLogarithm), on: design).map { ($0.coefficients[1], $0.coefficients[2]) }
        }
    }
}
