import Artifact
import Statistics

/// What activations are ranked by.
enum Measure: String, Codable, CaseIterable {
    case earlyLoss = "early-loss"
    case testLoss = "test-loss"
    case testAccuracy = "test-accuracy"

    var title: String {
        switch self {
        case .earlyLoss: "training loss, early"
        case .testLoss: "test loss, end"
        case .testAccuracy: "test accuracy, end"
        }
    }

    /// The title for a narrow column.
    var short: String {
        switch self {
        case .earlyLoss: "early loss"
        case .testLoss: "test loss"
        case .testAccuracy: "accuracy"
        }
    }

    func callAsFunction(_ run: RunRow) -> Double {
        switch self {
        case .earlyLoss: run.earlyLoss
        case .testLoss: run.testLoss
        case .testAccuracy: run.testAccuracy
        }
    }

    /// How many of the others are better than a value, and half of those that equal it; NaN is worst of all.
    func rank(_ value: Double, among others: [Double]) -> Double {
        func badness(_ value: Double) -> Double {
            value.isNaN ? .infinity : self == .testAccuracy ? -value : value
        }
        let own = badness(value)
        return others.reduce(1) { rank, other in
            let other = badness(other)
            return rank + (other < own ? 1 : other == own ? 0.5 : 0)
        }
    }
}

/// An activation by one measure: its mean over seeds, and its mean rank among all activations of the same seed and rate, 1 for
/// the best, with its 95 % interval (Student's t, cut off at the first and the last rank).
struct RankRow: Codable {
    var learningRate: Double
    var activation: TransferredActivation
    var measure: Measure
    var seeds: Int
    var mean: Double
    var deviation: Double?
    var rank: Double
    var rankLower: Double?
    var rankUpper: Double?

    static func rows(_ runs: [RunRow]) -> [RankRow] {
        Set(runs.map(\.learningRate)).sorted().flatMap { rate in
            Measure.allCases.flatMap { measure in
                TransferredActivation.allCases.compactMap { activation in
                    row(measure, activation, rate, among: runs.filter { $0.learningRate == rate })
                }
            }
        }
    }

    private static func row(
        _ measure: Measure, _ activation: TransferredActivation, _ rate: Double, among runs: [RunRow]
    ) -> RankRow? {
        let own = runs.filter { $0.activation == activation }
        guard !own.isEmpty else { return nil }
        let values = Summary(own.map { measure($0) })
        let ranks = Summary(
            own.map { run in
                let others = runs.filter { $0.seed == run.seed && $0.activation != activation }
                return measure.rank(measure(run), among: others.map { measure($0) })
            })
        let interval = ranks.confidenceInterval()
        let isSeveral = own.count > 1
        let worst = Double(Set(runs.map(\.activation)).count)
        return RankRow(
            learningRate: rate, activation: activation, measure: measure, seeds: own.count, mean: values.mean,
            deviation: isSeveral ? values.standardDeviation : nil, rank: ranks.mean,
            rankLower: isSeveral ? max(1, interval.lower) : nil, rankUpper: isSeveral ? min(worst, interval.upper) : nil)
    }

    /// A row for each rate and activation, two columns for each measure.
    static func table(_ rows: [RankRow]) -> PrintedTable {
        let seeds = rows.map(\.seeds).max() ?? 0
        var table = PrintedTable(
            header: ["Rate, activation (\(seeds) \(seeds == 1 ? "seed" : "seeds"))"]
                + Measure.allCases.flatMap { [$0 == .testAccuracy ? "\($0.title) (%)" : $0.title, "rank [95 % interval]"] })
        for rate in Set(rows.map(\.learningRate)).sorted() {
            for activation in TransferredActivation.allCases {
                let cells = Measure.allCases.flatMap { measure in
                    rows.first { $0.learningRate == rate && $0.activation == activation && $0.measure == measure }?.cells
                        ?? ["–", "–"]
                }
                table.append(["\(rate), \(activation.title)"] + cells)
            }
        }
        return table
    }

    private var cells: [String] {
        let decimals = measure == .testAccuracy ? 1 : 3
        let value = fixed(mean, decimals: decimals) + (deviation.map { " ± \(fixed($0, decimals: decimals))" } ?? "")
        guard let rankLower, let rankUpper else { return [value, fixed(rank, decimals: 1)] }
        return [value, "\(fixed(rank, decimals: 1)) [\(fixed(rankLower, decimals: 1)), \(fixed(rankUpper, decimals: 1))]"]
    }
}
