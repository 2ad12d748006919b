import Artifact
import Statistics

/// How much more test accuracy, in percentage points, the lottery ticket reaches than another network under the same change.
struct AdvantageRow: Codable {
    let data: Analysis.Data
    let change: Change
    /// `dense` or `random`.
    let baseline: Ticket
    /// Lottery ticket less baseline, within trials.
    let mean: Double
    /// The 95 % interval over trials.
    let lower: Double?
    let upper: Double?
    let trials: Int
    /// The authors': a difference of means.
    let published: Double?

    static func rows(_ runs: [LotteryRun]) -> [AdvantageRow] {
        let finals = HistoryRow.main(HistoryRow.finals(runs))
        return finals.grouped(by: { Condition($0.data, $0.change) }).flatMap { condition, rows in
            [Ticket.dense, .random].map { baseline in
                let (own, others) = (rows.filter { $0.ticket == .lottery }, rows.filter { $0.ticket == baseline })
                let difference = Summary(zip(own, others).map { $0.testAccuracy - $1.testAccuracy })
                return AdvantageRow(
                    data: condition.data, change: condition.change, baseline: baseline, mean: difference.mean,
                    lower: difference.lower, upper: difference.upper, trials: difference.count,
                    published: own[0].published.flatMap { own in others[0].published.map { own - $0 } })
            }
        }
    }

    /// A line for each change; an interval that excludes zero is marked with a star.
    static func table(_ rows: [AdvantageRow]) -> PrintedTable {
        let hasPublished = rows.contains { $0.published != nil }
        let authors = hasPublished ? ["authors"] : []
        var table = PrintedTable(
            header: ["Lead of the lottery ticket (points)", "over dense"] + authors + ["over random"] + authors)
        for (condition, rows) in rows.grouped(by: Condition.init) {
            table.append(
                [condition.title]
                    + [Ticket.dense, .random].flatMap { baseline in
                        let row = rows.first { $0.baseline == baseline }!
                        let lead = Estimate(row.mean, lower: row.lower, upper: row.upper).printed(over: row.trials)
                        let published = row.published.map { interval(Estimate($0, lower: nil, upper: nil), decimals: 1, signed: true) }
                        return [interval(lead, decimals: 1, signed: true) + (lead.excludesZero ? " *" : "")]
                            + (hasPublished ? [published ?? "–"] : [])
                    })
        }
        return table
    }
}
