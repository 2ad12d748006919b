import Artifact
import Plotting
import Statistics
import Training

typealias Run = FinishedRun<LotteryTickets.Configuration, LotteryTickets.Outcome>

/// One retrain of one chain.
struct RetrainRow: Codable {
    var ticket: Ticket
    var seed: UInt32
    var retrain: Int
    var sparsity: Double
    var finalLoss: Double
    var lastAccuracy: Double
    var maximumAccuracy: Double
    var meanAccuracy: Double

    static func rows(_ runs: [Run]) -> [RetrainRow] {
        runs.filter { $0.configuration.analysis == nil }.flatMap { run in
            run.outcome.retrains.enumerated().map { index, retrain in
                RetrainRow(
                    ticket: run.configuration.search.pruning == .magnitude ? .lottery : .random,
                    seed: run.configuration.search.seed, retrain: index, sparsity: retrain.sparsity,
                    finalLoss: retrain.finalLoss, lastAccuracy: retrain.lastAccuracy,
                    maximumAccuracy: retrain.maximumAccuracy, meanAccuracy: retrain.meanAccuracy)
            }
        }
    }
}

/// One point of the curves of Figures 3a and 3b: mean and standard error over trials. `dense` is sparsity 0.
struct SearchRow: Codable {
    enum Measure: String, Codable, CaseIterable {
        case finalLoss, lastAccuracy, maximumAccuracy

        var title: String {
            switch self {
            case .finalLoss: "Final training loss"
            case .lastAccuracy: "Test accuracy (%)"
            case .maximumAccuracy: "Highest test accuracy (%)"
            }
        }

        func value(_ row: RetrainRow) -> Double {
            switch self {
            case .finalLoss: row.finalLoss
            case .lastAccuracy: row.lastAccuracy
            case .maximumAccuracy: row.maximumAccuracy
            }
        }
    }

    var measure: Measure
    var ticket: Ticket
    var sparsity: Double
    var mean: Double
    var standardError: Double?
    var trials: Int

    static func rows(_ runs: [Run]) -> [SearchRow] {
        let retrains = RetrainRow.rows(runs)
        return Measure.allCases.flatMap { measure in
            func row(_ ticket: Ticket, _ values: [RetrainRow]) -> SearchRow {
                let summary = Summary(values.map(measure.value))
                return SearchRow(
                    measure: measure, ticket: ticket, sparsity: values[0].sparsity, mean: summary.mean,
                    standardError: summary.count > 1 ? summary.standardError : nil, trials: summary.count)
            }
            // Without pruning both chains are the same training.
            let dense = row(.dense, retrains.filter { $0.retrain == 0 && $0.ticket == .lottery })
            return [dense]
                + [Ticket.lottery, .random].flatMap { ticket in
                    let chains = retrains.filter { $0.ticket == ticket }
                    return (0...(chains.map(\.retrain).max() ?? 0)).map { index in
                        row(ticket, chains.filter { $0.retrain == index })
                    }
                }
        }
    }

    /// Loss, last and highest test accuracy against sparsity.
    static func figure(_ rows: [SearchRow]) -> Figure {
        Figure(width: .double, height: 58, legend: .shared, series: Ticket.allCases.map(\.rawValue)) {
            for measure in Measure.allCases { plot(rows, measure) }
        }
    }

    static func plot(_ rows: [SearchRow], _ measure: Measure) -> Plot {
        let shown = rows.filter { $0.measure == measure }
        let curves = shown.filter { $0.ticket != .dense }
        // A logarithmic axis has no room for a band that reaches zero.
        let floor = measure == .finalLoss ? 1e-4 : -Double.infinity
        return Plot(
            x: .linear("Sparsity", domain: 0...1),
            y: measure == .finalLoss ? .log(measure.title) : .linear(measure.title)
        ) {
            Band(
                curves.filter { $0.standardError != nil }, x: \.sparsity,
                low: { max($0.mean - $0.standardError!, floor) }, high: { $0.mean + $0.standardError! },
                series: \.ticket.rawValue)
            Line(curves, x: \.sparsity, y: \.mean, series: \.ticket.rawValue)
            for dense in shown where dense.ticket == .dense {
                Line(x: [0.0, 1.0], y: [dense.mean, dense.mean], series: Ticket.dense.rawValue)
            }
        }
    }
}
