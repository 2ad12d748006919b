import Artifact
import NeuralNetworks
import Plotting
import Statistics
import Training

/// One point of Figure 2: accuracy in percent after a number of steps, over the trials of Table 1.
struct CurveRow: Codable {
    enum Part: String, Codable, CaseIterable {
        case test, train

        var title: String { self == .test ? "Test accuracy (%)" : "Training accuracy (%)" }

        func accuracy(_ point: HistoryPoint) -> Double { self == .test ? point.testAccuracy : point.trainAccuracy }
    }

    let data: Arrangement.Kind
    let part: Part
    /// A classifier, or `human`, who has no steps.
    let model: String
    let step: Int?
    let mean: Double
    let deviation: Double?
    /// What the authors' notebook prints, for one seed.
    let published: Double?

    static func rows(_ runs: [BenchmarkRun], isPapers: Bool, hasHuman: Bool) -> [CurveRow] {
        let trials = Trials(runs)
        var rows: [CurveRow] = []
        for data in Arrangement.Kind.allCases {
            for model in SignalClassifier.allCases {
                // The authors' picture is that of the notebooks, as its curve of the MLP says.
                let runs = trials(model, data, hidden: trials.notebooksHidden)
                let histories = runs.map { run in
                    run.outcome.history.filter { !isPapers || $0.step <= Published.notebookSteps }
                }
                for part in Part.allCases {
                    for (index, point) in (histories.first ?? []).enumerated() {
                        let summary = Summary(histories.map { part.accuracy($0[index]) })
                        let isPublished = isPapers && part == .test
                        rows.append(
                            CurveRow(
                                data: data, part: part, model: model.title, step: point.step, mean: summary.mean,
                                deviation: summary.deviation,
                                published: isPublished ? Published.notebook(model, data, step: point.step) : nil))
                    }
                }
            }
            guard hasHuman else { continue }
            let human = data == .original ? 100 * Human.right.value : Published.human(data).mean
            rows.append(
                CurveRow(
                    data: data, part: .test, model: "human", step: nil, mean: human, deviation: nil, published: nil))
        }
        return rows
    }

    /// Figure 2: rows of panels for test and training data, columns for original and shuffled signals.
    static func figure(_ rows: [CurveRow]) -> Figure {
        Figure(width: .double, height: 105, columns: 2, sharing: .both, legend: .shared) {
            for part in Part.allCases {
                for data in Arrangement.Kind.allCases {
                    let shown = rows.filter { $0.data == data && $0.part == part }
                    let curves = shown.filter { $0.step != nil }
                    Plot(
                        part == .test ? data.title : "", x: .linear("Training step"),
                        y: .linear(part.title, domain: 0...100)
                    ) {
                        Band(
                            curves, x: { $0.step! }, low: { row in row.deviation.map { row.mean - $0 } },
                            high: { row in row.deviation.map { row.mean + $0 } }, series: \.model)
                        Line(curves, x: { $0.step! }, y: \.mean, series: \.model)
                        if curves.contains(where: { $0.published != nil }) {
                            Dot(curves, x: { $0.step! }, y: \.published, series: \.model, style: .published)
                        }
                        for human in shown where human.step == nil {
                            Rule(y: human.mean, label: "human", series: "human")
                        }
                    }
                }
            }
        }
    }
}
