import Artifact
import Plotting
import Statistics

/// One point of the curves of a search: mean and 95 % interval over trials. `dense` is sparsity 0.
struct SearchRow: Codable {
    enum Measure: String, Codable, CaseIterable {
        case testLoss, testAccuracy, maximumAccuracy

        var title: String {
            switch self {
            case .testLoss: "Final test loss"
            case .testAccuracy: "Final test accuracy"
            case .maximumAccuracy: "Highest test accuracy"
            }
        }

        func value(_ row: RetrainRow) -> Double {
            switch self {
            case .testLoss: row.testLoss
            case .testAccuracy: row.testAccuracy
            case .maximumAccuracy: row.maximumAccuracy
            }
        }

        func published(_ ticket: Ticket, _ retrain: Int) -> Double? {
            switch self {
            case .testLoss: nil
            case .testAccuracy: PublishedSearch.last(ticket, retrain: retrain)
            case .maximumAccuracy: PublishedSearch.maximum(ticket, retrain: retrain)
            }
        }
    }

    private struct Key: Hashable {
        let ticket: Ticket
        let prunedAfter: Int?
        let retrain: Int

        init(_ row: RetrainRow) { (ticket, prunedAfter, retrain) = (row.ticket, row.prunedAfter, row.retrain) }
    }

    let measure: Measure
    /// `dense`, `lottery`, `random`, or `lottery, pruned after step …` for tickets of another ranking.
    let series: String
    let sparsity: Double
    let mean: Double
    let lower: Double?
    let upper: Double?
    let trials: Int
    let published: Double?

    static func rows(_ runs: [LotteryRun]) -> [SearchRow] {
        let retrains = RetrainRow.rows(runs)
        let main = runs.mainStep
        return Measure.allCases.flatMap { measure in
            func row(_ series: String, _ ticket: Ticket, _ rows: [RetrainRow]) -> SearchRow {
                let summary = Summary(rows.map(measure.value))
                let isPublished = rows.allSatisfy(\.isPublished) && series == ticket.rawValue
                return SearchRow(
                    measure: measure, series: series, sparsity: rows[0].sparsity, mean: summary.mean, lower: summary.lower,
                    upper: summary.upper, trials: summary.count,
                    published: isPublished ? measure.published(ticket, rows[0].retrain) : nil)
            }
            // Without pruning all chains of a trial are the same training.
            let dense = row("dense", .dense, retrains.filter { $0.retrain == 0 && $0.ticket == .random })
            return [dense]
                + retrains.grouped(by: Key.init).map { key, rows in
                    let isMain = key.prunedAfter == nil || key.prunedAfter == main
                    return row(
                        isMain ? key.ticket.rawValue : "lottery, pruned after step \(key.prunedAfter!)", key.ticket, rows)
                }
        }
    }

    /// Loss, final and highest test accuracy against sparsity.
    static func figure(_ rows: [SearchRow]) -> Figure {
        Figure(width: .double, height: 62, legend: .shared, series: ["dense", "lottery", "random"]) {
            for measure in Measure.allCases { plot(rows.filter { $0.measure == measure }, measure) }
        }
    }

    /// One panel. Where authors' numbers stand beside ours the axis is theirs.
    static func plot(_ rows: [SearchRow], _ measure: Measure) -> Plot {
        let curves = rows.filter { $0.series != "dense" }
        let domain: ClosedRange<Double>? = rows.contains { $0.published != nil } ? 55...80 : nil
        return Plot(
            measure.title, x: .linear("Sparsity", domain: 0...1),
            y: measure == .testLoss ? .log("Loss") : .linear("Accuracy (%)", domain: domain)
        ) {
            Band(curves, x: \.sparsity, low: \.lower, high: \.upper, series: \.series)
            if curves.contains(where: { $0.published != nil }) {
                Line(curves, x: \.sparsity, y: \.published, series: \.series, style: .published)
            }
            Line(curves, x: \.sparsity, y: \.mean, series: \.series)
            for dense in rows where dense.series == "dense" {
                Line(x: [0.0, 1.0], y: [dense.mean, dense.mean], series: dense.series)
            }
        }
    }
}
