import Artifact
import NeuralNetworks
import Statistics

/// How much a test accuracy in percent differs between runs that differ in one thing.
struct VariationRow: Codable {
    let data: Arrangement.Kind
    let model: SignalClassifier
    let variation: Variation
    let trials: Int
    /// Of the best checkpoints on the test examples.
    let mean: Double
    let deviation: Double?

    static func rows(_ runs: [BenchmarkRun]) -> [VariationRow] {
        let trials = Trials(runs)
        return Arrangement.Kind.allCases.flatMap { data in
            Variation.allCases.flatMap { variation in
                SignalClassifier.allCases.compactMap { model in
                    let accuracies = trials(model, data, variation).map(\.outcome.bestAccuracy)
                    guard !accuracies.isEmpty else { return nil }
                    let summary = Summary(accuracies)
                    return VariationRow(
                        data: data, model: model, variation: variation, trials: summary.count, mean: summary.mean,
                        deviation: summary.deviation)
                }
            }
        }
    }

    static func table(_ rows: [VariationRow]) -> PrintedTable {
        let models = SignalClassifier.allCases.filter { model in rows.contains { $0.model == model } }
        var table = PrintedTable(header: ["What differs", "runs"] + models.map(\.title))
        for data in Arrangement.Kind.allCases {
            for variation in Variation.allCases {
                let row = rows.filter { $0.data == data && $0.variation == variation }
                guard let trials = row.first?.trials else { continue }
                table.append(
                    ["\(data.title): \(variation.title)", "\(trials)"]
                        + models.map { model in
                            guard let cell = row.first(where: { $0.model == model }) else { return "–" }
                            let spread = cell.deviation.map { " ± \(fixed($0, decimals: 1))" } ?? ""
                            return fixed(cell.mean, decimals: 1) + spread
                        })
            }
        }
        return table
    }
}
