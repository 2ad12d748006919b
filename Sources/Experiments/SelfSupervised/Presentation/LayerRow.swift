import Artifact
import NeuralNetworks
import Statistics

typealias ContrastiveRun = FinishedRun<SelfSupervised.Configuration, SelfSupervised.Outcome>

/// The accuracy in percent of a linear probe of one layer; the signals are layer 0, H is layer 3, Z the last.
struct LayerRow: Codable {
    var model: ContrastiveNetwork.Projector
    var layer: Int
    /// Over seeds, with the 95 % interval of Student's t.
    var mean: Double
    var lower: Double?
    var upper: Double?
    /// What the authors' notebook prints.
    var published: Double?

    /// - Parameter isPapers: whether the runs are as long as the authors'.
    static func rows(_ runs: [ContrastiveRun], isPapers: Bool) -> [LayerRow] {
        runs.grouped(by: \.configuration.projector).flatMap { projector, runs in
            runs[0].outcome.linear.indices.map { layer in
                let summary = Summary(runs.map(\.outcome.linear[layer]))
                let interval = summary.confidenceInterval()
                return LayerRow(
                    model: projector, layer: layer, mean: summary.mean, lower: summary.count > 1 ? interval.lower : nil,
                    upper: summary.count > 1 ? interval.upper : nil, published: isPapers ? Published.linear(projector)[layer] : nil)
            }
        }
    }

    static func table(_ rows: [LayerRow]) -> PrintedTable {
        let layers = Set(rows.map(\.layer)).sorted()
        let names = ["signals", "conv. 1", "conv. 2", "conv. 3 (H)"]
        var table = PrintedTable(
            header: ["Linear accuracy (%) [95 % interval]"] + layers.map { $0 < names.count ? names[$0] : "proj. \($0 - 3)" })
        for projector in ContrastiveNetwork.Projector.allCases {
            let own = rows.filter { $0.model == projector }
            guard !own.isEmpty else { continue }
            func cells(_ text: (LayerRow) -> String?) -> [String] {
                layers.map { layer in own.first { $0.layer == layer }.flatMap(text) ?? "–" }
            }
            table.append(
                [projector.title]
                    + cells { row in
                        let mean = fixed(row.mean, decimals: 1)
                        guard let lower = row.lower, let upper = row.upper else { return mean }
                        return "\(mean) [\(fixed(lower, decimals: 1)), \(fixed(upper, decimals: 1))]"
                    })
            guard own.contains(where: { $0.published != nil }) else { continue }
            table.append(["\(projector.title), notebook"] + cells { $0.published.map { fixed($0, decimals: 1) } })
        }
        return table
    }
}

extension ContrastiveNetwork.Projector {
    /// The name as a reader knows it.
    var title: String {
        switch self {
        case .standard: "default projector"
        case .none: "no projector"
        case .deep: "deep projector"
        }
    }
}
