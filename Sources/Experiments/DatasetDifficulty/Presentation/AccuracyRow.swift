import Artifact
import NeuralNetworks
import Plotting
import Statistics

typealias DifficultyRun = FinishedRun<DatasetDifficulty.Configuration, DatasetDifficulty.Outcome>

/// Test accuracy in percent of one model with one value of one parameter: mean and 95 % interval over seeds.
struct AccuracyRow: Codable {
    let knob: Knob
    let value: Double
    /// Whether it is the paper's.
    let isUsual: Bool
    let model: SignalClassifier
    let seeds: Int
    let mean: Double
    let lower: Double?
    let upper: Double?
    /// On the training examples, the mean.
    let trainMean: Double

    static func rows(_ runs: [DifficultyRun]) -> [AccuracyRow] {
        let series = Series.all(runs)
        return series.flatMap { series in
            series.values.flatMap { value, runs in
                runs.grouped(by: \.configuration.model).map { model, runs in
                    let summary = Summary(runs.map(\.outcome.testAccuracy))
                    return AccuracyRow(
                        knob: series.knob, value: value, isUsual: value == series.usual, model: model, seeds: summary.count,
                        mean: summary.mean, lower: summary.lower, upper: summary.upper,
                        trainMean: Summary(runs.map(\.outcome.trainAccuracy)).mean)
                }
            }
        }
    }

    /// A panel for each parameter, a line for each model; the paper's value is marked.
    static func figure(_ rows: [AccuracyRow]) -> Figure {
        let knobs = Knob.allCases.filter { knob in rows.contains { $0.knob == knob } }
        let columns = min(4, knobs.count)
        let lines = (knobs.count + columns - 1) / columns
        return Figure(
            width: .double, height: Double(14 + 46 * lines), columns: columns, sharing: .y, legend: .shared,
            series: SignalClassifier.allCases.map(\.title)
        ) {
            for knob in knobs {
                let shown = rows.filter { $0.knob == knob }
                let ticks = Set(shown.map(\.value)).sorted()
                let x: Axis =
                    knob.isLogarithmic ? .log(knob.axis, ticks: [ticks[0], ticks[ticks.count / 2], ticks.last!]) : .linear(knob.axis)
                Plot(knob.title, x: x, y: .linear("Test accuracy (%)", domain: 0...100)) {
                    Rule(x: shown.first(where: \.isUsual)?.value)
                    Band(shown, x: \.value, low: \.lower, high: \.upper, series: \.model.title)
                    Line(shown, x: \.value, y: \.mean, series: \.model.title, markers: true)
                }
            }
        }
    }
}

/// The runs with the values of one parameter, all else as in the paper.
struct Series {
    let knob: Knob
    /// The value of the runs without a variation.
    let usual: Double
    /// Ascending.
    let values: [(value: Double, runs: [DifficultyRun])]

    static func all(_ runs: [DifficultyRun]) -> [Series] {
        let usual = runs.filter { $0.configuration.variation == nil }
        return Knob.allCases.compactMap { knob in
            let own = runs.filter { $0.configuration.variation?.knob == knob }.grouped { $0.configuration.variation!.value }
            guard !own.isEmpty else { return nil }
            // With --set the dataset without a variation may be another one.
            let value = usual.first.map { knob.value(in: $0.configuration) }
            let all = own.map { (value: $0.key, runs: $0.values) } + (value.map { [(value: $0, runs: usual)] } ?? [])
            return Series(knob: knob, usual: value ?? .nan, values: all.sorted { $0.value < $1.value })
        }
    }
}

extension Knob {
    /// Its value in the signals of a run.
    func value(in configuration: DatasetDifficulty.Configuration) -> Double {
        self == .examples ? Double(configuration.trainingExamples) : value(in: configuration.source.configuration)
    }
}
