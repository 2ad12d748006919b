import Artifact
import NeuralNetworks
import Statistics

/// A feature of Figure 4's curves, ours over seeds and the authors', by the same definitions.
struct FeatureRow: Codable {
    enum Feature: String, Codable, CaseIterable {
        case threshold, peak, height, peakTestLoss, widestTestLoss, widestTrainLoss

        var title: String {
            switch self {
            case .threshold: "interpolation threshold (parameters)"
            case .peak: "test peak (parameters)"
            case .height: "height of the peak over its sides"
            case .peakTestLoss: "test loss at the peak"
            case .widestTestLoss: "test loss of the widest model"
            case .widestTrainLoss: "training loss of the widest model"
            }
        }

        var decimals: Int { self == .threshold || self == .peak ? 0 : self == .widestTrainLoss ? 4 : 2 }

        func callAsFunction(_ curve: DescentCurve) -> Double? {
            switch self {
            case .threshold: curve.threshold?.value
            case .peak: curve.peak?.position.value
            case .height: curve.peak?.height
            case .peakTestLoss:
                curve.peak.flatMap { peak in curve.points.first { Double($0.parameters) == peak.position.value }?.testLoss }
            case .widestTestLoss: curve.points.last?.testLoss
            case .widestTrainLoss: curve.points.last?.trainLoss
            }
        }
    }

    let model: String
    let feature: Feature
    let seeds: Int
    /// Seeds whose curve has the feature; the rest is over these.
    let found: Int
    let mean: Double?
    /// The 95 % interval of the mean (Student's t).
    let lower: Double?
    let upper: Double?
    let published: Double?

    static func rows(_ runs: [DescentRun], isPapers: Bool) -> [FeatureRow] {
        Cell.curves(runs).flatMap { cell, curves in
            Feature.allCases.map { feature in
                let values = curves.compactMap { feature($0.curve) }
                let summary = Summary(values)
                return FeatureRow(
                    model: cell.network.title, feature: feature, seeds: curves.count, found: values.count,
                    mean: values.isEmpty ? nil : summary.mean, lower: summary.lower, upper: summary.upper,
                    published: isPapers ? feature(AuthorsFigure4.curve(cell.network)) : nil)
            }
        }
    }

    static func table(_ rows: [FeatureRow]) -> PrintedTable {
        let isPublished = rows.contains { $0.published != nil }
        var table = PrintedTable(
            header: ["Model", "Figure 4", "ours [95 % interval]", "seeds"] + (isPublished ? ["authors"] : []), wordColumns: 2)
        for row in rows {
            func text(_ value: Double) -> String { fixed(value, decimals: row.feature.decimals) }
            let interval = row.lower.flatMap { lower in row.upper.map { " [\(text(lower)), \(text($0))]" } }
            table.append(
                [
                    row.model, row.feature.title, row.mean.map { text($0) + (interval ?? "") } ?? "–",
                    row.found == row.seeds ? "\(row.seeds)" : "\(row.found) of \(row.seeds)",
                ] + (isPublished ? [row.published.map(text) ?? "–"] : []))
        }
        return table
    }
}
