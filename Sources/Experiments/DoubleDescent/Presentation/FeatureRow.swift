import Artifact
import NeuralNetworks
import Statistics

/// A feature of Figure 4's mean curves, ours and the authors', by the same definitions.
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

        var isOfPeak: Bool { [.peak, .height, .peakTestLoss].contains(self) }

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
    /// Of the mean curve; nil of one without the feature.
    let value: Double?
    /// The 90 % interval over all draws of the seeds; nil where a draw lacks the feature.
    let lower: Double?
    let upper: Double?
    /// Whether there is one peak within what the rule for positions tells apart.
    let isResolved: Bool
    let published: Double?

    static func rows(_ runs: [DescentRun], _ authors: Authors?) -> [FeatureRow] {
        runs.grouped { PositionRow.curve($0.configuration) }.flatMap { _, runs in
            let network = runs[0].configuration.network
            let curves = SeedCurves(runs)
            let isResolved = curves.peak.map(SeedCurves.isResolved) ?? false
            return Feature.allCases.map { feature in
                let found = curves.resampled { feature($0) }
                let limits = found?.limits(tail: 0.05)
                return FeatureRow(
                    model: network.title, feature: feature, seeds: curves.seeds.count, value: found?.estimate, lower: limits?.lower,
                    upper: limits?.upper, isResolved: isResolved || !feature.isOfPeak,
                    published: authors.flatMap { feature($0.curve(network)) })
            }
        }
    }

    static func table(_ rows: [FeatureRow]) -> PrintedTable {
        let isPublished = rows.contains { $0.published != nil }
        var table = PrintedTable(
            header: ["Model", "Figure 4", "ours [90 % interval]"] + (isPublished ? ["authors"] : []), wordColumns: 2)
        for row in rows {
            func text(_ value: Double) -> String { fixed(value, decimals: row.feature.decimals) }
            let interval = row.lower.flatMap { lower in row.upper.map { " [\(text(lower)), \(text($0))]" } } ?? ""
            table.append(
                [
                    row.model, row.feature.title,
                    (row.value.map { text($0) + interval } ?? "–") + (row.isResolved ? "" : ", no peak resolved"),
                ]
                    + (isPublished ? [row.published.map(text) ?? "–"] : []))
        }
        return table
    }
}
