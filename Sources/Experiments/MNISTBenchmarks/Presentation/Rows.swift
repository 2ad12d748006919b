import Artifact
import Statistics
import Training

typealias MNISTRun = FinishedRun<MNISTBenchmarks.Configuration, MNISTBenchmarks.Outcome>

/// One evaluation of one run.
struct HistoryRow: Codable {
    var model: ImageClassifier
    var seed: UInt32
    var step: Int
    var trainLoss: Double
    var trainAccuracy: Double
    var testLoss: Double
    var testAccuracy: Double

    static func rows(_ runs: [MNISTRun]) -> [HistoryRow] {
        runs.flatMap { run in
            run.outcome.history.map {
                HistoryRow(
                    model: run.configuration.model, seed: run.configuration.seed, step: $0.step,
                    trainLoss: $0.trainLoss, trainAccuracy: $0.trainAccuracy, testLoss: $0.testLoss,
                    testAccuracy: $0.testAccuracy)
            }
        }
    }
}

/// One cell of Table 1's row of MNIST: a test accuracy in percent, ours or the paper's.
struct AccuracyRow: Codable {
    enum Source: String, Codable, CaseIterable {
        /// The checkpoint with the highest test accuracy.
        case best
        case last
        case paper

        var title: String {
            switch self {
            case .best: "best checkpoint on test data"
            case .last: "last checkpoint"
            case .paper: "paper"
            }
        }
    }

    /// A classifier, or `human`.
    var model: String
    var source: Source
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

    static func rows(_ runs: [MNISTRun]) -> [AccuracyRow] {
        ImageClassifier.allCases.flatMap { model -> [AccuracyRow] in
            let outcomes = runs.filter { $0.configuration.model == model }.map(\.outcome)
            guard let first = outcomes.first else { return [] }
            func row(_ source: Source, _ accuracy: ([HistoryPoint]) -> Double) -> AccuracyRow {
                let summary = Summary(outcomes.map { accuracy($0.history) })
                return AccuracyRow(
                    model: model.rawValue, source: source, trainExamples: first.trainExamples,
                    testExamples: first.testExamples, parameters: first.parameters, mean: summary.mean,
                    deviation: summary.deviation, seeds: summary.count,
                    isLowerBound: false)
            }
            return [
                row(.best) { $0.map(\.testAccuracy).max()! }, row(.last) { $0.last!.testAccuracy },
                paper(model.rawValue, mean: model == .logistic ? 94 : 99, deviation: model == .logistic ? 0.5 : nil),
            ]
        } + [paper("human", mean: 99, deviation: nil)]
    }

    /// The paper's Table 1: 94 ± 0.5 for the logistic model, more than 99 for all others.
    private static func paper(_ model: String, mean: Double, deviation: Double?) -> AccuracyRow {
        AccuracyRow(model: model, source: .paper, mean: mean, deviation: deviation, isLowerBound: deviation == nil)
    }

    /// The rows of Table 1 on MNIST, in the form of those on MNIST-1D.
    static func table(_ rows: [AccuracyRow]) -> PrintedTable {
        let models = ImageClassifier.allCases.filter { model in rows.contains { $0.model == model.rawValue } }
        let columns = models.map(\.rawValue) + ["human"]
        let seeds = rows.compactMap(\.seeds).max() ?? 0
        let title = "Test accuracy (%), \(seeds) \(seeds == 1 ? "seed" : "seeds")"
        var table = PrintedTable(header: [title] + models.map(\.title) + ["human"])
        let examples = rows.compactMap(\.trainExamples).first ?? 0
        for source in Source.allCases {
            let data = source == .paper ? "MNIST" : "MNIST, \(examples) examples"
            let cells = columns.map { column in
                rows.first { $0.source == source && $0.model == column }?.cell ?? "–"
            }
            table.append(["\(data): \(source.title)"] + cells)
        }
        return table
    }

    private var cell: String {
        if isLowerBound { return "> \(fixed(mean, decimals: 0))" }
        let text = fixed(mean, decimals: source == .paper ? 0 : 1)
        return deviation.map { "\(text) ± \(fixed($0, decimals: 1))" } ?? text
    }
}
