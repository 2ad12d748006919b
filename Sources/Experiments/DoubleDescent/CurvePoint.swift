import Artifact
import NeuralNetworks
import Plotting
import Statistics

/// Which curve of the paper's study: one model, one loss, one number of examples.
struct Cell: Hashable {
    let network: Network
    let loss: Loss
    let examples: Int

    /// The cells of some runs, in order of first appearance.
    static func all(_ runs: [FinishedFit]) -> [Cell] {
        var cells: [Cell] = []
        for run in runs where !cells.contains(Cell(run.configuration)) { cells.append(Cell(run.configuration)) }
        return cells
    }

    private init(_ setting: Setting) {
        network = setting.network
        loss = setting.loss
        examples = setting.examples
    }

    /// The runs of this cell, width by width from the narrowest; those of one width in the order of seeds.
    func widths(_ runs: [FinishedFit]) -> [[FinishedFit]] {
        let own = runs.filter { Cell($0.configuration) == self }
        return Dictionary(grouping: own, by: \.configuration.width).sorted { $0.key < $1.key }.map(\.value)
    }
}

/// One width of one curve, over all seeds: the mean and the least and the greatest value.
struct CurvePoint: Codable {
    let network: Network
    let loss: Loss
    let examples: Int
    let width: Int
    let parameters: Int
    let parametersPerExample: Double
    let seeds: Int
    let testLoss: Double
    let testLossLow: Double
    let testLossHigh: Double
    let trainLoss: Double
    let trainLossLow: Double
    let trainLossHigh: Double
    let trainErrorPercent: Double

    /// Whether the model fits its noisy labels: at most 0.5 % of them wrong, as a mean over seeds.
    var fitsLabels: Bool { trainErrorPercent <= Self.fittedErrorPercent }

    static let fittedErrorPercent = 0.5

    static func points(_ runs: [FinishedFit]) -> [CurvePoint] {
        Cell.all(runs).flatMap { cell in cell.widths(runs).map { CurvePoint(cell, $0) } }
    }

    private init(_ cell: Cell, _ runs: [FinishedFit]) {
        let test = runs.map(\.outcome.testLoss)
        let train = runs.map(\.outcome.trainLoss)
        network = cell.network
        loss = cell.loss
        examples = cell.examples
        width = runs[0].configuration.width
        parameters = runs[0].outcome.parameters
        parametersPerExample = Double(parameters) / Double(cell.examples)
        seeds = runs.count
        (testLoss, testLossLow, testLossHigh) = (Summary(test).mean, test.min()!, test.max()!)
        (trainLoss, trainLossLow, trainLossHigh) = (Summary(train).mean, train.min()!, train.max()!)
        trainErrorPercent = Summary(runs.map(\.outcome.trainError)).mean
    }

    /// Test loss against parameters for each example, so that peaks which move with n lie above each other.
    static func figure(_ points: [CurvePoint]) -> Figure {
        Figure(width: .double, height: 105, columns: 2, legend: .shared) {
            for network in Network.allCases where points.contains(where: { $0.network == network }) {
                for loss in Loss.allCases {
                    let shown = points.filter { $0.network == network && $0.loss == loss }
                    Plot(
                        "\(network.title), \(loss.title)", x: .log("Parameters / training examples n"),
                        y: .linear("Test loss", includesZero: true)
                    ) {
                        Rule(x: 1.0, label: "n")
                        Rule(x: 10.0, label: "n K")
                        Band(
                            shown, x: \.parametersPerExample, low: \.testLossLow, high: \.testLossHigh,
                            series: { "n = \($0.examples)" })
                        Line(
                            shown, x: \.parametersPerExample, y: \.testLoss, series: { "n = \($0.examples)" },
                            markers: true)
                    }
                }
            }
        }
    }
}

extension Loss {
    var title: String { self == .negativeLogLikelihood ? "negative log likelihood" : "mean squared error" }
}
