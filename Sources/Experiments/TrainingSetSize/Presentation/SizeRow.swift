import Artifact
import Plotting
import Statistics

/// A point of the curve: a test accuracy in percent and its 95 % interval.
struct SizeRow: Codable {
    /// `CNN`, or `human` for the published answers.
    let subject: String
    let examples: Int
    let mean: Double
    /// Student's t over seeds; Wilson's of the human's answers.
    let lower: Double?
    let upper: Double?

    /// The authors' human: right answers among the distinct ones behind their Figure 8.
    static let human = Proportion(383, of: 400)

    static func rows(_ runs: [SizeRun], hasHuman: Bool) -> [SizeRow] {
        let (lower, upper) = human.confidenceInterval95
        return runs.summarized(by: \.configuration.examples, \.outcome.testAccuracy).map { examples, summary in
            SizeRow(subject: "CNN", examples: examples, mean: summary.mean, lower: summary.lower, upper: summary.upper)
        }
            + (hasHuman
                ? [SizeRow(subject: "human", examples: 4000, mean: 100 * human.value, lower: 100 * lower, upper: 100 * upper)] : [])
    }

    static func figure(_ rows: [SizeRow]) -> Figure {
        let cnn = rows.filter { $0.subject == "CNN" }
        let ends = [cnn.map(\.examples).min() ?? 0, cnn.map(\.examples).max() ?? 0]
        return Figure(width: .single, height: 58) {
            Plot(
                x: .log("Training examples", ticks: cnn.map { Double($0.examples) }), y: .linear("Test accuracy (%)"),
                legend: .inside
            ) {
                for human in rows where human.subject == "human" {
                    Band(
                        ends, x: { $0 }, low: { _ in human.lower }, high: { _ in human.upper }, series: { _ in "human" },
                        opacity: 0.12)
                    Line(x: ends, y: [human.mean, human.mean], series: "human")
                }
                Band(cnn, x: \.examples, low: \.lower, high: \.upper, series: \.subject)
                Line(cnn, x: \.examples, y: \.mean, series: \.subject, markers: true)
            }
        }
    }
}
