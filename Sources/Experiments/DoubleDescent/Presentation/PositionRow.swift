import NeuralNetworks
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
        Cell.curves(runs, fittedPart: fittedPart).flatMap { cell, curves in
            Landmark.allCases.flatMap { landmark in
                curves.map { seed, curve in
                    let position = landmark == .threshold ? curve.threshold : curve.peak?.position
                    return PositionRow(
                        network: cell.network, loss: cell.loss, examples: cell.examples, outputs: cell.outputs,
                        steps: cell.steps, landmark: landmark, seed: seed, position: position?.value, lower: position?.lower,
                        upper: position?.upper, height: landmark == .peak ? curve.peak?.height : nil,
                        rise: landmark == .peak ? curve.peak?.rise : nil)
                }
            }
        }
    }
}
