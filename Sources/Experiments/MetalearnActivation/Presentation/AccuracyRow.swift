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
        return results.places(innerSteps: innerSteps).flatMap { place in
            let step = results.converged[0].courses[0].accuracies[place].step
            func row(_ activation: String, _ values: [Double], lead: Summary?) -> AccuracyRow {
                let summary = Summary(values)
                return AccuracyRow(
                    activation: activation, step: step, trials: summary.count, mean: summary.mean,
                    deviation: summary.deviation, lower: summary.lower, upper: summary.upper, difference: lead?.mean,
                    differenceLower: lead?.lower, differenceUpper: lead?.upper)
            }
            let learned = results.learnedCourses.map { Summary($0.map { $0.accuracies[place].percent }).mean }
            return [row("learned", learned, lead: nil)]
                + DesignedActivation.allCases.map { activation in
                    row(
                        activation.rawValue, results.courses(of: activation).map { $0.accuracies[place].percent },
                        lead: Summary(results.lead(over: [activation], at: place)))
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
        return results.places(innerSteps: innerSteps).flatMap { place in
            results.converged.flatMap { contestant, courses in
                let (activation, learnedSeed): (String, UInt32?) =
                    switch contestant {
                    case .designed(let activation): (activation.rawValue, nil)
                    case .learned(let metalearning): ("learned", metalearning.seed)
                    }
                return courses.map { seed, accuracies in
                    RunRow(
                        activation: activation, learnedSeed: learnedSeed, seed: seed, step: accuracies[place].step,
                        testAccuracy: accuracies[place].percent)
                }
            }
        }
    }
}
