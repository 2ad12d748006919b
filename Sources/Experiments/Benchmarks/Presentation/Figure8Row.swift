import Artifact
import Plotting
import Statistics

/// One symbol of Figure 8: the part of a digit's examples that is classified wrongly, in percent.
struct Figure8Row: Codable {
    enum Subject: String, Codable {
        case human
        /// Over all seeds, after 3000 steps.
        case cnn
        /// Of the authors' seed, after 3000 steps.
        case authorsSeed

        var title: String {
            switch self {
            case .human: "human"
            case .cnn: "CNN"
            case .authorsSeed: "CNN (seed 42)"
            }
        }
    }

    let subject: Subject
    let digit: Int
    let rate: Double
    /// The 95 % interval: Wilson's for the human, Student's t of the mean over seeds for the CNN.
    let lower: Double?
    let upper: Double?
    /// The authors' bars: of 500 answers, one quiz twice, and of the first 500 test examples.
    let published: Double?

    static func rows(_ runs: [BenchmarkRun], isPapers: Bool) -> [Figure8Row] {
        let mistakes = MistakeRow.rows(runs)
        let human = mistakes.filter { $0.subject == .human }.map { row in
            let wrong = Proportion(row.wrong, of: row.shown)
            let (lower, upper) = wrong.confidenceInterval95
            return Figure8Row(
                subject: .human, digit: row.digit, rate: 100 * wrong.value, lower: 100 * lower, upper: 100 * upper,
                published: isPapers ? Published.humansBars[row.digit] : nil)
        }
        let cnn = mistakes.filter { $0.subject == .cnn && $0.checkpoint == .authors && $0.examples == .humans }
        func rate(_ row: MistakeRow) -> Double { 100 * Double(row.wrong) / Double(row.shown) }
        let all = cnn.summarized(by: \.digit, rate).map { digit, summary in
            Figure8Row(
                subject: .cnn, digit: digit, rate: summary.mean, lower: summary.lower.map { max(0, $0) },
                upper: summary.upper.map { min(100, $0) }, published: nil)
        }
        let one = cnn.filter { $0.seed == 42 }.map { row in
            Figure8Row(
                subject: .authorsSeed, digit: row.digit, rate: rate(row), lower: nil, upper: nil,
                published: isPapers ? Published.cnnsBars[row.digit] : nil)
        }
        return human + all + one
    }

    static func figure(_ rows: [Figure8Row]) -> Figure {
        let styles = [Subject.authorsSeed.title: SeriesStyle(color: Color(0xE69F00), symbol: .diamond)]
        return Figure(width: .single, height: 62, seriesStyles: styles) {
            Plot(x: .band("Digit"), y: .linear("Classified wrongly (%)", includesZero: true), legend: .above) {
                Dot(
                    rows, x: { "\($0.digit)" }, y: \.rate, series: \.subject.title, low: \.lower, high: \.upper,
                    isDodged: true)
                Dot(
                    rows, x: { "\($0.digit)" }, y: \.published, series: \.subject.title, size: 2.8, isDodged: true,
                    style: .published)
            }
        }
    }
}
