import Artifact
import Statistics

/// One cell of Table 1: a test accuracy in percent, ours or published.
struct AccuracyRow: Codable {
    enum Source: String, Codable, CaseIterable {
        /// The checkpoint with the highest test accuracy.
        case best
        case last
        case paper
        /// The last checkpoint in the authors' notebook, one seed.
        case notebook

        var title: String {
            switch self {
            case .best: "best checkpoint on test data"
            case .last: "last checkpoint"
            case .paper: "paper"
            case .notebook: "authors' notebook, last"
            }
        }
    }

    var data: Arrangement.Kind
    /// A classifier, or `human`.
    var model: String
    var source: Source
    var mean: Double
    /// Ours: the sample standard deviation over seeds. The paper does not say what its own is.
    var deviation: Double?
    var seeds: Int?

    static func rows(_ runs: [BenchmarkRun]) -> [AccuracyRow] {
        var rows: [AccuracyRow] = []
        for data in Arrangement.Kind.allCases {
            for model in Classifier.allCases {
                let outcomes = runs.filter { $0.configuration.arrangement.kind == data && $0.configuration.model == model }
                    .map(\.outcome)
                guard !outcomes.isEmpty else { continue }
                func append(_ source: Source, _ accuracy: (Benchmarks.Outcome) -> Double) {
                    let summary = Summary(outcomes.map(accuracy))
                    rows.append(
                        AccuracyRow(
                            data: data, model: model.rawValue, source: source, mean: summary.mean,
                            deviation: summary.deviation, seeds: summary.count))
                }
                append(.best) { $0.history[$0.best].testAccuracy }
                append(.last) { $0.history.last!.testAccuracy }
                let paper = Published.paper(model, data)
                rows.append(
                    AccuracyRow(
                        data: data, model: model.rawValue, source: .paper, mean: paper.mean,
                        deviation: paper.deviation))
                rows.append(
                    AccuracyRow(
                        data: data, model: model.rawValue, source: .notebook,
                        mean: Published.notebook(model, data), seeds: 1))
            }
            let human = Published.human(data)
            rows.append(
                AccuracyRow(data: data, model: "human", source: .paper, mean: human.mean, deviation: human.deviation))
        }
        return rows
    }

    /// Table 1: a row for each kind of data and source, a column for each classifier.
    static func table(_ rows: [AccuracyRow]) -> PrintedTable {
        let models = Classifier.allCases.filter { model in rows.contains { $0.model == model.rawValue } }
        let columns = models.map(\.rawValue) + ["human"]
        let seeds = rows.filter { $0.source == .best }.compactMap(\.seeds).max() ?? 0
        let title = "Test accuracy (%), \(seeds) \(seeds == 1 ? "seed" : "seeds")"
        var table = PrintedTable(header: [title] + models.map(\.title) + ["human"])
        for data in Arrangement.Kind.allCases {
            for source in Source.allCases {
                let cells = columns.map { column in
                    rows.first { $0.data == data && $0.source == source && $0.model == column }?.cell ?? "–"
                }
                table.append(["\(data.title): \(source.title)"] + cells)
            }
        }
        return table
    }

    private var cell: String {
        let decimals = source == .paper ? 0 : 1
        let text = fixed(mean, decimals: decimals)
        return deviation.map { "\(text) ± \(fixed($0, decimals: decimals))" } ?? text
    }
}
