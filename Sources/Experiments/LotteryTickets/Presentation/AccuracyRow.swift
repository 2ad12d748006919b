import Artifact
import Statistics

/// Test accuracy in percent of one network under one change after all steps: the mean over trials, and the authors'.
struct AccuracyRow: Codable {
    struct Key: Hashable {
        let data: Analysis.Data
        let change: Change
        let ticket: Ticket

        init(_ row: HistoryRow) { (data, change, ticket) = (row.data, row.change, row.ticket) }
    }

    let data: Analysis.Data
    let change: Change
    let ticket: Ticket
    let mean: Double
    /// The 95 % interval over trials.
    let lower: Double?
    let upper: Double?
    let trials: Int
    let published: Double?

    static func rows(_ runs: [LotteryRun]) -> [AccuracyRow] {
        HistoryRow.main(HistoryRow.finals(runs)).grouped(by: Key.init).map { key, rows in
            let summary = Summary(rows.map(\.testAccuracy))
            return AccuracyRow(
                data: key.data, change: key.change, ticket: key.ticket, mean: summary.mean, lower: summary.lower,
                upper: summary.upper, trials: summary.count, published: rows[0].published)
        }
    }

    static func table(_ rows: [AccuracyRow]) -> PrintedTable {
        let hasPublished = rows.contains { $0.published != nil }
        let names = Ticket.allCases.flatMap { [$0.rawValue] + (hasPublished ? ["authors"] : []) }
        var table = PrintedTable(header: ["Test accuracy (%)"] + names)
        for (condition, rows) in rows.grouped(by: Condition.init) {
            table.append(
                [condition.title]
                    + Ticket.allCases.flatMap { ticket in
                        let row = rows.first { $0.ticket == ticket }
                        let own =
                            row.map { interval(Estimate($0.mean, lower: $0.lower, upper: $0.upper).printed(over: $0.trials), decimals: 1) }
                            ?? "–"
                        return [own] + (hasPublished ? [row?.published.map { fixed($0, decimals: 1) } ?? "–"] : [])
                    })
        }
        return table
    }
}

/// What networks are compared on.
struct Condition: Hashable {
    let data: Analysis.Data
    let change: Change

    init(_ data: Analysis.Data, _ change: Change) { (self.data, self.change) = (data, change) }
    init(_ row: AccuracyRow) { self.init(row.data, row.change) }
    init(_ row: AdvantageRow) { self.init(row.data, row.change) }

    var title: String { data == .same ? change.title : "Fresh data, \(change.title.lowercased())" }
}

extension Change {
    var title: String {
        switch self {
        case .none: "Unchanged"
        case .reversed: "Signals reversed"
        case .permuted: "Positions permuted"
        case .chunks: "Four chunks exchanged"
        case .newWeights: "New initial weights"
        case .nextSeed: "New initial weights of seed + 1"
        }
    }
}
