/// How many of a digit's test examples somebody classifies wrongly, original signals.
struct MistakeRow: Codable {
    enum Subject: String, Codable { case human, cnn }

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

        func examples(of count: Int) -> [Int] {
            switch self {
            case .humans: Human.examples
            case .first500: Array(0..<500)
            case .all: Array(0..<count)
            }
        }
    }

    let subject: Subject
    /// Of the CNN's initial weights.
    let seed: UInt32?
    let checkpoint: Checkpoint?
    let examples: Part
    let digit: Int
    let shown: Int
    let wrong: Int

    static func rows(_ runs: [BenchmarkRun]) -> [MistakeRow] {
        let human = (0...9).map { digit in
            let wrong = Human.wrong(on: [digit])
            return MistakeRow(
                subject: .human, seed: nil, checkpoint: nil, examples: .humans, digit: digit, shown: wrong.trials,
                wrong: wrong.count)
        }
        return human
            + Trials(runs)(.cnn, .original).flatMap { run in
                Checkpoint.allCases.flatMap { checkpoint in
                    Part.allCases.flatMap { part in rows(run, checkpoint, part) }
                }
            }
    }

    private static func rows(_ run: BenchmarkRun, _ checkpoint: Checkpoint, _ part: Part) -> [MistakeRow] {
        let (labels, answers) = (run.outcome.labels.values, checkpoint.answers(run.outcome).values)
        let examples = part.examples(of: labels.count)
        return (0...9).map { digit in
            let shown = examples.filter { labels[$0] == digit }
            return MistakeRow(
                subject: .cnn, seed: run.configuration.seed, checkpoint: checkpoint, examples: part, digit: digit,
                shown: shown.count, wrong: shown.count { answers[$0] != digit })
        }
    }
}
