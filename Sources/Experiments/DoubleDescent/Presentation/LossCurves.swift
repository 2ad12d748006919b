import Artifact
import NeuralNetworks
import Plotting
import Statistics

/// Losses against width, over all seeds.
enum LossCurves {
    private typealias Study = DoubleDescent

    /// Of the test loss the geometric mean and its 95 % interval (Student's t on logarithms).
    static var means: Summaries<DescentRun> {
        Summaries(
            Study.testLoss.last, by: [Study.network, Study.loss, Study.examples, Study.outputs, Study.steps, Study.width],
            columns: [
                .property("parameters", \.configuration.parameterCount),
                .number("parametersPerExample") { cell in
                    let configuration = cell.elements[0].configuration
                    return Double(configuration.parameterCount) / Double(configuration.task.examples)
                },
                .count("seeds"), .mean("trainLoss") { $0.outcome.last!.trainLoss },
                .numbers(["testLoss", "testLossLower", "testLossUpper"]) { cell in
                    let mean = GeometricMean(cell.values)
                    let interval = mean.interval(level: 0.95)
                    return [mean.estimate, interval?.lower, interval?.upper]
                },
            ])
    }

    /// Rows of panels for K, columns for models and losses: where the peak is at a multiple of n, curves of all n have it at one position.
    static func figure(_ rows: [Record]) -> Figure {
        let outputs = Study.outputs.fields(in: rows)
        let columns: [(Network, Loss)] = [
            (.oneHiddenLayer, .negativeLogLikelihood), (.oneHiddenLayer, .meanSquaredError),
            (.convolutional, .negativeLogLikelihood),
        ].filter { network, loss in !shown(rows, network, loss).isEmpty }
        return Figure(width: .double, height: 50 * Double(outputs.count) + 10, columns: columns.count, legend: .shared) {
            for classes in outputs {
                for (network, loss) in columns {
                    let shown = shown(rows, network, loss).filter { $0["outputs"] == classes }
                    let examples = Study.examples.fields(in: shown)
                    let only = examples.count == 1 ? ", n = \(examples[0])" : ""
                    Plot(
                        "\(network.title), \(loss.abbreviation), K = \(classes)\(only)", x: .log("Parameters / n"),
                        y: .log("Test loss")
                    ) {
                        Rule(x: 1, label: "n", covered: loss == .negativeLogLikelihood)
                        Rule(x: Double(classes), label: "n K", covered: loss == .meanSquaredError)
                        testLosses(shown, x: "parametersPerExample") { "n = \($0["examples"])" }
                    }
                }
            }
        }
    }

    /// A panel for each loss, a curve for each number of steps.
    static func lengthFigure(_ rows: [Record]) -> Figure {
        Figure(width: .double, height: 62, legend: .shared, series: Study.steps.fields(in: rows).map { "\($0) steps" }) {
            for loss in Loss.allCases {
                let shown = shown(rows, nil, loss)
                Plot(loss.title, x: .log("Parameters"), y: .log("Test loss")) {
                    Rule(x: shown.first.map { claimed(loss, $0) }, label: loss == .negativeLogLikelihood ? "n" : "n K")
                    testLosses(shown, x: "parameters") { "\($0["steps"]) steps" }
                }
            }
        }
    }

    /// Rows of panels for models, columns for losses: training and test loss.
    static func lossesFigure(_ rows: [Record]) -> Figure {
        func parameters(_ row: Record) -> Double? { row.number("parameters") }
        return Figure(width: .double, height: 105, columns: 2, legend: .shared) {
            for network in [Network.oneHiddenLayer, .convolutional] {
                for loss in Loss.allCases {
                    let shown = shown(rows, network, loss)
                    let examples = shown.first?.number("examples") ?? 0
                    Plot(
                        "\(network.title), \(loss.title), n = \(Int(examples))", x: .log("Parameters"),
                        y: .linear("Loss", includesZero: true)
                    ) {
                        Rule(x: examples, label: "n")
                        Rule(x: 10 * examples, label: "n K")
                        Line(shown, x: parameters, y: { $0.number("testLoss") }, series: { _ in "test" })
                        // Of three seeds: bands would hide the curve that they are about.
                        Dot(
                            shown, x: parameters, y: { $0.number("testLoss") }, series: { _ in "test" },
                            low: { $0.number("testLossLower") }, high: { $0.number("testLossUpper") })
                        Line(shown, x: parameters, y: { $0.number("trainLoss") }, series: { _ in "train" }, markers: true)
                    }
                }
            }
        }
    }

    @MarkBuilder private static func testLosses(
        _ rows: [Record], x column: String, series: @escaping (Record) -> String
    ) -> [any Mark] {
        Band(
            rows, x: { $0.number(column) }, low: { $0.number("testLossLower") }, high: { $0.number("testLossUpper") }, series: series)
        Line(rows, x: { $0.number(column) }, y: { $0.number("testLoss") }, series: series)
    }

    /// The number of parameters at which the paper sees the threshold of a row's curve.
    private static func claimed(_ loss: Loss, _ row: Record) -> Double {
        Double(Study.Curve.claimed(loss, examples: Int(row.number("examples")!), outputs: Int(row.number("outputs")!)))
    }

    private static func shown(_ rows: [Record], _ network: Network?, _ loss: Loss) -> [Record] {
        rows.filter { (network == nil || $0["network"] == network!.rawValue) && $0["loss"] == loss.rawValue }
    }
}
