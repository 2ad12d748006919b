import Artifact
import Plotting
import Statistics

/// Test accuracy in percent of one network under one change after a step: mean and 95 % interval over trials.
struct CurveRow: Codable {
    private struct Key: Hashable {
        let data: Analysis.Data
        let change: Change
        let ticket: Ticket
        let step: Int

        init(_ row: HistoryRow) { (data, change, ticket, step) = (row.data, row.change, row.ticket, row.step) }
    }

    let data: Analysis.Data
    let change: Change
    let ticket: Ticket
    let step: Int
    let mean: Double
    let lower: Double?
    let upper: Double?
    let trials: Int
    let published: Double?

    static func rows(_ runs: [LotteryRun]) -> [CurveRow] {
        HistoryRow.main(HistoryRow.rows(runs)).grouped(by: Key.init).map { key, rows in
            let summary = Summary(rows.map(\.testAccuracy))
            return CurveRow(
                data: key.data, change: key.change, ticket: key.ticket, step: key.step, mean: summary.mean,
                lower: summary.lower, upper: summary.upper, trials: summary.count, published: rows[0].published)
        }
    }

    /// As the authors' picture of the whole: the lottery ticket unchanged, on permuted data and re-initialised, beside a
    /// random ticket and the dense network; and all accuracies after the last step. The axis is theirs where their numbers are.
    static func summary(_ rows: [CurveRow]) -> Figure {
        let last = rows.map(\.step).max() ?? 0
        let curves = rows.filter { $0.data == .same && $0.curve != nil }
        // The authors' own two trials are in the table.
        let finals = rows.filter { $0.step == last && $0.change != .nextSeed }
        let isPublished = rows.contains { $0.published != nil }
        let conditions = finals.map { Condition($0.data, $0.change).short }
        return Figure(width: .double, height: 78, columnWeights: [1, 1.1], series: ["dense", "lottery", "random"]) {
            Plot(x: .linear("Training step"), y: .linear("Test accuracy (%)", domain: isPublished ? 50...75 : nil), legend: .inside) {
                Band(curves, x: \.step, low: \.lower, high: \.upper, series: { $0.curve! })
                if isPublished { Line(curves, x: \.step, y: \.published, series: { $0.curve! }, style: .published) }
                Line(curves, x: \.step, y: \.mean, series: { $0.curve! })
            }
            Plot(
                x: .band("After step \(last)", order: conditions), y: .linear("Test accuracy (%)"), legend: .above
            ) {
                if isPublished {
                    Dot(
                        finals, x: { Condition($0.data, $0.change).short }, y: \.published, series: \.ticket.rawValue,
                        isDodged: true, style: .published)
                }
                Dot(
                    finals, x: { Condition($0.data, $0.change).short }, y: \.mean, series: \.ticket.rawValue, low: \.lower,
                    high: \.upper, isDodged: true)
            }
        }
    }

    /// The name of the row's curve in the summary; nil for what it leaves out.
    private var curve: String? {
        switch (ticket, change) {
        case (_, .none): ticket.rawValue
        case (.lottery, .permuted): "lottery, permuted data"
        case (.lottery, .newWeights): "re-initialised"
        default: nil
        }
    }
}

extension Condition {
    /// The title in one or two words.
    var short: String {
        switch (data, change) {
        case (.fresh, _): "fresh data"
        case (_, .none): "unchanged"
        case (_, .reversed): "reversed"
        case (_, .permuted): "permuted"
        case (_, .chunks): "chunks"
        case (_, .newWeights): "new weights"
        case (_, .nextSeed): "seed + 1"
        }
    }
}
