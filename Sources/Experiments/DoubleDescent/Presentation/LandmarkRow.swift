import Artifact
import NeuralNetworks
import Statistics

/// A landmark of one curve over all seeds, in numbers of parameters: the geometric mean, and what it may be instead.
///
/// The limits are those of an interval over seeds, in tables of 95 % (Student's t on logarithms) of the lower and of the upper ends that the grid
/// of widths leaves open. No mean is given where a seed has no such position.
struct LandmarkRow: Codable {
    let network: Network
    let loss: Loss
    let examples: Int
    let outputs: Int
    let steps: Int
    /// Where the paper sees both landmarks: n, or n K.
    let claimed: Int
    let landmark: Landmark
    let seeds: Int
    /// Seeds whose curve has such a position.
    let found: Int
    let mean: Double?
    let lower: Double?
    let upper: Double?
    /// Of the peak: the geometric mean.
    let height: Double?

    /// - Parameter level: Of the limits.
    static func rows(_ positions: [PositionRow], level: Double = 0.95) -> [LandmarkRow] {
        positions.grouped { [$0.network.rawValue, $0.loss.rawValue, "\($0.examples) \($0.outputs) \($0.steps)", $0.landmark.rawValue] }
            .map { LandmarkRow($0.values, level: level) }
    }

    private init(_ positions: [PositionRow], level: Double) {
        let first = positions[0]
        let values = positions.compactMap(\.position)
        let isComplete = values.count == positions.count
        network = first.network
        loss = first.loss
        examples = first.examples
        outputs = first.outputs
        steps = first.steps
        claimed = DoubleDescent.Curve.claimed(first.loss, examples: first.examples, outputs: first.outputs)
        landmark = first.landmark
        seeds = positions.count
        found = values.count
        mean = isComplete ? GeometricMean(values).estimate : nil
        lower = isComplete ? GeometricMean(positions.compactMap(\.lower)).interval(level: level)?.lower : nil
        upper = isComplete ? GeometricMean(positions.compactMap(\.upper)).interval(level: level)?.upper : nil
        let heights = positions.compactMap(\.height)
        height = heights.isEmpty ? nil : GeometricMean(heights).estimate
    }

    /// A line for each curve: both landmarks, in parameters and as multiples of the claimed position.
    static func table(_ rows: [LandmarkRow], percent: Int = 95) -> PrintedTable {
        var table = PrintedTable(
            header: [
                "Model", "Loss", "n", "K", "Claimed", "Threshold [\(percent) %]", "÷ claimed", "Peak [\(percent) %]", "÷ claimed",
                "Height",
            ], wordColumns: 2)
        let curves = rows.grouped { [$0.network.rawValue, $0.loss.rawValue, "\($0.examples) \($0.outputs)"] }
        for (_, curve) in curves {
            let row = curve[0]
            let claim = row.loss == .negativeLogLikelihood ? "n" : "n K"
            let positions = Landmark.allCases.flatMap { landmark in
                curve.first { $0.landmark == landmark }?.cells ?? ["–", "–"]
            }
            table.append(
                [row.network.title, row.loss.abbreviation, "\(row.examples)", "\(row.outputs)", "\(claim) = \(row.claimed)"]
                    + positions + [curve.compactMap(\.height).first.map { fixed($0, decimals: 2) } ?? "–"])
        }
        return table
    }

    private var cells: [String] {
        guard let mean else { return ["in \(found) of \(seeds) seeds", "–"] }
        let interval = lower.flatMap { lower in
            upper.map { " [\(fixed(lower, decimals: 0)), \(fixed($0, decimals: 0))]" }
        }
        return [fixed(mean, decimals: 0) + (interval ?? ""), fixed(mean / Double(claimed), decimals: 2)]
    }
}
