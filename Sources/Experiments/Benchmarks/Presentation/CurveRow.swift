import Artifact
import Plotting
import Statistics
import Training

/// One point of Figure 2: accuracy in percent after a number of steps, over all seeds.
struct CurveRow: Codable {
    enum Part: String, Codable, CaseIterable {
        case test, train

        var title: String { self == .test ? "Test accuracy (%)" : "Training accuracy (%)" }
    }

    var data: Arrangement.Kind
    var part: Part
    /// A classifier, or `human`, who has no steps.
    var model: String
    var step: Int?
    var mean: Double
    /// The sample standard deviation over seeds; the human's as the paper gives it.
    var deviation: Double?

    static func rows(_ runs: [BenchmarkRun]) -> [CurveRow] {
        var rows: [CurveRow] = []
        for data in Arrangement.Kind.allCases {
            for model in Classifier.allCases {
                let histories = runs.filter { $0.configuration.arrangement.kind == data && $0.configuration.model == model }
                    .map(\.outcome.history)
                for part in Part.allCases {
                    for (place, checkpoint) in (histories.first ?? []).enumerated() {
                        let summary = Summary(
                            histories.map { part == .test ? $0[place].testAccuracy : $0[place].trainAccuracy })
                        rows.append(
                            CurveRow(
                                data: data, part: part, model: model.title, step: checkpoint.step,
                                mean: summary.mean,
                                deviation: summary.deviation))
                    }
                }
            }
            let human = Published.human(data)
            rows.append(
                CurveRow(data: data, part: .test, model: "human", mean: human.mean, deviation: human.deviation))
        }
        return rows
    }

    /// Figure 2: rows of panels for test and training data, columns for original and shuffled signals.
    static func figure(_ rows: [CurveRow]) -> Figure {
        Figure(
            width: .double, height: 105, columns: 2, sharing: .both, legend: .shared,
            series: Classifier.allCases.map(\.title)
        ) {
            for part in Part.allCases {
                for data in Arrangement.Kind.allCases {
                    let shown = rows.filter { $0.data == data && $0.part == part }
                    Plot(
                        part == .test ? data.title : "", x: .linear("Training step"),
                        y: .linear(part.title, domain: 0...100)
                    ) {
                        Band(
                            shown.filter { $0.step != nil && $0.deviation != nil }, x: { $0.step! },
                            low: { $0.mean - $0.deviation! }, high: { $0.mean + $0.deviation! }, series: \.model)
                        Line(shown.filter { $0.step != nil }, x: { $0.step! }, y: \.mean, series: \.model)
                        for human in shown where human.step == nil {
                            Rule(y: human.mean, label: "human")
                        }
                    }
                }
            }
        }
    }
}
