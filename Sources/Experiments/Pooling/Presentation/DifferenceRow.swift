import Artifact
import NeuralNetworks
import Statistics

/// A difference of final test accuracies between kinds of pooling, in percentage points, with its 95 % interval.
///
/// Differences are taken seed by seed, because a seed's data is the same for all kinds.
struct DifferenceRow: Codable {
    enum Comparison: String, Codable, CaseIterable {
        /// The mean of max, average and L2 pooling, less no pooling.
        case poolingLessNone = "pooling-less-none"
        case poolingLessStride = "pooling-less-stride"
        case euclideanLessMaximum = "l2-less-max"

        var title: String {
            switch self {
            case .poolingLessNone: "max, average, L2 − no pooling"
            case .poolingLessStride: "max, average, L2 − stride 2"
            case .euclideanLessMaximum: "L2 − max"
            }
        }

        func callAsFunction(_ accuracy: (Pooling) -> Double) -> Double {
            let pooled = (accuracy(.maximum) + accuracy(.average) + accuracy(.euclidean)) / 3
            return switch self {
            case .poolingLessNone: pooled - accuracy(.none)
            case .poolingLessStride: pooled - accuracy(.stride)
            case .euclideanLessMaximum: accuracy(.euclidean) - accuracy(.maximum)
            }
        }

        /// One difference for each seed, from runs of one number of examples.
        func values(_ runs: [PoolingRun]) -> [Double] {
            runs.grouped(by: \.configuration.seed).map { _, runs in
                self { pooling in runs.first { $0.configuration.pooling == pooling }!.outcome.last!.testAccuracy }
            }
        }
    }

    let comparison: Comparison
    let examples: Int
    let seeds: Int
    let mean: Double
    /// The 95 % interval of the mean (Student's t); absent with one seed.
    let lower: Double?
    let upper: Double?

    static func rows(_ runs: [PoolingRun]) -> [DifferenceRow] {
        Comparison.allCases.flatMap { comparison in
            runs.grouped(by: \.configuration.examples).map { examples, runs in
                let difference = Summary(comparison.values(runs))
                return DifferenceRow(
                    comparison: comparison, examples: examples, seeds: difference.count, mean: difference.mean,
                    lower: difference.lower, upper: difference.upper)
            }
        }
    }

    /// An interval that leaves out zero is marked with a star.
    static func table(_ rows: [DifferenceRow]) -> PrintedTable {
        let sizes = Set(rows.map(\.examples)).sorted()
        var table = PrintedTable(header: ["Difference in points [95 % interval]"] + sizes.map { "\($0)" })
        for comparison in Comparison.allCases {
            table.append(
                [comparison.title]
                    + sizes.map { size in
                        guard let row = rows.first(where: { $0.comparison == comparison && $0.examples == size })
                        else { return "–" }
                        guard let lower = row.lower, let upper = row.upper else { return fixed(row.mean, decimals: 1) }
                        let interval = "[\(fixed(lower, decimals: 1)), \(fixed(upper, decimals: 1))]"
                        return "\(fixed(row.mean, decimals: 1)) \(interval)\(lower > 0 || upper < 0 ? " *" : "")"
                    })
        }
        return table
    }
}
