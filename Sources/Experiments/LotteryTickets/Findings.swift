import Artifact

/// One comparison after all steps: how much more test accuracy, in percentage points, the lottery ticket reaches.
struct FindingRow: Codable {
    var data: Analysis.Data
    var ablation: Ablation
    /// `dense` or `random`.
    var rival: Ticket
    var lottery: Double
    var rivalAccuracy: Double
    /// Lottery ticket minus rival, within trials.
    var advantage: Double
    /// The 95 % interval of the advantage.
    var lower: Double?
    var upper: Double?
    var trials: Int
    /// The advantage that the paper (data of the search) or the authors' later notebook (fresh data) found.
    var published: Double?

    /// The interval against zero.
    var verdict: String {
        guard let lower, let upper else { return "one trial" }
        return lower > 0 ? "wins" : upper < 0 ? "loses" : "undecided"
    }

    /// Paper, Figure 3, as read from its curves; the notebook's means over two trials after 6000 steps.
    static func published(_ data: Analysis.Data, _ ablation: Ablation, _ rival: Ticket) -> Double? {
        switch (data, ablation, rival) {
        case (.same, .none, .dense): 70.5 - 64
        case (.same, .none, .random): 70.5 - 58
        case (.same, .permuted, .dense): 63 - 64
        case (.same, .newWeights, .dense): 67 - 64
        case (.fresh, .none, .dense): 65.85 - 64.2
        case (.fresh, .none, .random): 65.85 - 59.95
        case (.fresh, .reversed, .dense): 62.8 - 63.05
        case (.fresh, .reversed, .random): 62.8 - 60.25
        case (.fresh, .permuted, .dense): 62.8 - 63.75
        case (.fresh, .permuted, .random): 62.8 - 60.7
        case (.fresh, .chunks, .dense): 61.85 - 64.1
        case (.fresh, .chunks, .random): 61.85 - 59.2
        case (.fresh, .newWeights, .dense): 65.5 - 63.75
        case (.fresh, .newWeights, .random): 65.5 - 60.45
        default: nil
        }
    }

    static func rows(_ runs: [Run]) -> [FindingRow] {
        let courses = CourseRow.rows(runs)
        let last = courses.map(\.step).max()
        let finals = courses.filter { $0.step == last }
        return Analysis.Data.allCases.flatMap { data in
            Ablation.allCases.flatMap { ablation in
                [Ticket.dense, .random].map { rival in
                    func accuracies(_ ticket: Ticket) -> [Double] {
                        finals.filter { $0.data == data && $0.ablation == ablation && $0.ticket == ticket }
                            .map(\.testAccuracy)
                    }
                    let (ours, theirs) = (accuracies(.lottery), accuracies(rival))
                    let difference = Summary(zip(ours, theirs).map { $0 - $1 })
                    let interval = difference.count > 1 ? difference.confidenceInterval() : nil
                    return FindingRow(
                        data: data, ablation: ablation, rival: rival, lottery: Summary(ours).mean,
                        rivalAccuracy: Summary(theirs).mean, advantage: difference.mean, lower: interval?.lower,
                        upper: interval?.upper, trials: difference.count,
                        published: published(data, ablation, rival))
                }
            }
        }
    }

    static func table(_ rows: [FindingRow]) -> PrintedTable {
        let trials = rows.map(\.trials).max() ?? 0
        var table = PrintedTable(header: [
            "Lottery ticket against", "ticket (%)", "rival (%)", "advantage, \(trials) trials", "95 % interval",
            "authors", "verdict",
        ])
        for row in rows {
            let interval = row.lower.flatMap { lower in
                row.upper.map { "\(signed(lower)) to \(signed($0))" }
            }
            table.append([
                "\(row.rival.rawValue), \(row.data.title): \(row.ablation.title.lowercased())",
                fixed(row.lottery, decimals: 1), fixed(row.rivalAccuracy, decimals: 1), signed(row.advantage),
                interval ?? "–", row.published.map(signed) ?? "–", row.verdict,
            ])
        }
        return table
    }

    private static func signed(_ value: Double) -> String {
        (value >= 0 ? "+" : "") + fixed(value, decimals: 1)
    }
}
