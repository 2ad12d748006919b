import Artifact
import NeuralNetworks
import Plotting
import Statistics

/// How far a value of a parameter keeps models apart: test accuracy of CNN and GRU less that of MLP and logistic regression, in points.
///
/// Spreads are taken seed by seed, whose data are the same for all models; intervals are 95 % over seeds (Student's t).
struct SpreadRow: Codable {
    let knob: Knob
    let value: Double
    let isUsual: Bool
    let seeds: Int
    let spread: Double
    let lower: Double?
    let upper: Double?
    /// Less the spread with the paper's value, within seeds.
    let gain: Double
    let gainLower: Double?
    let gainUpper: Double?

    /// The spread of each seed; none where a model is missing.
    static func spreads(_ runs: [DifficultyRun]) -> [UInt32: Double] {
        var spreads: [UInt32: Double] = [:]
        for (seed, runs) in runs.grouped(by: \.configuration.seed) {
            func accuracy(_ model: SignalClassifier) -> Double? {
                runs.first { $0.configuration.model == model }?.outcome.testAccuracy
            }
            guard let cnn = accuracy(.cnn), let gru = accuracy(.gru), let mlp = accuracy(.mlp), let logistic = accuracy(.logistic)
            else { continue }
            spreads[seed] = (cnn + gru - mlp - logistic) / 2
        }
        return spreads
    }

    static func rows(_ runs: [DifficultyRun]) -> [SpreadRow] {
        Series.all(runs).flatMap { series -> [SpreadRow] in
            let usual = spreads(series.values.first { $0.value == series.usual }?.runs ?? [])
            return series.values.compactMap { value, runs in
                let own = spreads(runs)
                let seeds = own.keys.filter { usual[$0] != nil }.sorted()
                guard !seeds.isEmpty else { return nil }
                let (spread, gain) = (Summary(seeds.map { own[$0]! }), Summary(seeds.map { own[$0]! - usual[$0]! }))
                let isUsual = value == series.usual
                return SpreadRow(
                    knob: series.knob, value: value, isUsual: isUsual, seeds: seeds.count, spread: spread.mean, lower: spread.lower,
                    upper: spread.upper, gain: gain.mean, gainLower: isUsual ? nil : gain.lower, gainUpper: isUsual ? nil : gain.upper)
            }
        }
    }

    /// A line for each parameter, the one that separates the models most first: its best and its worst value.
    static func table(_ rows: [SpreadRow]) -> PrintedTable {
        var table = PrintedTable(
            header: ["Parameter (paper's value)", "most at", "spread (points)", "above the paper's", "least at", "spread (points)"])
        let series = rows.grouped(by: \.knob).map { knob, rows in
            (
                knob: knob, usual: rows.first(where: \.isUsual)?.value, best: rows.max { $0.spread < $1.spread }!,
                worst: rows.min { $0.spread < $1.spread }!
            )
        }
        for line in series.sorted(by: { ($1.best.spread, $0.knob.rawValue) < ($0.best.spread, $1.knob.rawValue) }) {
            table.append([
                "\(line.knob.title) (\(line.usual.map(text) ?? "–"))", text(line.best.value),
                interval(line.best.spread, line.best.lower, line.best.upper),
                line.best.isUsual ? "–" : interval(line.best.gain, line.best.gainLower, line.best.gainUpper), text(line.worst.value),
                interval(line.worst.spread, line.worst.lower, line.worst.upper),
            ])
        }
        return table
    }

    private static func text(_ value: Double) -> String { value == value.rounded() ? fixed(value, decimals: 0) : "\(value)" }

    private static func interval(_ mean: Double, _ lower: Double?, _ upper: Double?) -> String {
        guard let lower, let upper else { return fixed(mean, decimals: 1) }
        return "\(fixed(mean, decimals: 1)) [\(fixed(lower, decimals: 1)), \(fixed(upper, decimals: 1))]"
    }

    /// A panel for all parameters: spread against the value in parts of the paper's, so that they share an axis.
    static func figure(_ rows: [SpreadRow]) -> Figure {
        let knobs = Knob.allCases.filter { knob in rows.contains { $0.knob == knob } }
        let columns = min(4, knobs.count)
        let lines = (knobs.count + columns - 1) / columns
        // A tick below zero for a spread just below would leave a fifth of each panel empty.
        // A run that diverged has no number, and no place on an axis.
        let ends = rows.flatMap { [$0.lower ?? $0.spread, $0.upper ?? $0.spread] }.filter(\.isFinite)
        let (low, high) = (ends.min() ?? 0, ends.max() ?? 1)
        let room = 0.05 * max(high - min(low, 0), 1)
        return Figure(width: .double, height: Double(10 + 42 * lines), columns: columns, sharing: .y, legend: .none) {
            for knob in knobs {
                let shown = rows.filter { $0.knob == knob }
                let ticks = Set(shown.map(\.value)).sorted()
                let x: Axis =
                    knob.isLogarithmic ? .log(knob.axis, ticks: [ticks[0], ticks[ticks.count / 2], ticks.last!]) : .linear(knob.axis)
                Plot(knob.title, x: x, y: .linear("CNN, GRU − MLP, logistic (points)", domain: (min(low, 0) - room)...(high + room))) {
                    Rule(x: shown.first(where: \.isUsual)?.value)
                    Rule(y: 0)
                    Band(shown, x: \.value, low: \.lower, high: \.upper)
                    Line(shown, x: \.value, y: \.spread, markers: true)
                }
            }
        }
    }
}
