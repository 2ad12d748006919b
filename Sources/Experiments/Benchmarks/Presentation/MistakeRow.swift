import Artifact
import Plotting
import Statistics

/// How many of a digit's test examples the CNN of one seed classifies wrongly, on original signals.
struct SeedMistakeRow: Codable {
    var seed: UInt32
    var digit: Int
    var shown: Int
    var wrongAtBest: Int
    var wrongAtLast: Int

    static func rows(_ runs: [BenchmarkRun]) -> [SeedMistakeRow] {
        runs.filter { $0.configuration.model == .cnn && $0.configuration.arrangement == .original }.flatMap { run in
            let labels = run.outcome.labels.values
            func wrong(_ answers: Digits, _ digit: Int) -> Int {
                zip(labels, answers.values).count { $0 == digit && $1 != digit }
            }
            return (0...9).map { digit in
                SeedMistakeRow(
                    seed: run.configuration.seed, digit: digit, shown: labels.count { $0 == digit },
                    wrongAtBest: wrong(run.outcome.answersAtBest, digit),
                    wrongAtLast: wrong(run.outcome.answersAtEnd, digit))
            }
        }
    }
}

/// One bar of Figure 8: the part of a digit's examples that is classified wrongly, in percent.
struct MistakeRow: Codable {
    /// Who or what classifies.
    var subject: String
    var digit: Int
    /// Examples of the digit, in one test.
    var shown: Int
    /// For the CNN the mean over seeds.
    var wrong: Double
    var rate: Double
    /// For the human a 95 % interval (Wilson's), for the CNN mean minus and plus one standard deviation over seeds.
    var lower: Double
    var upper: Double

    private static let human = "human"
    private static let best = "CNN (best checkpoint)"
    private static let last = "CNN (last checkpoint)"

    static func rows(_ runs: [BenchmarkRun]) -> [MistakeRow] {
        var result: [MistakeRow] = []
        for (digit, counts) in Published.humanMistakes.enumerated() {
            let interval = Proportion(counts.wrong, of: counts.shown).confidenceInterval95
            result.append(
                MistakeRow(
                    subject: human, digit: digit, shown: counts.shown, wrong: Double(counts.wrong),
                    rate: 100 * Double(counts.wrong) / Double(counts.shown), lower: 100 * interval.lower,
                    upper: 100 * interval.upper))
        }
        let digits = SeedMistakeRow.rows(runs).grouped(by: \.digit)
        func append(_ subject: String, _ wrong: (SeedMistakeRow) -> Int) {
            for (digit, rows) in digits {
                let summary = Summary(rows.map { Double(wrong($0)) })
                let deviation = summary.deviation ?? 0
                func percent(_ count: Double) -> Double { 100 * count / Double(rows[0].shown) }
                result.append(
                    MistakeRow(
                        subject: subject, digit: digit, shown: rows[0].shown, wrong: summary.mean,
                        rate: percent(summary.mean), lower: percent(summary.mean - deviation),
                        upper: percent(summary.mean + deviation)))
            }
        }
        append(best, \.wrongAtBest)
        append(last, \.wrongAtLast)
        return result
    }

    /// Figure 8: bars side by side for each digit.
    static func figure(_ rows: [MistakeRow]) -> Figure {
        // Apart in greyscale too: light, dark, light.
        let styles = [
            human: SeriesStyle(color: Color(0xE69F00)), best: SeriesStyle(color: Color(0x0072B2)),
            last: SeriesStyle(color: Color(0x56B4E9)),
        ]
        return Figure(width: .single, height: 62, seriesStyles: styles) {
            Plot(x: .band("Digit"), y: .linear("Classified wrongly (%)", includesZero: true), legend: .above) {
                Bar(rows, x: { "\($0.digit)" }, y: \.rate, series: \.subject, low: { max(0, $0.lower) }, high: \.upper)
            }
        }
    }
}
