import Artifact
import Statistics
import Plotting
import Statistics

typealias TransferRun = FinishedRun<Transfer.Configuration, Transfer.Outcome>

extension Transfer.Outcome {
    /// The mean loss of the last 200 of the first 301 steps: what the learned activation was made to lower, on
    /// MNIST-1D. Of shorter runs the last two thirds.
    var earlyLoss: Double {
        let early = losses.prefix(301)
        let averaged = early.suffix(min(200, max(1, early.count * 2 / 3)))
        return averaged.reduce(0) { $0 + Double($1) } / Double(averaged.count)
    }
}

/// One run, in the numbers that activations are ranked by.
struct RunRow: Codable {
    var learningRate: Double
    var activation: TransferredActivation
    var seed: UInt32
    var earlyLoss: Double
    /// After all steps.
    var testLoss: Double
    var testAccuracy: Double

    static func rows(_ runs: [TransferRun]) -> [RunRow] {
        runs.map { run in
            let last = run.outcome.history.last!
            return RunRow(
                learningRate: run.configuration.learningRate, activation: run.configuration.activation,
                seed: run.configuration.seed, earlyLoss: run.outcome.earlyLoss, testLoss: last.testLoss,
                testAccuracy: last.testAccuracy)
        }
    }
}

/// A point of one of the figure's panels.
struct PanelRow: Codable {
    enum Panel: String, Codable {
        /// The training loss, a mean over seeds and ``lossWindow`` steps.
        case training
        /// The mean rank over seeds, 1 for the best, with its 95 % interval.
        case rank
    }

    var panel: Panel
    var learningRate: Double
    var activation: TransferredActivation
    /// The last step of the window.
    var step: Int?
    /// What is ranked.
    var measure: Measure?
    var value: Double
    var lower: Double?
    var upper: Double?

    /// Steps whose training losses are drawn as one point.
    private static let lossWindow = 10

    static func rows(_ runs: [TransferRun]) -> [PanelRow] {
        let rates = Set(runs.map(\.configuration.learningRate)).sorted()
        let training = rates.flatMap { rate in
            TransferredActivation.allCases.flatMap { activation -> [PanelRow] in
                let losses =
                    runs
                    .filter { $0.configuration.learningRate == rate && $0.configuration.activation == activation }
                    .map(\.outcome.losses)
                return (0..<min(300, losses.first?.count ?? 0) / lossWindow).map { window in
                    let steps = window * lossWindow..<(window + 1) * lossWindow
                    return PanelRow(
                        panel: .training, learningRate: rate, activation: activation, step: steps.upperBound,
                        value: Summary(losses.flatMap { $0[steps].map(Double.init) }).mean)
                }
            }
        }
        let ranks = RankRow.rows(RunRow.rows(runs)).map {
            PanelRow(
                panel: .rank, learningRate: $0.learningRate, activation: $0.activation, measure: $0.measure,
                value: $0.rank, lower: $0.rankLower, upper: $0.rankUpper)
        }
        return training + ranks
    }

    /// Above the training loss of the first steps, below the ranks by it and by what is reached at the end; a column
    /// for each learning rate.
    static func figure(_ rows: [PanelRow]) -> Figure {
        let rates = Set(rows.map(\.learningRate)).sorted()
        func shown(_ panel: Panel, _ rate: Double) -> [PanelRow] {
            rows.filter { $0.panel == panel && $0.learningRate == rate }
        }
        let all = Double(TransferredActivation.allCases.count)
        return Figure(
            width: .double, height: 92, columns: rates.count, legend: .shared,
            series: TransferredActivation.allCases.map(\.title)
        ) {
            for rate in rates {
                Plot("Learning rate \(rate)", x: .linear("Training step"), y: .log("Training loss")) {
                    Line(shown(.training, rate), x: { $0.step! }, y: \.value, series: \.activation.title)
                }
            }
            for rate in rates {
                Plot(
                    x: .band(order: Measure.allCases.map(\.short)),
                    y: .linear("Mean rank (1 is best)", domain: 0.8...all + 0.2, reversed: true, grid: true), legend: .none
                ) {
                    Dot(
                        shown(.rank, rate), x: { $0.measure!.short }, y: \.value, series: \.activation.title,
                        low: { $0.lower ?? $0.value }, high: { $0.upper ?? $0.value }, isDodged: true)
                }
            }
        }
    }
}
