import Artifact
import Plotting

/// One retrain of one search.
struct RetrainRow: Codable, TicketRow {
    let ticket: Ticket
    /// The step after which weights were ranked by magnitude; none for a random ticket.
    let prunedAfter: Int?
    let seed: UInt32
    let retrain: Int
    let sparsity: Double
    /// After the last step.
    let testLoss: Double
    let testAccuracy: Double
    /// Over all evaluations.
    let maximumAccuracy: Double
    /// Whether the authors searched like this.
    let isPublished: Bool

    static func rows(_ runs: [LotteryRun]) -> [RetrainRow] {
        runs.searches.flatMap { search, outcome in
            outcome.retrains.enumerated().map { index, retrain in
                RetrainRow(
                    ticket: search.ticket, prunedAfter: search.ranking.step, seed: search.trial.seed, retrain: index,
                    sparsity: retrain.sparsity, testLoss: retrain.testLoss, testAccuracy: retrain.testAccuracy,
                    maximumAccuracy: retrain.maximumAccuracy, isPublished: search.isPublished)
            }
        }
    }
}

/// The curves of the searches over trials.
enum Searches {
    enum Measure: String, Codable, CaseIterable {
        case testLoss, testAccuracy, maximumAccuracy

        var title: String {
            switch self {
            case .testLoss: "Final test loss"
            case .testAccuracy: "Final test accuracy"
            case .maximumAccuracy: "Highest test accuracy"
            }
        }
    }

    /// A retrain as a point of one of the curves.
    struct Point {
        let measure: Measure
        /// `dense`, which is sparsity 0, `lottery`, `random`, or `lottery, pruned after step …` for tickets of another ranking.
        let series: String
        let retrain: RetrainRow

        var value: Double {
            switch measure {
            case .testLoss: retrain.testLoss
            case .testAccuracy: retrain.testAccuracy
            case .maximumAccuracy: retrain.maximumAccuracy
            }
        }
    }

    static func points(_ runs: [LotteryRun]) -> [Point] {
        let (retrains, main) = (RetrainRow.rows(runs), runs.mainStep)
        return Measure.allCases.flatMap { measure in
            // Without pruning all chains of a trial are the same training.
            retrains.filter { $0.retrain == 0 && $0.ticket == .random }.map { Point(measure: measure, series: "dense", retrain: $0) }
                + retrains.map { row in
                    let step = row.prunedAfter.flatMap { $0 == main ? nil : $0 }
                    let series = step.map { "lottery, pruned after step \($0)" } ?? row.ticket.rawValue
                    return Point(measure: measure, series: series, retrain: row)
                }
        }
    }

    static func means(_ authors: Authors) -> Summaries<Point> {
        Summaries(
            Metric<Point>("value", "Value", \.value),
            by: [Dimension("measure", \Point.measure), Dimension("series", \Point.series), Dimension("sparsity", \Point.retrain.sparsity)],
            columns: [
                .estimate, .count("trials"),
                .number("published") { cell in
                    let first = cell.elements[0]
                    guard cell.elements.allSatisfy(\.retrain.isPublished), first.series == first.retrain.ticket.rawValue else { return nil }
                    return authors.search(first.measure, first.retrain.ticket, retrain: first.retrain.retrain)
                },
            ])
    }

    /// Loss, final and highest test accuracy against sparsity. Where authors' numbers stand beside ours the axis is theirs.
    static func figure(_ rows: [Record]) -> Figure {
        Figure(width: .double, height: 62, legend: .shared, series: ["dense", "lottery", "random"]) {
            for measure in Measure.allCases {
                let own = rows.filter { $0["measure"] == measure.rawValue }
                let isPublished = own.contains { $0.number("published") != nil }
                curves(
                    own, measure.title, x: { $0.number("sparsity") },
                    y: measure == .testLoss ? .log("Loss") : .linear("Accuracy (%)", domain: isPublished ? 55...80 : nil))
            }
        }
    }

    /// Curves against sparsity, the dense network's as a level line.
    static func curves(_ rows: [Record], _ title: String, x: @escaping (Record) -> Double?, y: Axis) -> Plot {
        let curves = rows.filter { $0["series"] != Ticket.dense.rawValue }
        return Plot(title, x: .linear("Sparsity", domain: 0...1), y: y) {
            means(curves, x: x)
            for dense in rows where dense["series"] == Ticket.dense.rawValue {
                Line(x: [0.0, 1.0], y: [dense.number("mean"), dense.number("mean")], series: dense["series"])
            }
        }
    }

    /// Means with their intervals, and the authors' where there are any.
    @MarkBuilder static func means(_ rows: [Record], x: @escaping (Record) -> Double?) -> [any Mark] {
        Band(rows, x: x, low: { $0.number("lower") }, high: { $0.number("upper") }, series: { $0["series"] })
        if rows.contains(where: { $0.number("published") != nil }) {
            Line(rows, x: x, y: { $0.number("published") }, series: { $0["series"] }, style: .published)
        }
        Line(rows, x: x, y: { $0.number("mean") }, series: { $0["series"] })
    }
}
