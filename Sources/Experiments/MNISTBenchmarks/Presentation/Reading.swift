import Artifact

enum Checkpoint: String, Codable, CaseIterable {
    /// That with the highest test accuracy.
    case best
    case last
}

/// One checkpoint of a run, as one of a family of models.
struct Reading {
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

    let run: MNISTBenchmarks.Run
    let family: Family
    let checkpoint: Checkpoint

    static let family = Dimension("family", \Reading.family, title: \.title)
    static let model = Dimension("model", \Reading.run.configuration.model.title)
    static let checkpoint = Dimension("checkpoint", \Reading.checkpoint)
    static let accuracy = Metric("testAccuracy", "Test accuracy (%)") { (reading: Reading) in
        reading.run.outcome.accuracy(reading.checkpoint)
    }

    static func all(_ runs: [MNISTBenchmarks.Run]) -> [Reading] {
        Family.allCases.flatMap { family in
            family.models.flatMap { model in
                Checkpoint.allCases.flatMap { checkpoint in
                    runs.filter { $0.configuration.model == model }.map { Reading(run: $0, family: family, checkpoint: checkpoint) }
                }
            }
        }
    }

    /// The rows of Table 1 on MNIST, in the form of those on MNIST-1D.
    static func table(_ records: [Record]) -> PrintedTable {
        let columns = ["logistic", "MLP", "CNN", "GRU", "human"].filter { name in records.contains { $0["model"] == name } }
        let seeds = Int(records.compactMap { $0.number("seeds") }.max() ?? 0)
        let examples = records[0]["trainExamples"]
        var table = PrintedTable(
            header: ["Test accuracy (%) on MNIST, \(examples) training examples, \(seeds) \(seeds == 1 ? "seed" : "seeds")"] + columns)
        for field in family.fields(in: records) {
            let own = records.filter { $0["family"] == field }
            for checkpoint in Checkpoint.allCases where own.contains(where: { $0["checkpoint"] == checkpoint.rawValue }) {
                let which = checkpoint == .best ? "best checkpoint on test data" : "last checkpoint"
                let title = family.title(of: field) + (field == Family.paper.rawValue ? "" : ", \(which)")
                let cells = columns.map { column in
                    own.first { $0["checkpoint"] == checkpoint.rawValue && $0["model"] == column }.map(cell) ?? "–"
                }
                let capitalized: String = title.prefix(1).uppercased() + title.dropFirst()
                table.append([capitalized] + cells)
            }
        }
        return table
    }

    private static func cell(_ record: Record) -> String {
        let mean = record.number("mean") ?? .nan
        if record["isLowerBound"] == "true" { return "> \(fixed(mean, decimals: 0))" }
        guard record["family"] == Family.paper.rawValue else { return record.deviationText(decimals: 2) }
        return "\(fixed(mean, decimals: 0)) ± \(fixed(record.number("deviation") ?? 0, decimals: 1))"
    }
}
