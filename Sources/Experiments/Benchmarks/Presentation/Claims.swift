import Artifact
import NeuralNetworks
import Statistics

/// What the claims are judged by: one value for each trial, in percent or points.
private struct Judged {
    let trials: Trials
    let human: Human
    let papers: [Record]
    let pairs: PairedProportions?
    /// The trained CNNs of Table 1.
    let cnns: [Benchmarks.Run]

    init(_ runs: [Benchmarks.Run], _ human: Human, _ papers: [Record]) {
        (trials, self.human, self.papers) = (Trials(runs), human, papers)
        pairs = AnswerRow.pairs(AnswerRow.rows(runs, human))
        cnns = trials(.cnn, .original)
    }

    func paper(_ model: SignalClassifier, _ data: Arrangement.Kind) -> (mean: Double, tolerance: Double) {
        let cell = Paper.cell(papers, model.title, data)
        return (cell?.number("mean") ?? .nan, cell?.number("tolerance") ?? .nan)
    }

    /// Of the best checkpoints, paired by seed: the initial weights are the same on original and shuffled signals.
    func lostByShuffling(_ model: SignalClassifier) throws -> Evidence {
        let lost = Benchmarks.best.contrast("lost", "Lost by shuffling", across: Benchmarks.data, within: Benchmarks.seed) {
            try $0[.original] - $0[.shuffled]
        }
        return try lost.evidence(
            trials(model, .original) + trials(model, .shuffled), untested: "no \(model.rawValue) was trained")
    }

    func lead(_ model: SignalClassifier, over other: SignalClassifier) throws -> Evidence {
        let (own, others) = (trials(model, .original), trials(other, .original))
        let lead = Benchmarks.best.contrast("lead", "Lead", across: Benchmarks.model, within: Benchmarks.seed) {
            try $0[model] - $0[other]
        }
        return try lead.evidence(own.isEmpty || others.isEmpty ? [] : own + others, untested: "not both were trained")
    }

    /// Of each CNN after 3000 steps: a number made of its mistakes, digit by digit.
    func cnn(_ part: Mistakes.Part = .all, _ number: ([Mistakes]) -> Double) -> [Double] {
        cnns.map { number(Mistakes.of($0, .authors, part, human)) }
    }

    /// In percent.
    static func error(_ mistakes: [Mistakes], on digits: Set<Int> = Set(0...9)) -> Double {
        let own = mistakes.filter { digits.contains($0.digit) }
        return 100 * Double(own.reduce(0) { $0 + $1.wrong }) / Double(own.reduce(0) { $0 + $1.shown })
    }

    func sample(_ values: [Double]) -> Evidence { values.isEmpty ? .untested("no CNN was trained") : .sample(values) }
}

/// What Table 1 and Figures 2 and 8 say, judged over the trials of Table 1.
extension Benchmarks {
    func claims(_ runs: [Run], _ human: Human, _ papers: [Record]) throws -> [Claim] {
        let judged = Judged(runs, human, papers)
        return try Self.accuracies(judged) + Self.differences(judged) + Self.selections(judged) + Self.people(judged)
            + Self.digits(judged)
    }

    private static let decided = "2026-11-24"
    /// When Table 1's protocol became that of the authors' `train.py`, and cells of one table got one rank.
    private static let changed = "2026-11-30"
    private static let protocolChange = "until 2026-11-30 after the notebooks' 6000 steps"
    private static let weights = "trials (initial weights)"
    private static let both = "trials (initial weights, permutation)"
    private static let names: [SignalClassifier: String] = [
        .logistic: "Logistic regression", .mlp: "MLP", .cnn: "CNN", .gru: "GRU",
    ]

    // MARK: Table 1

    private static func accuracies(_ judged: Judged) throws -> [Claim] {
        try Arrangement.Kind.allCases.flatMap { data in
            try SignalClassifier.allCases.map { model in
                let paper = judged.paper(model, data)
                let text = "\(fixed(paper.mean, decimals: 0)) ± \(fixed(paper.tolerance, decimals: 0))"
                return Claim(
                    "\(model.rawValue)-\(data.rawValue)", .primary, at: "Table 1",
                    quote: text.replacing(" ±", with: "±"),
                    statement: "\(names[model]!), \(data.rawValue) signals: test accuracy of the best checkpoint",
                    unit: "%", paper: text, rule: .equivalence(to: paper.mean, margin: paper.tolerance),
                    because:
                        "the paper prints the value with this tolerance; \(protocolChange)\(model == .mlp ? " and with 100 hidden units" : "")\(data == .shuffled ? ", and derived" : "")",
                    decided: changed, over: data == .original ? weights : both,
                    evidence: try best.evidence(judged.trials(model, data), untested: "no \(model.rawValue) was trained"))
            }
        } + notebooks(judged)
    }

    /// The MLP that the authors' notebooks train.
    private static func notebooks(_ judged: Judged) -> [Claim] {
        Arrangement.Kind.allCases.map { data in
            let own = judged.trials.notebooksHidden.map { judged.trials(.mlp, data, hidden: $0) } ?? []
            let values = own.map { $0.outcome.accuracy(.best, steps: notebookSteps) }
            return Claim(
                "mlp-notebook-\(data.rawValue)", .extension, at: "Table 1", quote: "",
                statement:
                    "MLP of the notebooks (100 units, 6000 steps), \(data.rawValue) signals: test accuracy of the best checkpoint",
                unit: "%", paper: "68 ± 2", rule: .equivalence(to: 68, margin: 2),
                because: "the value that Table 1 prints; this was the MLP of mlp-\(data.rawValue) until 2026-11-30", decided: changed,
                over: data == .original ? weights : both,
                evidence: values.isEmpty ? .untested("no such MLP was trained") : .sample(values))
        }
    }

    /// Of a difference of two printed values a ± s and b ± t: sqrt(s² + t²), to two decimals.
    private static func margin(_ s: Double, _ t: Double) -> Rule.Tolerance { .margin(tolerance(s, t)) }

    private static func tolerance(_ s: Double, _ t: Double) -> Double { (100 * (s * s + t * t).squareRoot()).rounded() / 100 }

    private static func differences(_ judged: Judged) throws -> [Claim] {
        func lead(_ model: SignalClassifier, _ other: SignalClassifier, _ paper: String, _ rule: Rule, _ tier: Claim.Tier, _ reason: String)
            throws -> Claim
        {
            Claim(
                "\(model.rawValue)-over-\(other.rawValue)", tier, at: "Table 1 (caption)",
                quote: "does a better job of separating models with different inductive biases",
                statement: "\(names[model]!) above \(other == .logistic ? "logistic regression" : names[other]!), original signals",
                unit: "points", paper: paper,
                rule: rule, because: reason, decided: changed, over: weights,
                evidence: try judged.lead(model, over: other))
        }
        func loss(
            _ model: SignalClassifier, _ rule: Rule, _ paper: String, _ reason: String, suffix: String = "",
            at location: String = "Section 3",
            quote: String = "decreases by about 38% on the shuffled data whereas the MLP and linear models perform about the same"
        ) throws -> Claim {
            Claim(
                "\(model.rawValue)-shuffling\(suffix)", .primary, at: location, quote: quote,
                statement: "\(names[model]!): accuracy lost by shuffling\(suffix.isEmpty ? "" : ", against the number in the text")",
                unit: "points", paper: paper, rule: rule, because: reason, decided: changed, over: both,
                evidence: try judged.lostByShuffling(model))
        }
        let printed = "the difference of two printed values, each with a tolerance of 2: ± sqrt(2² + 2²); until 2026-11-30 ± 4"
        let caption = "The drop in CNN and GRU performance when using shuffled data"
        return [
            try lead(
                .mlp, .logistic, "36", .size(36, margin(2, 1)), .derived,
                "the difference of two printed values with tolerances of 2 and 1: ± sqrt(2² + 1²); until 2026-11-30 ± 3"),
            try lead(.cnn, .mlp, "26", .size(26, margin(2, 2)), .derived, printed),
            try lead(.gru, .mlp, "23", .size(23, margin(2, 2)), .primary, printed),
            try lead(
                .cnn, .gru, "3", .greater(than: 0), .derived,
                "the difference of the printed values hardly passes their tolerances together; only its sign counts"),
            try loss(.cnn, .size(38, margin(2, 2)), "38", printed),
            try loss(.gru, .size(34, margin(2, 2)), "34", printed, at: "Table 1 (caption)", quote: caption),
            try loss(
                .gru, .size(38, margin(2, 2)), "about 38",
                "the text gives CNNs and GRUs one number, for which the table's own values of the GRU differ by 34; the same tolerance as for the CNN",
                suffix: "-in-text"),
            try loss(
                .mlp, .equivalence(to: 0, margin: tolerance(2, 2)), "0",
                "the same value is printed twice, with a tolerance of 2: ± sqrt(2² + 2²); until 2026-11-30 ± 2, and derived"),
            try loss(
                .logistic, .equivalence(to: 0, margin: tolerance(1, 1)), "0",
                "the same value is printed twice, with a tolerance of 1: ± sqrt(1² + 1²); until 2026-11-30 ± 1, and derived"),
        ]
    }

    /// What choosing the checkpoint on the test examples adds.
    private static func selections(_ judged: Judged) throws -> [Claim] {
        let gain = Metric("gain", "Best above last (points)") { (run: Run) in
            run.outcome.bestAccuracy - run.outcome.history.last!.testAccuracy
        }
        return try SignalClassifier.allCases.map { model in
            Claim(
                "\(model.rawValue)-best-over-last", .extension, at: "Table 1", quote: "",
                statement: "\(names[model]!), original signals: best checkpoint on the test examples above the last one",
                unit: "points", paper: "not in the paper", rule: .equivalence(to: 0, margin: 2),
                because: "2 points are the tolerance that the table prints for most models; less than it leaves its verdicts alone",
                decided: "2026-11-26", over: weights,
                evidence: try gain.evidence(judged.trials(model, .original), untested: "no \(model.rawValue) was trained"))
        }
    }

    // MARK: Figure 8 and Appendix A

    private static func people(_ judged: Judged) -> [Claim] {
        let right = judged.human.right
        let cnns = judged.cnn(.humans) { 100 - Judged.error($0) }
        return [
            Claim(
                "human-original", .primary, at: "Table 1", quote: "96± 1",
                statement: "Human, original signals: right answers", unit: "%", paper: "96 ± 1",
                rule: .equivalence(to: 96, margin: 1), because: "the paper prints the value with this tolerance",
                decided: decided, over: "published answers of one person", evidence: .proportion(right)),
            Claim(
                "human-shuffled", .primary, at: "Table 1", quote: "≈ 30± 10",
                statement: "Human, shuffled signals: right answers", unit: "%", paper: "about 30 ± 10", rule: .none,
                because: "no program repeats a person's answers", decided: changed, over: "answers",
                evidence: .untested("no answers are published")),
            Claim(
                "human-over-cnn", .primary, at: "Appendix A",
                quote: "It’s interesting that a human can outperform a CNN on this simple task",
                statement: "Human above the CNN of the authors' protocol, on the same examples", unit: "points",
                paper: "more", rule: .greater(than: 0),
                because: "the paper says that one is better; McNemar's test of the same 400 examples", decided: decided,
                over: "examples (one person, one CNN)", evidence: judged.pairs.map(Evidence.paired) ?? .untested("no CNN was trained")),
            Claim(
                "human-over-cnns", .extension, at: "Appendix A", quote: "",
                statement: "CNN after 3000 steps above the human, over initial weights", unit: "points",
                paper: "-2", rule: .less(than: 0),
                because: "the same question with the uncertainty of both the person and the training",
                decided: decided, over: weights,
                evidence: cnns.isEmpty ? .untested("no CNN was trained") : .sampleMinusProportion(cnns, right)),
        ]
    }

    private static func digits(_ judged: Judged) -> [Claim] {
        func human(
            _ id: String, _ tier: Claim.Tier, _ quote: String, _ statement: String, _ digits: Set<Int>, over others: Set<Int>
        ) -> Claim {
            Claim(
                "human-errors-\(id)", tier, at: "Appendix A", quote: quote, statement: "Human: \(statement)",
                unit: "points", paper: "more", rule: .greater(than: 0),
                because: "the paper says that there are more mistakes, and not how many", decided: decided,
                over: "published answers of one person to the smaller group of digits",
                evidence: .proportions(judged.human.wrong(on: digits), judged.human.wrong(on: others)))
        }
        func cnn(
            _ id: String, _ tier: Claim.Tier, _ quote: String, _ statement: String, _ digits: Set<Int>, over others: Set<Int>
        ) -> Claim {
            Claim(
                "cnn-errors-\(id)", tier, at: "Appendix A", quote: quote, statement: "CNN: \(statement)",
                unit: "points", paper: "more", rule: .greater(than: 0),
                because: "the paper says that there are more mistakes, and not how many", decided: decided,
                over: weights,
                evidence: judged.sample(judged.cnn { Judged.error($0, on: digits) - Judged.error($0, on: others) }))
        }
        let all = Set(0...9)
        // Among the first 500 examples, of which the authors' figure is.
        let withoutError = judged.cnn(.first500) { Judged.error($0, on: [3, 6]) }
        let (struggle, harder, zero) = (
            "Both the human and the CNN struggle primarily with classifying 2’s and 7’s",
            "The human had a harder time classifying 9’s whereas the CNN had a harder time classifying 1’s",
            "Both had zero errors classifying 3’s and 6’s"
        )
        return [
            human("2-7", .primary, struggle, "errors on 2 and 7 above those on other digits", [2, 7], over: all.subtracting([2, 7])),
            cnn("2-7", .primary, struggle, "errors on 2 and 7 above those on other digits", [2, 7], over: all.subtracting([2, 7])),
            human(
                "4", .primary, "and to a lesser degree 4’s", "errors on 4 above those on digits other than 2, 4 and 7", [4],
                over: all.subtracting([2, 4, 7])),
            cnn(
                "4", .primary, "and to a lesser degree 4’s", "errors on 4 above those on digits other than 2, 4 and 7", [4],
                over: all.subtracting([2, 4, 7])),
            human("9", .primary, harder, "errors on 9 above those on 3 and 6", [9], over: [3, 6]),
            cnn("1", .primary, harder, "errors on 1 above those on 9", [1], over: [9]),
            human("3-6", .primary, zero, "errors on other digits above those on 3 and 6", all.subtracting([3, 6]), over: [3, 6]),
            Claim(
                "cnn-errors-3-6", .primary, at: "Appendix A", quote: zero,
                statement: "CNN: trainings without an error on 3 and 6 among the 500 examples of the paper's figure", unit: "%",
                paper: "none, in one training", rule: .atLeast(50),
                because:
                    "the sentence is about one network on 500 examples: who trains another expects the same where more than half have none; until 2026-11-30 a rate on all examples of at most 1 %",
                decided: changed, over: "trainings (initial weights)",
                evidence: withoutError.isEmpty
                    ? .untested("no CNN was trained") : .proportion(Proportion(withoutError.count { $0 == 0 }, of: withoutError.count))),
            Claim(
                "cnn-error-rate-3-6", .extension, at: "Appendix A", quote: "", statement: "CNN: error rate on 3 and 6, all test examples",
                unit: "%", paper: "0", rule: .atMost(1),
                because:
                    "a rate below one in a hundred leaves no mistake in most test sets of the paper's size; this was cnn-errors-3-6 until 2026-11-30",
                decided: decided, over: weights, decimals: 2,
                evidence: judged.sample(judged.cnn { Judged.error($0, on: [3, 6]) })),
            Claim(
                "cnn-errors-balanced", .primary, at: "Appendix A",
                quote: "Classification errors were fairly evenly balanced across classes",
                statement: "CNN: share of all mistakes that the two worst digits have", unit: "%", paper: "not most of them",
                rule: .less(than: 50),
                because: "the paper's reason: one or two classes responsible for most of the mistakes would be a bad sign",
                decided: decided, over: weights,
                evidence: judged.sample(
                    judged.cnn { mistakes in
                        let wrong = mistakes.map(\.wrong)
                        return 100 * Double(wrong.sorted(by: >).prefix(2).reduce(0, +)) / Double(wrong.reduce(0, +))
                    })),
        ]
    }
}
