import Artifact
import Statistics
import Training

/// Accuracy of one activation in percent, over fresh initial weights, after a number of steps.
struct AccuracyRow: Codable {
    /// `learned`, or the name of an activation designed by hand.
    let activation: String
    let step: Int
    /// Metalearnings, each the mean over all initial weights; or initial weights.
    let trials: Int
    let mean: Double
    let deviation: Double?
    let lower: Double?
    let upper: Double?
    /// The learned activations less this one, with the 95 % interval over metalearnings (`Results.lead`).
    let difference: Double?
    let differenceLower: Double?
    let differenceUpper: Double?

    static func rows(_ runs: [ActivationRun], innerSteps: Int) -> [AccuracyRow] {
        let results = Results(runs)
        return results.shownEvaluations(innerSteps: innerSteps).flatMap { evaluation in
            let step = results.converged[0].histories[0].accuracies[evaluation].step
            func row(_ activation: String, _ values: [Double], lead: Summary?) -> AccuracyRow {
                let summary = Summary(values)
                return AccuracyRow(
                    activation: activation, step: step, trials: summary.count, mean: summary.mean,
                    deviation: summary.deviation, lower: summary.lower, upper: summary.upper, difference: lead?.mean,
                    differenceLower: lead?.lower, differenceUpper: lead?.upper)
            }
            let learned = results.learnedHistories.map { Summary($0.map { $0.accuracies[evaluation].percent }).mean }
            return [row("learned", learned, lead: nil)]
                + DesignedActivation.allCases.map { activation in
                    row(
                        activation.rawValue, results.histories(of: activation).map { $0.accuracies[evaluation].percent },
                        lead: Summary(results.lead(over: [activation], at: evaluation)))
                }
        }
    }

    static func table(_ rows: [AccuracyRow]) -> PrintedTable {
        var table = PrintedTable(header: ["activation", "step", "test accuracy (%)", "learned minus this one"])
        for row in rows {
            let spread = row.deviation.map { " ± \(fixed($0, decimals: 1))" } ?? ""
            var difference = row.difference.map { fixed($0, decimals: 1) } ?? ""
            if let lower = row.differenceLower, let upper = row.differenceUpper {
                difference += " [\(fixed(lower, decimals: 1)), \(fixed(upper, decimals: 1))]"
            }
            let name = DesignedActivation(rawValue: row.activation)?.title ?? row.activation
            table.append([name, "\(row.step)", fixed(row.mean, decimals: 1) + spread, difference])
        }
        return table
    }
}

/// Accuracy of one activation in percent from one set of initial weights.
struct RunRow: Codable {
    /// `learned`, or the name of an activation designed by hand.
    let activation: String
    /// Of the metalearning, where the activation is learned.
    let learnedSeed: UInt32?
    /// Of the initial weights.
    let seed: UInt32
    let step: Int
    let testAccuracy: Double

    static func rows(_ runs: [ActivationRun], innerSteps: Int) -> [RunRow] {
        let results = Results(runs)
        return results.shownEvaluations(innerSteps: innerSteps).flatMap { evaluation in
            results.converged.flatMap { contestant, histories in
                let (activation, learnedSeed): (String, UInt32?) =
                    switch contestant {
                    case .designed(let activation): (activation.rawValue, nil)
                    case .learned(let metalearning): ("learned", metalearning.seed)
                    }
                return histories.map { seed, accuracies in
                    RunRow(
                        activation: activation, learnedSeed: learnedSeed, seed: seed, step: accuracies[evaluation].step,
                        testAccuracy: accuracies[evaluation].percent)
                }
            }
        }
    }
}
