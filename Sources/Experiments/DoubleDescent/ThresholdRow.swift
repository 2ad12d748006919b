import Artifact
import NeuralNetworks
import Statistics

/// Where one curve's interpolation threshold and peak are, beside the paper's n and n K. Numbers of parameters.
///
/// From the mean over seeds; `Low` and `High` are the least and the greatest that single seeds give.
struct ThresholdRow: Codable {
    let network: Network
    let loss: Loss
    let examples: Int
    let examplesTimesOutputs: Int
    /// The smallest model with at most 0.5 % of its noisy labels wrong.
    let fitsLabels: Int?
    let fitsLabelsLow: Int?
    let fitsLabelsHigh: Int?
    /// The smallest model with a mean squared error of at most 0.001; absent for the other loss.
    let fitsTargets: Int?
    /// The model with the highest test loss, unless it is the narrowest or the widest one.
    let peak: Int?
    let peakLow: Int
    let peakHigh: Int
    /// The highest test loss, and the widest model's.
    let peakTestLoss: Double
    let widestTestLoss: Double
    let peakTestErrorPercent: Double

    /// The number of parameters at which the paper sees the threshold.
    var claimed: Int { loss == .negativeLogLikelihood ? examples : examplesTimesOutputs }

    static func rows(_ runs: [FinishedFit]) -> [ThresholdRow] {
        Cell.all(runs).map { ThresholdRow($0, $0.widths(runs)) }
    }

    private init(_ cell: Cell, _ widths: [[FinishedFit]]) {
        network = cell.network
        loss = cell.loss
        examples = cell.examples
        examplesTimesOutputs = 10 * cell.examples
        let parameters = widths.map { $0[0].outcome.parameters }
        let seeds = 0..<(widths.map(\.count).min() ?? 0)
        func mean(_ value: KeyPath<Fit, Double>) -> [Double] {
            widths.map { runs in Summary(runs.map { $0.outcome[keyPath: value] }).mean }
        }
        func smallest(_ values: [Double], atMost limit: Double) -> Int? {
            values.firstIndex { $0 <= limit }.map { parameters[$0] }
        }
        func place(ofMaximum values: [Double]) -> Int {
            values.indices.reduce(0) { values[$1] > values[$0] ? $1 : $0 }
        }
        let limit = CurvePoint.fittedErrorPercent
        fitsLabels = smallest(mean(\.trainError), atMost: limit)
        let bySeed = seeds.map { seed in smallest(widths.map { $0[seed].outcome.trainError }, atMost: limit) }
        fitsLabelsLow = bySeed.compactMap { $0 }.min()
        // A seed that no width fits has no upper end.
        fitsLabelsHigh = bySeed.contains(nil) ? nil : bySeed.compactMap { $0 }.max()
        fitsTargets = loss == .meanSquaredError ? smallest(mean(\.trainLoss), atMost: 0.001) : nil

        let test = mean(\.testLoss)
        let highest = place(ofMaximum: test)
        peak = highest == 0 || highest == test.count - 1 ? nil : parameters[highest]
        let peaks = seeds.map { seed in parameters[place(ofMaximum: widths.map { $0[seed].outcome.testLoss })] }
        peakLow = peaks.min() ?? parameters[highest]
        peakHigh = peaks.max() ?? parameters[highest]
        peakTestLoss = test[highest]
        widestTestLoss = test[test.count - 1]
        peakTestErrorPercent = mean(\.testError)[highest]
    }

    // MARK: The table

    /// Whether the peak is where the paper says, to the factor 2 that two steps of the sweep are.
    var verdict: String {
        guard let peak else { return "no peak inside the sweep" }
        let claim = loss == .negativeLogLikelihood ? "n" : "n K"
        let ratio = Double(peak) / Double(claimed)
        let holds = ratio >= 0.5 && ratio <= 2
        return "\(holds ? "holds" : "does not hold"): \(fixed(ratio, decimals: 2)) \(claim)"
    }

    static func table(_ rows: [ThresholdRow]) -> PrintedTable {
        var table = PrintedTable(header: [
            "Model", "Loss", "n", "n K", "Fits labels at", "Fits targets at", "Peak at", "Peak / n", "Peak / n K",
            "Peak test loss", "Peak / widest", "Claim, within a factor of 2",
        ])
        for row in rows {
            func ratio(_ to: Int) -> String { row.peak.map { fixed(Double($0) / Double(to), decimals: 2) } ?? "–" }
            table.append([
                row.network.title, row.loss.rawValue.uppercased(), "\(row.examples)", "\(row.examplesTimesOutputs)",
                range(row.fitsLabels, row.fitsLabelsLow, row.fitsLabelsHigh), row.fitsTargets.map { "\($0)" } ?? "–",
                range(row.peak, row.peakLow, row.peakHigh), ratio(row.examples), ratio(row.examplesTimesOutputs),
                fixed(row.peakTestLoss, decimals: 3), fixed(row.peakTestLoss / row.widestTestLoss, decimals: 2),
                row.verdict,
            ])
        }
        return table
    }

    /// `826 (622-1132)`: the mean curve's, and the least and the greatest of single seeds.
    private static func range(_ value: Int?, _ low: Int?, _ high: Int?) -> String {
        guard let value else { return "–" }
        guard let low else { return "\(value)" }
        return low == high ? "\(value)" : "\(value) (\(low)–\(high.map { "\($0)" } ?? "none"))"
    }
}
