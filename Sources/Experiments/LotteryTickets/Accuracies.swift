import Artifact
import Statistics

/// The test accuracies that the paper's Figure 3 shows at 92 % sparsity, beside ours after all steps.
struct AccuracyRow: Codable {
    var ticket: Ticket
    var ablation: Ablation
    /// Percent: mean over trials and its 95 % interval (Student's t).
    var mean: Double
    var lower: Double?
    var upper: Double?
    var trials: Int
    var paper: Double
    /// Whether the paper's value lies `inside` the interval or `outside`.
    var verdict: String

    /// Paper, Figure 3c to 3f, as read from its curves: percent on the data of the search.
    static func paper(_ ticket: Ticket, _ ablation: Ablation) -> Double? {
        switch (ticket, ablation) {
        case (.dense, .none): 64
        case (.lottery, .none): 70.5
        case (.random, .none): 58
        case (.lottery, .permuted): 63
        case (.lottery, .newWeights): 67
        default: nil
        }
    }

    static func rows(_ runs: [Run]) -> [AccuracyRow] {
        let finals = CourseRow.finals(runs).filter { $0.data == .same }
        return Ablation.allCases.flatMap { ablation in
            Ticket.allCases.compactMap { ticket -> AccuracyRow? in
                guard let paper = paper(ticket, ablation) else { return nil }
                let summary = Summary(
                    finals.filter { $0.ablation == ablation && $0.ticket == ticket }.map(\.testAccuracy))
                let interval = summary.count > 1 ? summary.confidenceInterval() : nil
                let isInside = interval.map { $0.lower <= paper && paper <= $0.upper }
                return AccuracyRow(
                    ticket: ticket, ablation: ablation, mean: summary.mean, lower: interval?.lower,
                    upper: interval?.upper, trials: summary.count, paper: paper,
                    verdict: isInside.map { $0 ? "inside" : "outside" } ?? "one trial")
            }
        }
    }

    static func table(_ rows: [AccuracyRow]) -> PrintedTable {
        var table = PrintedTable(header: ["Test accuracy (%)", "ours [95 % interval]", "paper", "paper's lies"])
        for row in rows {
            let change = row.ablation == .none ? "" : ", \(row.ablation.title.lowercased())"
            let interval = row.lower.flatMap { lower in
                row.upper.map { " [\(fixed(lower, decimals: 1)), \(fixed($0, decimals: 1))]" }
            }
            table.append([
                row.ticket.rawValue + change, fixed(row.mean, decimals: 1) + (interval ?? ""),
                fixed(row.paper, decimals: 1), row.verdict,
            ])
        }
        return table
    }
}
