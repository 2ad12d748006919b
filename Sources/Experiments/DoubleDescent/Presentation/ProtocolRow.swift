import Artifact
import NeuralNetworks
import Statistics

/// How near one protocol comes to the authors' curves of Figure 4.
struct ProtocolRow: Codable {
    let model: String
    let optimizer: String
    let steps: Int
    let widths: Int
    let seeds: Int
    /// The mean difference of training loss, without sign, over the widths tried; a width's loss is its mean over seeds.
    let distance: Double
    /// The same for the test loss. It plays no part in the choice.
    let testDistance: Double
    /// Whether Figure 4 has this protocol.
    let isKept: Bool

    static func rows(_ runs: [DescentRun], _ authors: Authors) -> [ProtocolRow] {
        runs.grouped { "\($0.configuration.network.rawValue) \($0.configuration.recipe.rule.label)" }.flatMap { _, runs in
            let configuration = runs[0].configuration
            let widths = runs.grouped(by: \.configuration.width).map(\.values)
            let kept = DoubleDescent.figure4Recipe(configuration.network)
            return configuration.recipe.evaluations.indices.map { index in
                func distance(_ ours: KeyPath<DescentRun, Double>, _ theirs: KeyPath<Authors.Point, Double>) -> Double {
                    Summary(
                        widths.map { runs in
                            let point = authors.point(
                                configuration.network, parameters: runs[0].configuration.parameterCount)!
                            return (Summary(runs.map { $0[keyPath: ours] }).mean - point[keyPath: theirs]).magnitude
                        }
                    ).mean
                }
                let steps = configuration.recipe.evaluations[index]
                return ProtocolRow(
                    model: configuration.network.title, optimizer: configuration.recipe.rule.label, steps: steps,
                    widths: widths.count, seeds: widths[0].count, distance: distance(\.outcome[index].trainLoss, \.trainLoss),
                    testDistance: distance(\.outcome[index].testLoss, \.testLoss),
                    isKept: configuration.recipe.rule == kept.rule && steps == kept.steps
                        && configuration.recipe.details.weightDecay == kept.weightDecay)
            }
        }
    }

    /// A line for each optimizer and rate, a column for each number of steps; the protocol of Figure 4 has a star.
    static func table(_ rows: [ProtocolRow]) -> PrintedTable {
        let lengths = Set(rows.map(\.steps)).sorted()
        var table = PrintedTable(
            header: ["Model", "Optimizer, rate"] + lengths.map { "\($0) steps" }, wordColumns: 2)
        for (_, own) in rows.grouped(by: { [$0.model, $0.optimizer] }) {
            table.append(
                [own[0].model, own[0].optimizer]
                    + lengths.map { length in
                        own.first { $0.steps == length }.map { fixed($0.distance, decimals: 3) + ($0.isKept ? " *" : "") } ?? "–"
                    })
        }
        return table
    }
}
