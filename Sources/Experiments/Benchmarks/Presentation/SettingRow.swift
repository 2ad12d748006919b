import Artifact
import NeuralNetworks
import Statistics

/// A test accuracy in percent by one of the settings that the authors' own files name, and what Table 1 prints.
struct SettingRow: Codable {
    enum Checkpoint: String, Codable, CaseIterable { case best, last }

    /// How positions are shuffled.
    enum Order: String, Codable, CaseIterable {
        case original
        /// By one permutation of all signals, as in the notebooks; here each trial has its own.
        case permuted
        /// By the dataset's generator (`shuffle_sequence`).
        case dataset

        var title: String {
            switch self {
            case .original: "Original"
            case .permuted: "Shuffled by a permutation"
            case .dataset: "Shuffled by shuffle_sequence"
            }
        }

        var data: Arrangement.Kind { self == .original ? .original : .shuffled }
    }

    let order: Order
    let model: SignalClassifier
    /// Hidden units of the MLP.
    let hidden: Int?
    /// `train.py` says 8000, the notebooks 6000.
    let steps: Int
    let checkpoint: Checkpoint
    let trials: Int
    let mean: Double
    /// The 95 % interval of the mean over trials (Student's t).
    let lower: Double?
    let upper: Double?
    let paper: Double
    let tolerance: Double

    /// Whether it is the setting that the verdicts are about.
    private var isJudged: Bool {
        order != .dataset && checkpoint == .best && steps > Published.notebookSteps && hidden != Benchmarks.notebooksHidden
    }

    static func rows(_ runs: [BenchmarkRun]) -> [SettingRow] {
        let trials = Trials(runs)
        let lengths = [runs.first?.configuration.steps ?? 0, Published.notebookSteps]
        return Order.allCases.flatMap { order in
            lengths.flatMap { steps in
                Checkpoint.allCases.flatMap { checkpoint in
                    columns(trials).compactMap { model, hidden -> SettingRow? in
                        let own =
                            order == .dataset
                            ? (hidden == trials.notebooksHidden && hidden != nil ? [] : trials.shuffledByDataset(model))
                            : trials(model, order.data, hidden: hidden)
                        guard !own.isEmpty else { return nil }
                        let summary = Summary(own.map { $0.outcome.accuracy(checkpoint, steps: steps) })
                        let paper = Published.paper(model, order.data)
                        return SettingRow(
                            order: order, model: model, hidden: hidden, steps: steps, checkpoint: checkpoint, trials: summary.count,
                            mean: summary.mean, lower: summary.lower, upper: summary.upper, paper: paper.mean,
                            tolerance: paper.deviation!)
                    }
                }
            }
        }
    }

    private static func columns(_ trials: Trials) -> [(model: SignalClassifier, hidden: Int?)] {
        SignalClassifier.allCases.flatMap { model -> [(SignalClassifier, Int?)] in
            guard model == .mlp else { return [(model, nil)] }
            return [(model, trials.hidden)] + (trials.notebooksHidden.map { [(model, $0)] } ?? [])
        }
    }

    /// A line for each setting, a column for each model; what lies within the tolerance of the paper has a star, what is judged is in
    /// the lines that say so.
    static func table(_ rows: [SettingRow]) -> PrintedTable {
        func title(_ row: SettingRow) -> String { row.model.title + (row.hidden.map { ", \($0) units" } ?? "") }
        var titles: [String] = []
        for row in rows where !titles.contains(title(row)) { titles.append(title(row)) }
        var table = PrintedTable(header: ["Signals", "Steps, checkpoint"] + titles, wordColumns: 2)
        for order in Order.allCases {
            let own = rows.filter { $0.order == order }
            guard !own.isEmpty else { continue }
            for (_, line) in own.grouped(by: { "\($0.steps) \($0.checkpoint)" }) {
                table.append(
                    [order.title, "\(line[0].steps), \(line[0].checkpoint)\(line.contains(where: \.isJudged) ? " (judged)" : "")"]
                        + titles.map { name in line.first { title($0) == name }?.cell ?? "–" })
            }
            table.append(
                [order.title, "paper"]
                    + titles.map { name in
                        own.first { title($0) == name }.map {
                            "\(fixed($0.paper, decimals: 0)) ± \(fixed($0.tolerance, decimals: 0))"
                        } ?? "–"
                    })
        }
        return table
    }

    private var cell: String {
        let interval = lower.flatMap { lower in upper.map { " [\(fixed(lower, decimals: 1)), \(fixed($0, decimals: 1))]" } } ?? ""
        return fixed(mean, decimals: 1) + interval + ((mean - paper).magnitude <= tolerance ? " *" : "")
    }
}
