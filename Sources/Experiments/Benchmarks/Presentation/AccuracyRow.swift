import Artifact
import NeuralNetworks
import Statistics

/// One cell of Table 1: a test accuracy in percent, ours or published.
struct AccuracyRow: Codable {
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

    let data: Arrangement.Kind
    /// A classifier, or `human`.
    let model: String
    let source: Source
    let mean: Double
    /// Ours: over trials. Of the paper's own it does not say what it is.
    let deviation: Double?
    /// The 95 % interval: Student's t of the mean over trials, Wilson's of the human's answers.
    let lower: Double?
    let upper: Double?
    /// Trained models, or the human's answers.
    let trials: Int?

    static func rows(_ runs: [BenchmarkRun], isPapers: Bool, hasHuman: Bool) -> [AccuracyRow] {
        let trials = Trials(runs)
        return Arrangement.Kind.allCases.flatMap { data in
            SignalClassifier.allCases.flatMap { rows(of: $0, data, trials, isPapers: isPapers) }
                + (hasHuman ? human(data) : [])
        }
    }

    private static func rows(
        of model: SignalClassifier, _ data: Arrangement.Kind, _ trials: Trials, isPapers: Bool
    ) -> [AccuracyRow] {
        let runs = trials(model, data)
        guard !runs.isEmpty else { return [] }
        func row(_ source: Source, _ runs: [BenchmarkRun], _ accuracy: (Benchmarks.Outcome) -> Double) -> AccuracyRow {
            let summary = Summary(runs.map { accuracy($0.outcome) })
            return AccuracyRow(
                data: data, model: model.rawValue, source: source, mean: summary.mean, deviation: summary.deviation,
                lower: summary.lower, upper: summary.upper, trials: summary.count)
        }
        let paper = Published.paper(model, data)
        return [row(.best, runs, \.bestAccuracy), row(.last, runs) { $0.history.last!.testAccuracy }]
            + (isPapers
                ? [
                    row(.likeNotebook, trials(model, data, hidden: trials.notebooksHidden)) {
                        $0.accuracy(.last, steps: Published.notebookSteps)
                    },
                    published(data, model.rawValue, .paper, paper.mean, paper.deviation),
                    published(
                        data, model.rawValue, .notebook, Published.notebook(model, data, step: Published.notebookSteps)!, nil, trials: 1),
                ] : [])
    }

    private static func human(_ data: Arrangement.Kind) -> [AccuracyRow] {
        let paper = Published.human(data)
        let row = published(data, "human", .paper, paper.mean, paper.deviation)
        guard data == .original else { return [row] }
        let (lower, upper) = Human.right.confidenceInterval95
        let own = AccuracyRow(
            data: data, model: "human", source: .answers, mean: 100 * Human.right.value, deviation: nil,
            lower: 100 * lower, upper: 100 * upper, trials: Human.right.trials)
        return [own, row]
    }

    private static func published(
        _ data: Arrangement.Kind, _ model: String, _ source: Source, _ mean: Double, _ deviation: Double?,
        trials: Int? = nil
    ) -> AccuracyRow {
        AccuracyRow(
            data: data, model: model, source: source, mean: mean, deviation: deviation, lower: nil, upper: nil,
            trials: trials)
    }

    /// Table 1: a row for each kind of data and source, a column for each classifier.
    static func table(_ rows: [AccuracyRow]) -> PrintedTable {
        let models = SignalClassifier.allCases.filter { model in rows.contains { $0.model == model.rawValue } }
        let human = rows.contains { $0.model == "human" } ? ["human"] : []
        let columns = models.map(\.rawValue) + human
        var table = PrintedTable(header: ["Test accuracy (%)"] + models.map(\.title) + human)
        for data in Arrangement.Kind.allCases {
            for source in Source.allCases {
                let row = rows.filter { $0.data == data && $0.source == source }
                guard !row.isEmpty else { continue }
                table.append(
                    ["\(data.title): \(source.title)"]
                        + columns.map { column in row.first { $0.model == column }?.cell ?? "–" })
            }
        }
        return table
    }

    private var cell: String {
        let decimals = source == .paper ? 0 : 1
        let text = fixed(mean, decimals: decimals)
        if let deviation { return "\(text) ± \(fixed(deviation, decimals: decimals))" }
        guard let lower, let upper else { return text }
        return "\(text) [\(fixed(lower, decimals: decimals)), \(fixed(upper, decimals: decimals))]"
    }
}

extension Benchmarks.Outcome {
    /// Of the best checkpoint on the test examples.
    var bestAccuracy: Double { history[best].testAccuracy }

    /// Of the best or the last checkpoint among those of the first steps; the network before training is none.
    func accuracy(_ checkpoint: SettingRow.Checkpoint, steps: Int) -> Double {
        let accuracies = history.filter { $0.step <= steps && $0.step > 0 }.map(\.testAccuracy)
        return checkpoint == .best ? accuracies.max()! : accuracies.last!
    }
}
