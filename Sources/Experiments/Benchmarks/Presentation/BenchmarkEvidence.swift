import Artifact
import NeuralNetworks
import Statistics

/// What the claims need, one value for each trial, in percent or points.
struct BenchmarkEvidence {
    private let trials: Trials
    private let mistakes: [[MistakeRow]]
    private let pairs: [HumanRow]

    init(_ runs: [BenchmarkRun]) {
        trials = Trials(runs)
        let rows = MistakeRow.rows(runs).filter { $0.subject == .cnn && $0.checkpoint == .authors }
        mistakes = rows.grouped(by: \.seed).map(\.values)
        pairs = HumanRow.rows(runs)
    }

    /// Values as evidence, or the reason why there are none.
    func sample(_ reason: String, _ values: () -> [Double]) -> Evidence {
        let values = values()
        return values.isEmpty ? .untested(reason) : .sample(values)
    }

    // MARK: Accuracies of the best checkpoints

    func best(_ model: SignalClassifier, _ data: Arrangement.Kind) -> [Double] {
        trials(model, data).map(\.outcome.bestAccuracy)
    }

    /// Of the notebooks' MLP, after their number of steps.
    func notebooksMLP(_ data: Arrangement.Kind) -> [Double] {
        guard let hidden = trials.notebooksHidden else { return [] }
        return trials(.mlp, data, hidden: hidden).map { $0.outcome.accuracy(.best, steps: Published.notebookSteps) }
    }

    /// Seed by seed; the initial weights are the same on original and shuffled signals.
    func lossFromShuffling(_ model: SignalClassifier) -> [Double] {
        zip(best(model, .original), best(model, .shuffled)).map { $0 - $1 }
    }

    func gainFromSelection(_ model: SignalClassifier) -> [Double] {
        trials(model, .original).map { $0.outcome.bestAccuracy - $0.outcome.history.last!.testAccuracy }
    }

    func lead(of model: SignalClassifier, over other: SignalClassifier) -> [Double] {
        zip(best(model, .original), best(other, .original)).map { $0 - $1 }
    }

    // MARK: The human and the CNN after 3000 steps

    /// On the examples that both have seen: the human less the CNN of the first seed.
    var humanAgainstCNN: Evidence {
        HumanRow.pairs(pairs).map(Evidence.paired) ?? .untested("no CNN was trained")
    }

    /// Over initial weights, on the human's examples.
    var cnnLessHuman: Evidence {
        let accuracies = mistakes.map { rows in 100 - Self.error(rows.filter { $0.examples == .humans }) }
        return accuracies.isEmpty ? .untested("no CNN was trained") : .sampleLessProportion(accuracies, Human.right)
    }

    // MARK: Mistakes of the CNN after 3000 steps, on all test examples

    func error(on digits: Set<Int>) -> [Double] {
        mistakes.map { rows in Self.error(rows.filter { $0.examples == .all && digits.contains($0.digit) }) }
    }

    /// How many of the trainings have none among the first 500 examples, of which the authors' figure is.
    func trainingsWithoutError(on digits: Set<Int>) -> Evidence {
        let wrong = mistakes.map { rows in
            rows.filter { $0.examples == .first500 && digits.contains($0.digit) }.reduce(0) { $0 + $1.wrong }
        }
        return wrong.isEmpty ? .untested("no CNN was trained") : .proportion(Proportion(wrong.count { $0 == 0 }, of: wrong.count))
    }

    func excessError(on digits: Set<Int>, over others: Set<Int>) -> [Double] {
        zip(error(on: digits), error(on: others)).map { $0 - $1 }
    }

    func shareOfTheTwoWorstDigits() -> [Double] {
        mistakes.map { rows in
            let wrong = rows.filter { $0.examples == .all }.map(\.wrong)
            return 100 * Double(wrong.sorted(by: >).prefix(2).reduce(0, +)) / Double(wrong.reduce(0, +))
        }
    }

    /// In percent.
    private static func error(_ rows: [MistakeRow]) -> Double {
        100 * Double(rows.reduce(0) { $0 + $1.wrong }) / Double(rows.reduce(0) { $0 + $1.shown })
    }
}
