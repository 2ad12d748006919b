import Artifact
import Statistics
import Training

/// One cell of Table 1's row of MNIST: a test accuracy in percent, ours or the paper's.
struct AccuracyRow: Codable {
    enum Family: String, Codable, CaseIterable {
        /// Models that a reader would call standard for images.
        case standard
        /// Those of MNIST-1D, over the points of an image.
        case signals = "mnist-1d"
        case paper

        var title: String {
            switch self {
            case .standard: "standard models"
            case .signals: "the MNIST-1D models"
            case .paper: "paper"
            }
        }

        /// Logistic regression is the same in both.
        var models: [ImageClassifier] {
            switch self {
            case .standard: [.logistic, .standardMLP, .standardCNN, .standardGRU]
            case .signals: [.logistic, .mlp, .cnn, .gru]
            case .paper: []
            }
        }
    }

    enum Checkpoint: String, Codable, CaseIterable {
        /// That with the highest test accuracy.
        case best
        case last
    }

    var family: Family
    /// Of the table: `logistic`, `MLP`, `CNN`, `GRU` or `human`.
    var model: String
    /// The paper's is the best one.
    var checkpoint: Checkpoint
    /// Training and test examples; the paper does not say how many it used.
    var trainExamples: Int?
    var testExamples: Int?
    /// The numbers that are trained.
    var parameters: Int?
    var mean: Double
    /// The sample standard deviation over seeds. The paper does not say what its own is.
    var deviation: Double?
    var seeds: Int?
    /// The paper says "more than" the mean.
    var isLowerBound: Bool

    static func rows(_ runs: [MNISTRun], isPapers: Bool) -> [AccuracyRow] {
        let own = Family.allCases.flatMap { family in
            family.models.flatMap { model -> [AccuracyRow] in
                let outcomes = runs.filter { $0.configuration.model == model }.map(\.outcome)
                guard let first = outcomes.first else { return [] }
                return Checkpoint.allCases.map { checkpoint in
                    let summary = Summary(outcomes.map { $0.accuracy(checkpoint) })
                    return AccuracyRow(
                        family: family, model: model.title, checkpoint: checkpoint, trainExamples: first.trainExamples,
                        testExamples: first.testExamples, parameters: first.parameters, mean: summary.mean,
                        deviation: summary.deviation, seeds: summary.count, isLowerBound: false)
                }
            }
        }
        // Table 1: 94 ± 0.5 for the logistic model, more than 99 for all others.
        let papers = ["logistic", "MLP", "CNN", "GRU", "human"].map { model in
            let isLogistic = model == "logistic"
            return AccuracyRow(
                family: .paper, model: model, checkpoint: .best, mean: isLogistic ? 94 : 99, deviation: isLogistic ? 0.5 : nil,
                isLowerBound: !isLogistic)
        }
        return own + (isPapers ? papers : [])
    }

    /// The rows of Table 1 on MNIST, in the form of those on MNIST-1D.
    static func table(_ rows: [AccuracyRow]) -> PrintedTable {
        let columns = ["logistic", "MLP", "CNN", "GRU", "human"].filter { name in rows.contains { $0.model == name } }
        let seeds = rows.compactMap(\.seeds).max() ?? 0
        let examples = rows.compactMap(\.trainExamples).first ?? 0
        var table = PrintedTable(
            header: ["Test accuracy (%) on MNIST, \(examples) training examples, \(seeds) \(seeds == 1 ? "seed" : "seeds")"] + columns)
        for family in Family.allCases {
            let own = rows.filter { $0.family == family }
            for checkpoint in Checkpoint.allCases where own.contains(where: { $0.checkpoint == checkpoint }) {
                let which = checkpoint == .best ? "best checkpoint on test data" : "last checkpoint"
                let title = family == .paper ? family.title : "\(family.title), \(which)"
                let cells = columns.map { column in
                    own.first { $0.checkpoint == checkpoint && $0.model == column }?.cell ?? "–"
                }
                let capitalized: String = title.prefix(1).uppercased() + title.dropFirst()
                table.append([capitalized] + cells)
            }
        }
        return table
    }

    private var cell: String {
        if isLowerBound { return "> \(fixed(mean, decimals: 0))" }
        if family == .paper { return "\(fixed(mean, decimals: 0)) ± \(fixed(deviation ?? 0, decimals: 1))" }
        return fixed(mean, decimals: 2) + (deviation.map { " ± \(fixed($0, decimals: 2))" } ?? "")
    }
}

extension MNISTBenchmarks.Outcome {
    /// The test accuracy of a checkpoint, in percent.
    func accuracy(_ checkpoint: AccuracyRow.Checkpoint) -> Double {
        checkpoint == .best ? history.map(\.testAccuracy).max()! : history.last!.testAccuracy
    }
}
