import NeuralNetworks
import Plotting

/// One point with label noise: train or test loss of one width, over all seeds.
struct DescentRow: Codable {
    enum Part: String, Codable { case test, train }

    let network: Network
    let loss: Loss
    let examples: Int
    let parameters: Int
    let part: Part
    let mean: Double
    let lower: Double
    let upper: Double
    let fitsLabels: Bool

    /// The greatest number of examples that all models were trained on.
    static func rows(_ points: [CurvePoint]) -> [DescentRow] {
        let networks = Set(points.map(\.network))
        let common = Set(points.map(\.examples)).filter { examples in
            networks.allSatisfy { network in points.contains { $0.network == network && $0.examples == examples } }
        }
        let examples = common.max() ?? points.map(\.examples).max()!
        return points.filter { $0.examples == examples }.flatMap { point in
            [
                DescentRow(point, .test, point.testLoss, point.testLossLower, point.testLossUpper),
                DescentRow(point, .train, point.trainLoss, point.trainLossLower, point.trainLossUpper),
            ]
        }
    }

    private init(_ point: CurvePoint, _ part: Part, _ mean: Double, _ lower: Double, _ upper: Double) {
        network = point.network
        loss = point.loss
        examples = point.examples
        parameters = point.parameters
        fitsLabels = point.fitsLabels
        self.part = part
        self.mean = mean
        self.lower = lower
        self.upper = upper
    }

    /// Rows of panels for models, columns for losses; n, n K and the measured threshold are marked.
    static func figure(_ rows: [DescentRow]) -> Figure {
        Figure(
            width: .double, height: 105, columns: 2, legend: .shared, series: [Part.test.rawValue, Part.train.rawValue],
            seriesStyles: [threshold: SeriesStyle(color: Color(0x009E73))]
        ) {
            for network in Network.allCases where rows.contains(where: { $0.network == network }) {
                for loss in Loss.allCases {
                    let shown = rows.filter { $0.network == network && $0.loss == loss }
                    let examples = shown.first?.examples ?? 0
                    Plot(
                        "\(network.title), \(loss.title), n = \(examples)", x: .log("Parameters"),
                        y: .linear("Loss", includesZero: true)
                    ) {
                        Rule(x: examples, label: "n")
                        Rule(x: 10 * examples, label: "n K")
                        if let fitted = shown.filter(\.fitsLabels).map(\.parameters).min() {
                            Rule(x: fitted, label: threshold, series: threshold, dash: [])
                        }
                        Band(shown, x: \.parameters, low: \.lower, high: \.upper, series: \.part.rawValue)
                        Line(shown, x: \.parameters, y: \.mean, series: \.part.rawValue, markers: true)
                    }
                }
            }
        }
    }

    private static let threshold = "fits labels"
}
