import Artifact
import NeuralNetworks
import Plotting
import Statistics

/// One person's answers to 400 test examples of MNIST-1D, from the authors' files behind their Figure 8.
///
/// Five quizzes of 100 examples are published, but the second is the first one again, byte for byte: 400 of the 500
/// answers are distinct, to the test examples 0 to 99 and 200 to 499.
struct Human {
    static let numbers: Set = ["example", "label", "answer"]

    /// The indices of the examples in the test set.
    let examples: [Int]
    let labels: [Int]
    let answers: [Int]

    init(_ records: [Record]) {
        func column(_ name: String) -> [Int] { records.map { Int($0.number(name)!) } }
        (examples, labels, answers) = (column("example"), column("label"), column("answer"))
    }

    /// All right answers among all.
    var right: Proportion { Proportion(zip(labels, answers).count { $0 == $1 }, of: answers.count) }

    /// The wrong answers among those to some digits.
    func wrong(on digits: Set<Int>) -> Proportion {
        let shown = zip(labels, answers).filter { digits.contains($0.0) }
        return Proportion(shown.count { $0 != $1 }, of: shown.count)
    }
}

/// How many of a digit's test examples somebody classifies wrongly, original signals.
struct Mistakes {
    enum Subject: String, Codable, CaseIterable {
        case human, cnn
        /// In Figure 8: the CNN of the authors' seed.
        case authorsSeed

        var title: String {
            switch self {
            case .human: "human"
            case .cnn: "CNN"
            case .authorsSeed: "CNN (seed 42)"
            }
        }
    }

    enum Checkpoint: String, Codable, CaseIterable {
        case best
        /// After 3000 steps, as in the authors' Figure 8.
        case authors
        case last

        func answers(_ outcome: Benchmarks.Outcome) -> DigitString {
            switch self {
            case .best: outcome.answersAtBest
            case .authors: outcome.answersAtStep
            case .last: outcome.answersAtEnd
            }
        }
    }

    enum Part: String, Codable, CaseIterable {
        /// Those that the human has seen.
        case humans
        /// The first 500 test examples, of which the authors' figure counts the CNN's mistakes.
        case first500
        case all
    }

    var subject: Subject
    /// Of the CNN's initial weights.
    var seed: UInt32?
    var checkpoint: Checkpoint?
    var examples: Part
    var digit: Int
    var shown: Int
    var wrong: Int

    static let subject = Dimension("subject", \Mistakes.subject, title: \.title)
    static let digit = Dimension("digit", \Mistakes.digit)
    static let factors: [any Factor<Mistakes>] = [
        subject, Dimension("seed", \Mistakes.seed), Dimension("checkpoint", \Mistakes.checkpoint), Dimension("examples", \Mistakes.examples),
        digit,
    ]
    /// In percent.
    static let rate = Metric("rate", "Classified wrongly (%)") { (mistakes: Mistakes) in
        100 * Double(mistakes.wrong) / Double(mistakes.shown)
    }

    static func all(_ runs: [Benchmarks.Run], _ human: Human) -> [Mistakes] {
        (0...9).map { digit in
            let wrong = human.wrong(on: [digit])
            return Mistakes(subject: .human, examples: .humans, digit: digit, shown: wrong.trials, wrong: wrong.count)
        }
            + Trials(runs)(.cnn, .original).flatMap { run in
                Checkpoint.allCases.flatMap { checkpoint in
                    Part.allCases.flatMap { part in of(run, checkpoint, part, human) }
                }
            }
    }

    /// One CNN's, digit by digit.
    static func of(_ run: Benchmarks.Run, _ checkpoint: Checkpoint, _ part: Part, _ human: Human) -> [Mistakes] {
        let (labels, answers) = (run.outcome.labels.values, checkpoint.answers(run.outcome).values)
        let examples =
            switch part {
            case .humans: human.examples
            case .first500: Array(0..<500)
            case .all: Array(0..<labels.count)
            }
        return (0...9).map { digit in
            let shown = examples.filter { labels[$0] == digit }
            return Mistakes(
                subject: .cnn, seed: run.configuration.seed, checkpoint: checkpoint, examples: part, digit: digit, shown: shown.count,
                wrong: shown.count { answers[$0] != digit })
        }
    }

    /// The symbols of Figure 8: the human, the CNN over all seeds, and that of the authors' seed, on the human's examples.
    static func figure8(_ runs: [Benchmarks.Run], _ human: Human) -> [Mistakes] {
        let all = all(runs, human)
        let cnn = all.filter { $0.subject == .cnn && $0.checkpoint == .authors && $0.examples == .humans }
        let one = cnn.filter { $0.seed == 42 }.map { mistakes in
            var mistakes = mistakes
            mistakes.subject = .authorsSeed
            return mistakes
        }
        return all.filter { $0.subject == .human } + cnn + one
    }

    /// The part that is wrong, and its 95 % interval: Wilson's for the human, Student's t of the mean over seeds for the CNN.
    static func ends(_ cell: Cell<Mistakes>) -> [Double?] {
        let first = cell.elements[0]
        switch first.subject {
        case .human:
            let wrong = Estimate(percent: Proportion(first.wrong, of: first.shown))
            return [wrong.mean, wrong.lower, wrong.upper]
        case .cnn: return [cell.summary.mean, cell.summary.lower.map { max(0, $0) }, cell.summary.upper.map { min(100, $0) }]
        case .authorsSeed: return [cell.summary.mean, nil, nil]
        }
    }

    static func figure(_ records: [Record]) -> Figure {
        let styles = [Subject.authorsSeed.title: SeriesStyle(color: Color(0xE69F00), symbol: .diamond)]
        return Figure(width: .single, height: 62, seriesStyles: styles) {
            Plot(x: .band("Digit"), y: axis(records), legend: .above) {
                Dot(
                    records, x: { $0["digit"] }, y: { $0.number("rate") }, series: subject.title(of:), low: { $0.number("lower") },
                    high: { $0.number("upper") }, isDodged: true)
                Dot(
                    records, x: { $0["digit"] }, y: { $0.number("published") }, series: subject.title(of:), size: 4, isDodged: true,
                    style: .published)
            }
        }
    }

    /// From a little below zero, so that digits without a mistake stand above the axis.
    private static func axis(_ records: [Record]) -> Axis {
        let highest = ["rate", "upper", "published"].flatMap { name in records.compactMap { $0.number(name) } }.max() ?? 0
        let ticks = Array(stride(from: 0, through: max(10, 10 * (highest / 10).rounded(.up)), by: 10))
        return .linear("Classified wrongly (%)", domain: -1...ticks.last!, ticks: ticks)
    }
}

/// What the human, and the CNN of the first seed, take one of the human's examples for.
struct AnswerRow: Codable {
    /// Its index in the test set.
    let example: Int
    let label: Int
    let human: Int
    /// After 3000 steps, as in the authors' Figure 8.
    let cnn: Int

    static func rows(_ runs: [Benchmarks.Run], _ human: Human) -> [AnswerRow] {
        guard let cnn = Trials(runs)(.cnn, .original).first?.outcome.answersAtStep.values else { return [] }
        return human.examples.indices.map { index in
            let example = human.examples[index]
            return AnswerRow(example: example, label: human.labels[index], human: human.answers[index], cnn: cnn[example])
        }
    }

    /// Right answers, the human's first; nil of no rows.
    static func pairs(_ rows: [AnswerRow]) -> PairedProportions? {
        guard !rows.isEmpty else { return nil }
        func count(_ human: Bool, _ cnn: Bool) -> Int {
            rows.count { ($0.human == $0.label) == human && ($0.cnn == $0.label) == cnn }
        }
        return PairedProportions(
            both: count(true, true), first: count(true, false), second: count(false, true), neither: count(false, false))
    }

    /// Who is right where, and McNemar's test of it.
    static func table(_ rows: [AnswerRow]) -> PrintedTable {
        var table = PrintedTable(header: ["Of \(rows.count) examples", "CNN right", "CNN wrong"])
        guard let pairs = pairs(rows) else { return table }
        table.append(["human right", "\(pairs.both)", "\(pairs.first)"])
        table.append(["human wrong", "\(pairs.second)", "\(pairs.neither)"])
        if let (lower, upper) = pairs.interval(level: Judgement.level) {
            let ends = [lower, upper].map { fixed(100 * $0, decimals: 1) }
            table.append([
                "human minus CNN (points)", "\(fixed(100 * pairs.estimate, decimals: 1)) [\(ends[0]), \(ends[1])]", "",
            ])
        }
        table.append(["McNemar's p (two-sided)", fixed(pairs.pValue(unequal: 0), decimals: 3), ""])
        return table
    }
}

extension Benchmarks {
    func mistakes(_ human: Human) -> Part<Run> {
        .data(
            "mistakes", caption: "Mistakes of the human and of every CNN, by digit.",
            Summaries(Mistakes.rate, by: Mistakes.factors, columns: [.property("shown", \.shown), .property("wrong", \.wrong)])
                .of { Mistakes.all($0, human) })
    }

    func answers(_ human: Human, seed: UInt32, step: Int, isPapers: Bool) -> Part<Run> {
        .table(
            "human",
            caption:
                "The human and the CNN of seed \(seed) after \(step) steps\(isPapers ? ", the authors' protocol," : "") on the same examples, with McNemar's exact test. The difference has its 90 % interval. The authors' files hold 500 answers, of which 100 are there twice.",
            rows: { AnswerRow.rows($0, human) }, table: AnswerRow.table)
    }

    func figure8(_ human: Human, _ all: [Configuration], isPapers: Bool, seeds: Int) throws -> Part<Run> {
        // Of 500 answers, one quiz twice, and of the first 500 test examples.
        let bars = isPapers ? try publishedRecords("figure-8.csv", numbers: ["digit", "wrong", "shown"]) : []
        let one = all.contains { $0.seed == 42 } ? " Seed 42 is the authors'." : ""
        let step = min(all[0].answersStep, all[0].steps)
        return .figure(
            "figure8",
            caption:
                "Mistakes by digit\(isPapers ? " (paper, Figure 8)" : ""). The human gave 400 distinct answers. Bars are 95 % intervals. The CNN answers the same 400 examples after \(step) steps: means over \(seeds) initial weights with 95 % intervals.\(one)\(isPapers ? " Faint, to the right of ours: the authors' figure, which counts 100 of the human's answers twice and shows the CNN's mistakes on the first 500 test examples." : "")",
            Summaries(
                Mistakes.rate, by: [Mistakes.subject, Mistakes.digit],
                columns: [
                    .numbers(["rate", "lower", "upper"], Mistakes.ends),
                    .number("published") { cell in
                        bars.first { $0["subject"] == cell.fields["subject"] && $0["digit"] == cell.fields["digit"] }
                            .map { 100 * $0.number("wrong")! / $0.number("shown")! }
                    },
                ]
            ).of { Mistakes.figure8($0, human) }, Mistakes.figure)
    }
}
