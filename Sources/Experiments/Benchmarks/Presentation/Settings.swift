import Artifact
import NeuralNetworks
import Statistics

/// A run by one of the settings that the authors' own files name.
struct Setting {
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

    let run: Benchmarks.Run
    let order: Order
    /// `train.py` says 8000, the notebooks 6000.
    let steps: Int
    let checkpoint: Checkpoint

    static let order = Dimension("order", \Setting.order, title: \.title)
    static let factors: [any Factor<Setting>] = [
        order, Dimension("model", \Setting.run.configuration.model, title: \.title),
        Dimension("hidden") { (setting: Setting) in Benchmarks.hidden(setting.run) }, Dimension("steps", \Setting.steps),
        Dimension("checkpoint", \Setting.checkpoint),
    ]
    static let accuracy = Metric("testAccuracy", "Test accuracy (%)") { (setting: Setting) in
        setting.run.outcome.accuracy(setting.checkpoint, steps: setting.steps)
    }

    static func all(_ runs: [Benchmarks.Run]) -> [Setting] {
        let trials = Trials(runs)
        let lengths = [runs.first?.configuration.steps ?? 0, Benchmarks.notebookSteps]
        return Order.allCases.flatMap { order in
            lengths.flatMap { steps in
                Checkpoint.allCases.flatMap { checkpoint in
                    columns(trials).flatMap { model, hidden in
                        let own =
                            order == .dataset
                            ? (hidden == trials.notebooksHidden && hidden != nil ? [] : trials.shuffledByDataset(model))
                            : trials(model, order.data, hidden: hidden)
                        return own.map { Setting(run: $0, order: order, steps: steps, checkpoint: checkpoint) }
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
    static func table(_ records: [Record]) -> PrintedTable {
        func title(_ record: Record) -> String {
            factors[1].title(of: record) + (record["hidden"].isEmpty ? "" : ", \(record["hidden"]) units")
        }
        var titles: [String] = []
        for record in records where !titles.contains(title(record)) { titles.append(title(record)) }
        var table = PrintedTable(header: ["Signals", "Steps, checkpoint"] + titles, wordColumns: 2)
        for field in order.fields(in: records) {
            let own = records.filter { $0["order"] == field }
            for (_, line) in own.grouped(by: { [$0["steps"], $0["checkpoint"]] }) {
                let judged = line.contains(where: isJudged) ? " (judged)" : ""
                table.append(
                    [order.title(of: field), "\(line[0]["steps"]), \(line[0]["checkpoint"])\(judged)"]
                        + titles.map { name in line.first { title($0) == name }.map(cell) ?? "–" })
            }
            table.append(
                [order.title(of: field), "paper"]
                    + titles.map { name in
                        own.first { title($0) == name }.map {
                            "\(fixed($0.number("paper")!, decimals: 0)) ± \(fixed($0.number("tolerance")!, decimals: 0))"
                        } ?? "–"
                    })
        }
        return table
    }

    /// Whether it is the setting that the verdicts are about.
    private static func isJudged(_ record: Record) -> Bool {
        record["order"] != Order.dataset.rawValue && record["checkpoint"] == Checkpoint.best.rawValue
            && record.number("steps")! > Double(Benchmarks.notebookSteps) && record.number("hidden") != Double(Benchmarks.notebooksHidden)
    }

    private static func cell(_ record: Record) -> String {
        let isPapers = (record.number("mean")! - record.number("paper")!).magnitude <= record.number("tolerance")!
        return record.printedEstimate(over: "trials", decimals: 1) + (isPapers ? " *" : "")
    }
}

extension Benchmarks {
    func settings(_ papers: [Record]) -> Part<Run> {
        func paper(_ column: String, as name: String) -> Column<Setting> {
            .number(name) { cell in
                let setting = cell.elements[0]
                return Paper.cell(papers, setting.run.configuration.model.title, setting.order.data)?.number(column)
            }
        }
        return .table(
            "settings",
            caption:
                "Test accuracies under every setting that the authors' files name, beside what Table 1 prints: means over trials with 90 % intervals. A star marks a mean within the paper's tolerance. Verdicts are about one setting for the whole table: train.py's steps and hidden units, the best checkpoint, a permutation for each trial.",
            Summaries(
                Setting.accuracy, by: Setting.factors,
                columns: [.count("trials"), .estimate, paper("mean", as: "paper"), paper("tolerance", as: "tolerance")]
            ).of(Setting.all), Setting.table)
    }
}

/// The paper's Table 1.
enum Paper {
    static func cell(_ papers: [Record], _ model: String, _ data: Arrangement.Kind) -> Record? {
        papers.first { $0["data"] == data.rawValue && $0["model"] == model }
    }
}
