import Artifact
import NeuralNetworks
import Statistics

/// A trial of Table 1, read at one of its checkpoints.
struct Reading {
    enum Source: String, Codable, CaseIterable {
        /// The checkpoint with the highest test accuracy.
        case best
        case last
        /// The last checkpoint of the notebooks' protocol: 6000 steps, an MLP with 100 hidden units.
        case likeNotebook
        /// The human's answers that are published.
        case answers
        case paper
        /// The last checkpoint in the authors' notebook, one seed.
        case notebook

        var title: String {
            switch self {
            case .best: "best checkpoint on test data"
            case .last: "last checkpoint"
            case .likeNotebook: "as the notebook, last"
            case .answers: "published answers"
            case .paper: "paper"
            case .notebook: "authors' notebook, last"
            }
        }
    }

    let run: Benchmarks.Run
    let source: Source

    static let data = Dimension("data", \Reading.run.configuration.arrangement.kind, title: \.title)
    static let model = Dimension("model", \Reading.run.configuration.model, title: \.title)
    static let source = Dimension("source", \Reading.source, title: \.title)
    static let accuracy = Metric("testAccuracy", "Test accuracy (%)") { (reading: Reading) in
        switch reading.source {
        case .best: reading.run.outcome.bestAccuracy
        case .likeNotebook: reading.run.outcome.accuracy(.last, steps: Benchmarks.notebookSteps)
        default: reading.run.outcome.history.last!.testAccuracy
        }
    }

    static func all(_ runs: [Benchmarks.Run], isPapers: Bool) -> [Reading] {
        let trials = Trials(runs)
        return Arrangement.Kind.allCases.flatMap { data in
            SignalClassifier.allCases.flatMap { model in
                let own = trials(model, data)
                let likeNotebook = isPapers ? trials(model, data, hidden: trials.notebooksHidden) : []
                return own.map { Reading(run: $0, source: .best) } + own.map { Reading(run: $0, source: .last) }
                    + likeNotebook.map { Reading(run: $0, source: .likeNotebook) }
            }
        }
    }

    /// Table 1: a line for each kind of data and source, a column for each classifier.
    static func table(_ records: [Record]) -> PrintedTable {
        let models = model.fields(in: records)
        var table = PrintedTable(header: ["Test accuracy (%)"] + models.map(model.title(of:)))
        for (_, line) in records.grouped(by: { $0["data"] }) {
            for source in source.fields(in: line) {
                let own = line.filter { $0["source"] == source }
                table.append(
                    ["\(data.title(of: own[0])): \(Self.source.title(of: source))"]
                        + models.map { model in own.first { $0["model"] == model }.map(cell) ?? "–" })
            }
        }
        return table
    }

    private static func cell(_ record: Record) -> String {
        let decimals = record["source"] == Source.paper.rawValue ? 0 : 1
        let text = fixed(record.number("mean") ?? .nan, decimals: decimals)
        if let deviation = record.number("deviation") { return "\(text) ± \(fixed(deviation, decimals: decimals))" }
        // Of the human alone: the part of the answers that are right.
        let trials = record.number("trials").map { Int($0) } ?? 0
        guard trials > 1, record.number("lower") != nil, let mean = record.number("mean") else { return text }
        return Estimate(printedPercent: Proportion(Int((mean / 100 * Double(trials)).rounded()), of: trials))
            .text(decimals: decimals)
    }
}

extension Benchmarks {
    func table1(_ papers: [Record], _ human: Human?, isPapers: Bool, steps: Int, seeds: Int) throws -> Part<Run> {
        let hasTables = human == nil ? "" : " Human: one person's published answers to 400 examples, with their 90 % interval."
        func text(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
        // A line of the table without an interval.
        func row(_ data: String, _ model: String, _ source: Reading.Source, _ mean: Double?, _ deviation: Double?, trials: String = "")
            -> [String]
        {
            [data, model, source.rawValue, text(mean), text(deviation), "", "", trials]
        }
        var others: [[String]] = []
        if isPapers {
            let notebook = try publishedRecords("benchmark-notebook.csv", numbers: ["step", "testAccuracy"])
            for model in SignalClassifier.allCases {
                others += papers.filter { $0["model"] == model.title && $0["data"] != "mnist" }
                    .map { row($0["data"], model.rawValue, .paper, $0.number("mean"), $0.number("tolerance")) }
                others += notebook.filter { $0["model"] == model.title && $0.number("step") == Double(Self.notebookSteps) }
                    .map { row($0["data"], model.rawValue, .notebook, $0.number("testAccuracy"), nil, trials: "1") }
            }
        }
        if let human {
            let right = Estimate(percent: human.right)
            others.append(
                ["original", "human", Reading.Source.answers.rawValue, text(right.mean), "", text(right.lower), text(right.upper)]
                    + ["\(human.right.trials)"])
            others += papers.filter { $0["model"] == "human" && $0["data"] != "mnist" }
                .map { row($0["data"], "human", .paper, $0.number("mean"), $0.number("tolerance")) }
        }
        return .table(
            "table1",
            caption:
                "Test accuracies\(isPapers ? " (paper, Table 1)" : "") after \(steps) steps: mean ± standard deviation over \(seeds) trials, each with its own initial weights and, on shuffled signals, its own permutation.\(isPapers ? " Steps and the MLP's \(Self.tableHidden) hidden units are those of the authors' train.py; that Table 1 was made with them is inferred from its values (their notebooks have 6000 steps and 100 units)." : "") The paper selects by early stopping and mentions no validation set, so both the best checkpoint on the test examples, which is biased upwards, and the last are shown.\(hasTables)",
            Summaries(
                Reading.accuracy, by: [Reading.data, Reading.model, Reading.source],
                columns: [
                    .mean, .deviation, .numbers(["lower", "upper"]) { [$0.summary.lower, $0.summary.upper] }, .count("trials"),
                ]
            ).adding(others).ordered(by: [Reading.data, Reading.model, Reading.source])
                .of { Reading.all($0, isPapers: isPapers) }, Reading.table)
    }
}
