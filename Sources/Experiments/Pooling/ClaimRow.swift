import Artifact
import NeuralNetworks
import Statistics

/// A difference of final test accuracies between kinds of pooling, in percentage points, with its 95 % interval.
///
/// Differences are taken seed by seed, because a seed's data is the same for all kinds.
struct ClaimRow: Codable {
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
    }

    let comparison: Comparison
    let examples: Int
    let seeds: Int
    let mean: Double
    /// The 95 % interval of the mean (Student's t); absent with one seed.
    let low: Double?
    let high: Double?

    static func rows(_ runs: [PoolingRun]) -> [ClaimRow] {
        let sizes = Set(runs.map(\.configuration.examples)).sorted()
        return Comparison.allCases.flatMap { comparison in
            sizes.map { examples in
                let own = runs.filter { $0.configuration.examples == examples }
                let differences = Set(own.map(\.configuration.seed)).sorted().map { seed in
                    comparison { pooling in
                        own.first { $0.configuration.seed == seed && $0.configuration.pooling == pooling }!
                            .outcome.checkpoints.last!.testAccuracy
                    }
                }
                let summary = Summary(differences)
                let interval = summary.confidenceInterval()
                return ClaimRow(
                    comparison: comparison, examples: examples, seeds: summary.count, mean: summary.mean,
                    low: summary.count > 1 ? interval.lower : nil, high: summary.count > 1 ? interval.upper : nil)
            }
        }
    }

    /// An interval that leaves out zero is marked with a star.
    static func table(_ rows: [ClaimRow]) -> PrintedTable {
        let sizes = Set(rows.map(\.examples)).sorted()
        var table = PrintedTable(header: ["Difference in points [95 % interval]"] + sizes.map { "\($0)" })
        for comparison in Comparison.allCases {
            table.append(
                [comparison.title]
                    + sizes.map { size in
                        guard let row = rows.first(where: { $0.comparison == comparison && $0.examples == size })
                        else { return "–" }
                        guard let low = row.low, let high = row.high else { return fixed(row.mean, decimals: 1) }
                        let interval = "[\(fixed(low, decimals: 1)), \(fixed(high, decimals: 1))]"
                        return "\(fixed(row.mean, decimals: 1)) \(interval)\(low > 0 || high < 0 ? " *" : "")"
                    })
        }
        return table
    }
}
