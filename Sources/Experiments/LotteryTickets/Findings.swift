import Artifact
import Statistics

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
    /// `wins`, `loses` or `undecided`, where the interval holds zero or there is one trial.
    var verdict: String

    /// The notebook's means over two trials after 6000 steps, or what the paper's curves show.
    static func published(_ data: Analysis.Data, _ ablation: Ablation, _ rival: Ticket) -> Double? {
        if data == .same {
            guard let ours = AccuracyRow.paper(.lottery, ablation) else { return nil }
            // The paper's dense network and random ticket on unchanged data.
            return AccuracyRow.paper(rival, .none).map { ours - $0 }
        }
        return switch (ablation, rival) {
        case (.none, .dense): 65.85 - 64.2
        case (.none, .random): 65.85 - 59.95
        case (.reversed, .dense): 62.8 - 63.05
        case (.reversed, .random): 62.8 - 60.25
        case (.permuted, .dense): 62.8 - 63.75
        case (.permuted, .random): 62.8 - 60.7
        case (.chunks, .dense): 61.85 - 64.1
        case (.chunks, .random): 61.85 - 59.2
        case (.newWeights, .dense): 65.5 - 63.75
        case (.newWeights, .random): 65.5 - 60.45
        case (_, .lottery): nil
        }
    }

    static func rows(_ runs: [Run]) -> [FindingRow] {
        let finals = CourseRow.finals(runs)
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
                    let verdict = interval.map { $0.lower > 0 ? "wins" : $0.upper < 0 ? "loses" : "undecided" }
                    return FindingRow(
                        data: data, ablation: ablation, rival: rival, lottery: Summary(ours).mean,
                        rivalAccuracy: Summary(theirs).mean, advantage: difference.mean, lower: interval?.lower,
                        upper: interval?.upper, trials: difference.count,
                        published: published(data, ablation, rival), verdict: verdict ?? "undecided")
                }
            }
        }
    }

    /// A line for each dataset and ablation; an interval that leaves out zero is marked with a star.
    static func table(_ rows: [FindingRow]) -> PrintedTable {
        var table = PrintedTable(header: [
            "Test accuracy (%)", "ticket", "dense", "random", "ticket − dense [95 % interval]", "authors",
            "ticket − random", "authors",
        ])
        for data in Analysis.Data.allCases {
            for ablation in Ablation.allCases {
                let own = rows.filter { $0.data == data && $0.ablation == ablation }
                guard let dense = own.first(where: { $0.rival == .dense }),
                    let random = own.first(where: { $0.rival == .random })
                else { continue }
                table.append([
                    "\(data.title), \(ablation.title.lowercased())", fixed(dense.lottery, decimals: 1),
                    fixed(dense.rivalAccuracy, decimals: 1), fixed(random.rivalAccuracy, decimals: 1),
                    dense.difference, dense.published.map(signed) ?? "–", random.difference,
                    random.published.map(signed) ?? "–",
                ])
            }
        }
        return table
    }

    private var difference: String {
        guard let lower, let upper else { return Self.signed(advantage) }
        let interval = "[\(Self.signed(lower)), \(Self.signed(upper))]"
        return "\(Self.signed(advantage)) \(interval)\(verdict == "undecided" ? "" : " *")"
    }

    private static func signed(_ value: Double) -> String {
        (value >= 0 ? "+" : "") + fixed(value, decimals: 1)
    }
}
