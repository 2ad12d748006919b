import Artifact
import NeuralNetworks
import Statistics

/// What the authors' files show of Figure 4.
struct Authors {
    struct Point {
        let network: Network
        let parameters: Int
        let trainLoss: Double
        let testLoss: Double
    }

    let points: [Point]
    /// Test losses of the MLP in another of their runs, by number of parameters. It is there to be compared with, and no choice looks at it.
    let secondRun: [Int: Double]

    init(figure4: [Record], secondRun: [Record]) throws {
        points = figure4.map { row in
            Point(
                network: row["model"] == Network.convolutional.title ? .convolutional : .oneHiddenLayer,
                parameters: Int(row.number("parameters")!), trainLoss: row.number("trainLoss")!, testLoss: row.number("testLoss")!)
        }
        self.secondRun = Dictionary(
            secondRun.map { (Int($0.number("parameters")!), $0.number("testLoss")!) }, uniquingKeysWith: { first, _ in first })
    }

    func point(_ network: Network, parameters: Int) -> Point? {
        points.first { $0.network == network && $0.parameters == parameters }
    }

    /// The landmarks of their curve by our definitions.
    func curve(_ network: Network) -> DescentCurve {
        let own = points.filter { $0.network == network }
        return DescentCurve(
            own.map { DescentCurve.Point(parameters: $0.parameters, trainLoss: $0.trainLoss, testLoss: $0.testLoss) },
            loss: .negativeLogLikelihood, outputs: 10)
    }

    /// The mean training loss of the MLPs with more than n = 10000 parameters.
    var floor: Double { Summary(points.filter { $0.network == .oneHiddenLayer && $0.parameters > 10000 }.map(\.trainLoss)).mean }

    /// Of the MLP: position and test loss, as text.
    var peak: String {
        guard let position = curve(.oneHiddenLayer).peak?.position.value else { return "none" }
        let loss = point(.oneHiddenLayer, parameters: Int(position))?.testLoss ?? .nan
        return "\(fixed(position, decimals: 0)) and \(fixed(loss, decimals: 2))"
    }

    /// How far one model's losses are from the authors' curve, without sign: for each seed the mean over all widths that have a loss of theirs.
    static func distances(
        _ runs: [DescentRun], _ network: Network, _ ours: (ModelEvaluation) -> Double, _ theirs: (Int) -> Double?
    ) -> [Double] {
        runs.filter { $0.configuration.network == network }.grouped(by: \.configuration.seed).map { _, runs in
            Summary(runs.compactMap { run in theirs(run.configuration.parameterCount).map { (ours(run.outcome.last!) - $0).magnitude } })
                .mean
        }
    }
}
