import Artifact
import Plotting
import Statistics

/// One run: accuracies in percent after all steps.
struct SizeRunRow: Codable {
    let examples: Int
    let seed: UInt32
    let trainAccuracy: Double
    let testAccuracy: Double

    static func rows(_ runs: [SizeRun]) -> [SizeRunRow] {
        runs.map {
            SizeRunRow(
                examples: $0.configuration.examples, seed: $0.configuration.seed,
                trainAccuracy: $0.outcome.trainAccuracy, testAccuracy: $0.outcome.testAccuracy)
        }
    }
}

/// A point of the curve: mean over seeds and its 95 % interval (Student's t).
struct SizeRow: Codable {
    /// `CNN`, or `human` for the published accuracy.
    let subject: String
    let examples: Int
    let mean: Double
    let lower: Double?
    let upper: Double?

    /// The paper's human: 21 of 500 answers wrong (data behind its Figure 8).
    private static let human = 100 * (1 - Proportion(21, of: 500).value)

    static func rows(_ runs: [SizeRun]) -> [SizeRow] {
        let sizes = runs.summarized(by: \.configuration.examples, \.outcome.testAccuracy)
        return sizes.map { examples, summary in
            SizeRow(subject: "CNN", examples: examples, mean: summary.mean, lower: summary.lower, upper: summary.upper)
        } + [SizeRow(subject: "human", examples: 4000, mean: human, lower: nil, upper: nil)]
    }

    static func figure(_ rows: [SizeRow]) -> Figure {
        let cnn = rows.filter { $0.subject == "CNN" }
        return Figure(width: .single, height: 55) {
            Plot(
                x: .log("Training examples", ticks: cnn.map { Double($0.examples) }), y: .linear("Test accuracy (%)"),
                legend: .none
            ) {
                for human in rows where human.subject == "human" { Rule(y: human.mean, label: "human") }
                Band(
                    cnn.filter { $0.lower != nil }, x: \.examples, low: { $0.lower! }, high: { $0.upper! }, series: \.subject)
                Line(cnn, x: \.examples, y: \.mean, series: \.subject)
                Dot(cnn, x: \.examples, y: \.mean, series: \.subject)
            }
        }
    }
}
