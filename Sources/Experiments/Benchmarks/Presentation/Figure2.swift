import Artifact
import NeuralNetworks
import Plotting
import Statistics
import Training

/// A trial's curve of Figure 2.
struct Learning {
    enum Part: String, Codable, CaseIterable {
        case test, train

        var title: String { self == .test ? "Test accuracy (%)" : "Training accuracy (%)" }
    }

    let run: Benchmarks.Run
    let part: Part
    let history: [HistoryPoint]

    static let data = Dimension("data", \Learning.run.configuration.arrangement.kind, title: \.title)
    static let part = Dimension("part", \Learning.part, title: \.title)
    static let model = Dimension("model", \Learning.run.configuration.model.title)
    static let accuracy = Metric("accuracy", "Accuracy (%)", along: .steps) { (run: Learning) in
        run.history.map { ($0.step, run.part == .test ? $0.testAccuracy : $0.trainAccuracy) }
    } x: {
        $0.0
    } y: {
        $0.1
    }

    static func all(_ runs: [Benchmarks.Run], isPapers: Bool) -> [Learning] {
        let trials = Trials(runs)
        return Arrangement.Kind.allCases.flatMap { data in
            SignalClassifier.allCases.flatMap { model in
                // The authors' picture is that of the notebooks, as its curve of the MLP says.
                let own = trials(model, data, hidden: trials.notebooksHidden)
                return Part.allCases.flatMap { part in
                    own.map { run in
                        let history = run.outcome.history.filter { !isPapers || $0.step <= Benchmarks.notebookSteps }
                        return Learning(run: run, part: part, history: history)
                    }
                }
            }
        }
    }

    /// Rows of panels for test and training data, columns for original and shuffled signals.
    static func figure(_ records: [Record]) -> Figure {
        Figure(width: .double, height: 105, columns: 2, sharing: .both, legend: .shared) {
            for part in Part.allCases {
                for data in Arrangement.Kind.allCases {
                    let shown = records.filter { $0["data"] == data.rawValue && $0["part"] == part.rawValue }
                    // The human has no steps.
                    let curves = shown.filter { $0.number("step") != nil }
                    Plot(part == .test ? data.title : "", x: .linear("Training step"), y: .linear(part.title, domain: 0...100)) {
                        Band(
                            curves, x: { $0.number("step") }, low: { row in row.number("deviation").map { row.number("mean")! - $0 } },
                            high: { row in row.number("deviation").map { row.number("mean")! + $0 } }, series: { $0["model"] })
                        Line(curves, x: { $0.number("step") }, y: { $0.number("mean") }, series: { $0["model"] })
                        // Wider than our lines, which are drawn over them.
                        Dot(
                            curves, x: { $0.number("step") }, y: { $0.number("published") }, series: { $0["model"] }, size: 6,
                            style: .published)
                        for human in shown where human.number("step") == nil {
                            Rule(y: human.number("mean"), label: "human", series: "human")
                        }
                    }
                }
            }
        }
    }
}

extension Benchmarks {
    func figure2(_ papers: [Record], _ human: Human?, isPapers: Bool, seeds: Int) -> Part<Run> {
        let notebook = Published<Learning>(
            "\(options.package)/Data/published/benchmark-notebook.csv", "testAccuracy", isShown: isPapers, holds: { _ in true })
        let humans =
            human == nil
            ? ""
            : " The human's line is the share of right answers among those published; on shuffled signals it is the paper's estimate."
        // The answers that are published, and what the paper says of those that are not.
        let lines: [[String]]? = human.map { human in
            Arrangement.Kind.allCases.map { data in
                let mean = data == .original ? 100 * human.right.value : Paper.cell(papers, "human", data)?.number("mean") ?? .nan
                return [data.rawValue, Learning.Part.test.rawValue, "human", "", "\(mean)", "", ""]
            }
        }
        return .figure(
            "figure2",
            caption:
                "Accuracy of the classifiers while they train, on original (a, c) and on shuffled signals (b, d). a, b: test accuracy; c, d: training accuracy\(isPapers ? " (paper, Figure 2). The MLP has the notebooks' 100 hidden units, as in the authors' picture, where it ends at 65 and 66 %" : ""). Lines are means over \(seeds) trials. Bands are one standard deviation to each side.\(isPapers ? " Faint symbols in a and b are what the authors' notebook prints of test accuracies, for one seed and one permutation." : "")\(humans)",
            Summaries(
                Learning.accuracy, by: [Learning.data, Learning.part, Learning.model], columns: [.mean, .deviation, .published(notebook)]
            ).adding(lines ?? []).ordered(by: [Learning.data, Learning.model, Learning.part])
                .of { Learning.all($0, isPapers: isPapers) }, Learning.figure)
    }
}
