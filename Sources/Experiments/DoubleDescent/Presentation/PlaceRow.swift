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
struct PlaceRow: Codable {
    let network: Network
    let loss: Loss
    let examples: Int
    let outputs: Int
    let steps: Int
    let landmark: Landmark
    let seed: UInt32
    let place: Double?
    /// Between these the grid of widths leaves it open.
    let lower: Double?
    let upper: Double?
    /// Of the peak.
    let height: Double?

    static func rows(_ runs: [DescentRun]) -> [PlaceRow] {
        Cell.curves(runs).flatMap { cell, curves in
            Landmark.allCases.flatMap { landmark in
                curves.map { seed, curve in
                    let place = landmark == .threshold ? curve.threshold : curve.peak?.place
                    return PlaceRow(
                        network: cell.network, loss: cell.loss, examples: cell.examples, outputs: cell.outputs,
                        steps: cell.steps, landmark: landmark, seed: seed, place: place?.value, lower: place?.lower,
                        upper: place?.upper, height: landmark == .peak ? curve.peak?.height : nil)
                }
            }
        }
    }
}
