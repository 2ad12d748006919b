import Artifact
import AtomicFiles
import Datasets
import Training

/// An evaluation: losses are means, accuracies percent.
struct HistoryRow: Codable {
    var step: Int
    var trainLoss: Double
    var trainAccuracy: Double
    /// Nil without test examples.
    var testLoss: Double?
    var testAccuracy: Double?
    /// Nil without a validation split.
    var validationLoss: Double?
    var validationAccuracy: Double?

    enum CodingKeys: String, CodingKey {
        case step
        case trainLoss = "train_loss"
        case trainAccuracy = "train_accuracy"
        case testLoss = "test_loss"
        case testAccuracy = "test_accuracy"
        case validationLoss = "validation_loss"
        case validationAccuracy = "validation_accuracy"
    }
}

/// The course of a training: its steps and evaluations, kept in a file on the way, until all are taken or it stops early.
final class TrainingCourse {
    private let options: Train
    private let trainer: Trainer
    let examples: TrainingExamples
    private let stateFile: OutputFile?
    private(set) var history: [HistoryRow] = []
    private var losses: [Float]?
    private var best: TrainingState.Best?
    /// The evaluation whose model is taken, where that is not the last.
    private(set) var taken: HistoryRow?

    /// Goes on from the state file where there is one.
    init(_ options: Train, _ trainer: Trainer, _ examples: TrainingExamples, state: OutputFile?) throws {
        (self.options, self.trainer, self.examples, stateFile) = (options, trainer, examples, state)
        losses = options.losses != nil || state != nil ? [] : nil
        guard let path = options.resume, let bytes = try FileOutput.contents(of: path), !bytes.isEmpty else { return }
        let source = "--resume \(path)"
        let state = try TrainingState(bytes, options: options.decisive(examples), source: source)
        guard state.snapshot.stepCount <= options.steps else {
            throw ArtifactError("\(source): is at step \(state.snapshot.stepCount), beyond --steps \(options.steps)")
        }
        guard trainer.restore(state.snapshot) else { throw ArtifactError("\(source): is the state of another model; give another file") }
        // Where it ended between two regular evaluations, an uninterrupted training has none.
        history = state.history.filter { isRegular($0.step) || $0.step == options.steps }
        (losses, best) = (state.losses, state.best)
    }

    private func isRegular(_ step: Int) -> Bool {
        step == 0 || (options.evaluationInterval > 0 && step % options.evaluationInterval == 0)
    }

    // MARK: Steps

    /// Trains. Returns what to say of a training whose loss is no number any more; nil of any other.
    func run() throws -> String? {
        let console = Console()
        let clock = ContinuousClock()
        let begin = clock.now
        var written = begin
        var progress = RunProgress(name: "mnist1d train", total: 1)
        progress.totalWeight = Double(options.steps)
        defer { console.clear() }
        if history.isEmpty, let failure = try evaluate() { return failure }
        while trainer.stepCount < options.steps, !isOver {
            let loss = try trainer.step()
            losses?.append(loss)
            guard loss.isFinite else {
                return divergence("the loss is \(loss) at step \(trainer.stepCount - 1)", updates: trainer.stepCount - 1)
            }
            if isRegular(trainer.stepCount) || trainer.stepCount == options.steps {
                if let failure = try evaluate() { return failure }
                if clock.now - written > .seconds(10) {
                    try keep()
                    written = clock.now
                }
            }
            if trainer.stepCount % 64 == 0 {
                progress.doneWeight = Double(trainer.stepCount)
                console.show(progress, elapsed: Double((clock.now - begin) / .seconds(1)))
            }
        }
        if history.last?.step != trainer.stepCount, let failure = try evaluate() { return failure }
        try keep()
        takeBest()
        return nil
    }

    /// Whether the validation accuracy has not been higher for so many evaluations.
    private var isOver: Bool {
        guard let patience = options.earlyStopping, let best else { return false }
        return history.count { $0.step > best.step } >= patience
    }

    private func evaluate() throws -> String? {
        let train = try trainer.evaluate(examples.train)
        let test = examples.test.count > 0 ? try trainer.evaluate(examples.test) : nil
        let validation = examples.validation.count > 0 ? try trainer.evaluate(examples.validation) : nil
        let row = HistoryRow(
            step: trainer.stepCount, trainLoss: train.loss, trainAccuracy: train.accuracy, testLoss: test?.loss,
            testAccuracy: test?.accuracy, validationLoss: validation?.loss, validationAccuracy: validation?.accuracy)
        history.append(row)
        for (part, loss) in [("training", train.loss), ("test", test?.loss ?? 0), ("validation", validation?.loss ?? 0)]
        where !loss.isFinite {
            let moment = row.step == 0 ? "before any update" : "after \(row.step) steps"
            return divergence("the loss of the \(part) examples is \(loss) \(moment)", updates: row.step)
        }
        if options.earlyStopping != nil, isRegular(row.step), let accuracy = row.validationAccuracy, accuracy > best?.accuracy ?? -1 {
            best = .init(step: row.step, accuracy: accuracy, snapshot: trainer.snapshot)
        }
        return nil
    }

    private func keep() throws {
        guard let stateFile else { return }
        let state = TrainingState(
            options: options.decisive(examples), snapshot: trainer.snapshot, losses: losses, history: history, best: best)
        try stateFile.write(try state.bytes())
    }

    /// The model of the highest validation accuracy, where the training may stop early; the last evaluation is one of them.
    private func takeBest() {
        guard let best, let last = history.last, !(last.validationAccuracy ?? -1 > best.accuracy), last.step != best.step else { return }
        _ = trainer.restore(best.snapshot)
        taken = history.first { $0.step == best.step }
    }

    private func divergence(_ fact: String, updates: Int) -> String {
        guard updates == 0 else {
            return "\(fact): the training diverged; try a smaller --learning-rate than \(options.optimizer.learningRate)"
        }
        return "\(fact): the signals are too large, with values up to \(examples.largest); scale the data"
    }

    // MARK: Tables

    var lossTable: Table {
        var table = Table(columns: ["step", "train_loss"])
        for (step, loss) in (losses ?? []).enumerated() { table.append(["\(step)", "\(loss)"]) }
        return table
    }

    /// Without the columns of the validation where there is none.
    var historyTable: Table {
        get throws {
            let all = try Table(history)
            guard examples.validation.count == 0 else { return all }
            var table = Table(columns: all.columns.dropLast(2))
            for row in all.rows { table.append(row.dropLast(2)) }
            return table
        }
    }
}
