import Artifact
import Statistics

/// One evaluation of one analysis.
struct HistoryRow: Codable {
    let data: Analysis.Data
    let change: Change
    let ticket: Ticket
    /// The step after which the lottery ticket's weights were ranked; none for other networks.
    let prunedAfter: Int?
    let seed: UInt32
    let step: Int
    /// On the first 1000 training examples.
    let trainLoss: Double
    let trainAccuracy: Double
    let testLoss: Double
    let testAccuracy: Double
    /// The authors' test accuracy at this step, where they have trained like this: means of their trials.
    let published: Double?

    static func rows(_ runs: [LotteryRun]) -> [HistoryRow] {
        runs.analyses.flatMap { analysis, history in
            history.map { point in
                HistoryRow(
                    data: analysis.data, change: analysis.change, ticket: analysis.ticket,
                    prunedAfter: analysis.network.search?.ranking.step, seed: analysis.network.trial.seed, step: point.step,
                    trainLoss: point.trainLoss, trainAccuracy: point.trainAccuracy, testLoss: point.testLoss,
                    testAccuracy: point.testAccuracy,
                    published: analysis.isPublished
                        ? Published.accuracy(analysis.ticket, analysis.change, analysis.data, step: point.step) : nil)
            }
        }
    }

    /// The last evaluation of each analysis.
    static func finals(_ runs: [LotteryRun]) -> [HistoryRow] {
        let rows = rows(runs)
        let last = rows.map(\.step).max()
        return rows.filter { $0.step == last }
    }

    /// Those that figures show: with the lottery ticket of the first search.
    static func main(_ rows: [HistoryRow]) -> [HistoryRow] {
        let step = rows.lazy.compactMap(\.prunedAfter).first
        return rows.filter { $0.prunedAfter == nil || $0.prunedAfter == step }
    }
}
