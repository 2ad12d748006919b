import Artifact
import NeuralNetworks
import Plotting
import Statistics

/// One width of one curve over all seeds, after all steps.
struct CurveRow: Codable {
    let network: Network
    let loss: Loss
    let examples: Int
    let outputs: Int
    let steps: Int
    let width: Int
    let parameters: Int
    let parametersPerExample: Double
    let seeds: Int
    let trainLoss: Double
    /// The geometric mean, and its 95 % interval (Student's t on logarithms).
    let testLoss: Double
    let testLossLower: Double?
    let testLossUpper: Double?

    static func rows(_ runs: [DescentRun]) -> [CurveRow] {
        runs.grouped { Cell($0.configuration) }.flatMap { cell, runs in
            runs.grouped(by: \.configuration.width).map { width, runs in
                let test = GeometricMean(runs.map { $0.outcome.last!.testLoss })
                let interval = test.interval(level: 0.95)
                let parameters = runs[0].configuration.parameterCount
                return CurveRow(
                    network: cell.network, loss: cell.loss, examples: cell.examples, outputs: cell.outputs,
                    steps: cell.steps, width: width, parameters: parameters,
                    parametersPerExample: Double(parameters) / Double(cell.examples), seeds: runs.count,
                    trainLoss: Summary(runs.map { $0.outcome.last!.trainLoss }).mean, testLoss: test.estimate,
                    testLossLower: interval?.lower, testLossUpper: interval?.upper)
            }
        }
    }

    /// Rows of panels for K, columns for models and losses: where the peak is at a multiple of n, curves of all n have it at one position.
    static func figure(_ rows: [CurveRow]) -> Figure {
        let outputs = Set(rows.map(\.outputs)).sorted()
        let columns: [(Network, Loss)] = [
            (.oneHiddenLayer, .negativeLogLikelihood), (.oneHiddenLayer, .meanSquaredError),
            (.convolutional, .negativeLogLikelihood),
        ].filter { network, loss in rows.contains { $0.network == network && $0.loss == loss } }
        return Figure(width: .double, height: 50 * Double(outputs.count) + 10, columns: columns.count, legend: .shared) {
            for classes in outputs {
                for (network, loss) in columns {
                    let shown = rows.filter { $0.network == network && $0.loss == loss && $0.outputs == classes }
                    let examples = Set(shown.map(\.examples))
                    let only = examples.count == 1 ? ", n = \(examples.first!)" : ""
                    Plot(
                        "\(network.title), \(loss.abbreviation), K = \(classes)\(only)", x: .log("Parameters / n"),
                        y: .log("Test loss")
                    ) {
                        Rule(x: 1, label: "n", covered: loss == .negativeLogLikelihood)
                        Rule(x: classes, label: "n K", covered: loss == .meanSquaredError)
                        Band(
                            shown, x: \.parametersPerExample, low: \.testLossLower, high: \.testLossUpper,
                            series: { "n = \($0.examples)" })
                        Line(shown, x: \.parametersPerExample, y: \.testLoss, series: { "n = \($0.examples)" })
                    }
                }
            }
        }
    }

    /// A panel for each loss, a curve for each number of steps.
    static func lengthFigure(_ rows: [CurveRow]) -> Figure {
        Figure(width: .double, height: 62, legend: .shared, series: Set(rows.map(\.steps)).sorted().map { "\($0) steps" }) {
            for loss in Loss.allCases {
                let shown = rows.filter { $0.loss == loss }
                Plot(loss.title, x: .log("Parameters"), y: .log("Test loss")) {
                    claimRule(loss, shown)
                    Band(shown, x: \.parameters, low: \.testLossLower, high: \.testLossUpper, series: { "\($0.steps) steps" })
                    Line(shown, x: \.parameters, y: \.testLoss, series: { "\($0.steps) steps" })
                }
            }
        }
    }

    private static func claimRule(_ loss: Loss, _ rows: [CurveRow]) -> Plotting.Rule {
        let claimed = rows.first.map {
            Double(DoubleDescent.Curve.claimed(loss, examples: $0.examples, outputs: $0.outputs))
        }
        return Plotting.Rule(x: claimed, label: loss == .negativeLogLikelihood ? "n" : "n K")
    }

    /// Rows of panels for models, columns for losses: training and test loss.
    static func lossesFigure(_ rows: [CurveRow]) -> Figure {
        Figure(width: .double, height: 105, columns: 2, legend: .shared) {
            for network in [Network.oneHiddenLayer, .convolutional] {
                for loss in Loss.allCases {
                    let shown = rows.filter { $0.network == network && $0.loss == loss }
                    let examples = shown.first?.examples ?? 0
                    Plot(
                        "\(network.title), \(loss.title), n = \(examples)", x: .log("Parameters"),
                        y: .linear("Loss", includesZero: true)
                    ) {
                        Rule(x: examples, label: "n")
                        Rule(x: 10 * examples, label: "n K")
                        Line(shown, x: \.parameters, y: \.testLoss, series: { _ in "test" })
                        // Of three seeds: bands would hide the curve that they are about.
                        Dot(
                            shown, x: \.parameters, y: \.testLoss, series: { _ in "test" }, low: \.testLossLower,
                            high: \.testLossUpper)
                        Line(shown, x: \.parameters, y: \.trainLoss, series: { _ in "train" }, markers: true)
                    }
                }
            }
        }
    }
}
