import Artifact
import Statistics

/// One quantity for tickets pruned by the weights after one step and after another, and the difference within trials.
struct PruneAtRow: Codable {
    enum Quantity: String, Codable, CaseIterable {
        /// Percent, of the ticket trained again.
        case accuracy
        /// Percent, mean over the retrains from 80 to 95 % sparsity.
        case searchAccuracy
        /// Runs of two neighbours over those by chance with each unit's and each input's number kept.
        case pairs

        var title: String {
            switch self {
            case .accuracy: "Ticket's test accuracy (%)"
            case .searchAccuracy: "Search, sparsity 0.80 to 0.95 (%)"
            case .pairs: "Pairs / chance, units and inputs kept"
            }
        }
    }

    let quantity: Quantity
    let prunedAfter: Int
    let mean: Double
    /// The 95 % interval over trials.
    let lower: Double?
    let upper: Double?
    /// This less the first one, within trials; none for the first.
    let difference: Double?
    let differenceLower: Double?
    let differenceUpper: Double?
    let trials: Int

    static func rows(_ runs: [LotteryRun], _ authors: Authors) -> [PruneAtRow] {
        let finals = HistoryRow.rows(runs, authors).finals.filter { $0.data == .same && $0.change == .none && $0.ticket == .lottery }
        let retrains = RetrainRow.rows(runs).filter { $0.ticket == .lottery && (0.8...0.95).contains($0.sparsity) }
        let pairs = AdjacencyTrialRow.rows(runs).filter { $0.ticket == .lottery && $0.neighbours == 2 }
        return Quantity.allCases.flatMap { quantity -> [PruneAtRow] in
            // One value for each trial and step.
            let values: [(step: Int, seed: UInt32, value: Double)] =
                switch quantity {
                case .accuracy: finals.map { ($0.prunedAfter!, $0.seed, $0.testAccuracy) }
                case .searchAccuracy:
                    retrains.grouped(by: { [Int($0.seed), $0.prunedAfter!] })
                        .map { ($0.key[1], UInt32($0.key[0]), Summary($0.values.map(\.testAccuracy)).mean) }
                case .pairs: pairs.map { ($0.prunedAfter!, $0.seed, Double($0.observed) / $0.bothKept) }
                }
            let steps = values.grouped(by: \.step).map { (step: $0.key, values: $0.values) }
            let first = Dictionary(uniqueKeysWithValues: steps.first?.values.map { ($0.seed, $0.value) } ?? [])
            return steps.enumerated().map { index, own in
                let summary = Summary(own.values.map(\.value))
                let difference =
                    index == 0 ? nil : Summary(own.values.compactMap { row in first[row.seed].map { row.value - $0 } })
                return PruneAtRow(
                    quantity: quantity, prunedAfter: own.step, mean: summary.mean, lower: summary.lower, upper: summary.upper,
                    difference: difference?.mean, differenceLower: difference?.lower, differenceUpper: difference?.upper,
                    trials: summary.count)
            }
        }
    }

    static func table(_ rows: [PruneAtRow]) -> PrintedTable {
        let steps = rows.grouped(by: \.prunedAfter).map(\.key)
        var table = PrintedTable(
            header: ["Pruned by the weights after step"] + steps.map { "\($0)" } + (steps.count > 1 ? ["difference"] : []))
        for (quantity, rows) in rows.grouped(by: \.quantity) {
            let decimals = quantity == .pairs ? 2 : 1
            table.append(
                [quantity.title]
                    + rows.map { Estimate($0.mean, lower: $0.lower, upper: $0.upper).printed(over: $0.trials).text(decimals: decimals) }
                    + rows.dropFirst().map {
                        signedText(
                            Estimate($0.difference!, lower: $0.differenceLower, upper: $0.differenceUpper).printed(over: $0.trials),
                            decimals: decimals)
                    })
        }
        return table
    }
}
