import Artifact
import Plotting
import Statistics

/// One evaluation of one analysis.
struct HistoryRow: Codable {
    var data: Analysis.Data
    var ablation: Ablation
    var ticket: Ticket
    var seed: UInt32
    var step: Int
    var trainLoss: Double
    var testLoss: Double
    var testAccuracy: Double

    static func rows(_ runs: [LotteryRun]) -> [HistoryRow] {
        runs.flatMap { run -> [HistoryRow] in
            guard case (.analysis(let analysis), .analysis(let points)) = (run.configuration, run.outcome) else { return [] }
            return points.map {
                HistoryRow(
                    data: analysis.data, ablation: analysis.ablation, ticket: analysis.ticket, seed: analysis.search.seed,
                    step: $0.step, trainLoss: $0.trainLoss, testLoss: $0.testLoss, testAccuracy: $0.testAccuracy)
            }
        }
    }

    /// The last evaluation of each analysis.
    static func finals(_ runs: [LotteryRun]) -> [HistoryRow] {
        let rows = rows(runs)
        let last = rows.map(\.step).max()
        return rows.filter { $0.step == last }
    }
}

/// Test accuracy in percent after a number of steps: mean and standard error over trials.
struct CurveRow: Codable {
    private struct Key: Hashable {
        let data: Analysis.Data
        let ablation: Ablation
        let ticket: Ticket
        let step: Int

        init(_ row: HistoryRow) { (data, ablation, ticket, step) = (row.data, row.ablation, row.ticket, row.step) }
    }

    var data: Analysis.Data
    var ablation: Ablation
    var ticket: Ticket
    var step: Int
    var mean: Double
    var standardError: Double?

    static func rows(_ runs: [LotteryRun]) -> [CurveRow] {
        HistoryRow.rows(runs).summarized(by: Key.init, \.testAccuracy).map { key, summary in
            CurveRow(
                data: key.data, ablation: key.ablation, ticket: key.ticket, step: key.step, mean: summary.mean,
                standardError: summary.count > 1 ? summary.standardError : nil)
        }
    }

    /// A row of panels for each dataset, a column for each ablation.
    static func figure(_ rows: [CurveRow]) -> Figure {
        Figure(
            width: .double, height: 105, columns: Ablation.allCases.count, sharing: .both, legend: .shared,
            series: Ticket.allCases.map(\.rawValue)
        ) {
            for data in Analysis.Data.allCases {
                for ablation in Ablation.allCases {
                    plot(
                        rows, ablation, data, title: data == .same ? ablation.title : "",
                        label: data == .same ? "Accuracy (%), same data" : "Accuracy (%), fresh data")
                }
            }
        }
    }

    static func plot(
        _ rows: [CurveRow], _ ablation: Ablation, _ data: Analysis.Data, title: String, label: String
    ) -> Plot {
        let shown = rows.filter { $0.ablation == ablation && $0.data == data }
        return Plot(title, x: .linear("Training step"), y: .linear(label)) {
            Band(
                shown.filter { $0.standardError != nil }, x: \.step, low: { $0.mean - $0.standardError! },
                high: { $0.mean + $0.standardError! }, series: \.ticket.rawValue)
            Line(shown, x: \.step, y: \.mean, series: \.ticket.rawValue)
        }
    }
}
