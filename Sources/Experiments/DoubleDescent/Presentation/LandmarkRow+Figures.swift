import NeuralNetworks
import Plotting

extension LandmarkRow {
    private var meanPerExample: Double? { mean.map { $0 / Double(examples) } }
    private var lowerPerExample: Double? { lower.map { $0 / Double(examples) } }
    private var upperPerExample: Double? { upper.map { $0 / Double(examples) } }

    /// Rows of panels for landmarks, columns for models and losses. Flat curves grow as n; dashed is the paper's position.
    static func figure(_ rows: [LandmarkRow]) -> Figure {
        let columns = [Network.oneHiddenLayer, .convolutional].flatMap { network in Loss.allCases.map { (network, $0) } }
            .filter { network, loss in rows.contains { $0.network == network && $0.loss == loss } }
        let examples = Set(rows.map(\.examples)).sorted()
        let outputs = Set(rows.map(\.outputs)).sorted()
        // From the paper's positions and as far as intervals reach; other settings may have positions beyond it.
        let frame = min(0.4, 0.95 * (rows.compactMap(\.lowerPerExample).min() ?? 1))...20
        let isInFrame = rows.flatMap { [$0.meanPerExample, $0.upperPerExample] }.compactMap { $0 }.allSatisfy { frame.contains($0) }
        return Figure(width: .double, height: 105, columns: columns.count, sharing: .both, legend: .shared) {
            for landmark in Landmark.allCases {
                for (network, loss) in columns {
                    let shown = rows.filter { $0.landmark == landmark && $0.network == network && $0.loss == loss }
                    Plot(
                        "\(network.title), \(loss.abbreviation), \(landmark == .threshold ? "threshold" : "peak")",
                        x: .log("n", domain: Double(examples[0]) * 0.85...Double(examples.last!) * 1.18, ticks: examples.map(Double.init)),
                        y: .log("Parameters / n", domain: isInFrame ? frame : nil)
                    ) {
                        if loss == .negativeLogLikelihood {
                            Rule(y: 1)
                        } else {
                            for classes in outputs { Rule(y: classes, series: "K = \(classes)") }
                        }
                        Line(shown, x: \.examples, y: \.meanPerExample, series: { "K = \($0.outputs)" })
                        Dot(
                            shown, x: \.examples, y: \.meanPerExample, series: { "K = \($0.outputs)" }, low: \.lowerPerExample,
                            high: \.upperPerExample)
                    }
                }
            }
        }
    }

    /// A panel for each loss: both landmarks against the number of steps.
    static func lengthFigure(_ rows: [LandmarkRow]) -> Figure {
        let peak = Landmark.peak.title
        return Figure(
            width: .double, height: 62, legend: .shared, series: Landmark.allCases.map(\.title),
            seriesStyles: [peak: NamedStyles.style("test")!]
        ) {
            for loss in Loss.allCases {
                let shown = rows.filter { $0.loss == loss }
                Plot(
                    loss.title, x: .log("Training steps", ticks: Set(shown.map { Double($0.steps) }).sorted()),
                    y: .log("Parameters")
                ) {
                    Rule(y: shown.first?.claimed, label: loss == .negativeLogLikelihood ? "n" : "n K")
                    Line(shown, x: \.steps, y: \.mean, series: \.landmark.title)
                    Dot(shown, x: \.steps, y: \.mean, series: \.landmark.title, low: \.lower, high: \.upper)
                }
            }
        }
    }
}
