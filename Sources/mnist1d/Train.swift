import Artifact
import AtomicFiles
import Autodiff
import Datasets
import Foundation
import NeuralNetworks
import RandomGenerators
import Training

/// `mnist1d train`: one model, trained and evaluated.
struct Train: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Train a model and print how it does.",
        discussion: """
            With its defaults this is the training of the paper: Adam at rate 0.01, batches of 100 in \
            order, 6000 steps. Weights start as PyTorch's do for the same seed.

            --losses writes step and train_loss, the loss of the step's batch before the update; --history \
            writes loss and accuracy on all training and all test examples at each evaluation. A training \
            that diverges ends with status 3; both files hold what it did until then.

            EXAMPLES:
              mnist1d train --model cnn
              mnist1d train --model mlp --hidden-size 500 --shuffle-positions 42 --losses l.csv
              mnist1d train --model gru --data d.npz --learning-rate 0.005 --history h.csv
              mnist1d train --model cnn --channels 10 --optimizer sgd --momentum 0.9 --loss mse
            """)

    enum ModelName: String, CaseIterable, ExpressibleByArgument {
        case logistic, mlp, cnn, gru
    }

    enum OptimizerName: String, CaseIterable, ExpressibleByArgument {
        case adam, sgd
    }

    @Option(help: "The model.")
    var model: ModelName

    @Option(
        parsing: .unconditional, help: "Hidden units of mlp and gru. (default: 100 and 6)")
    var hiddenSize: Int?

    @Option(parsing: .unconditional, help: "Channels of cnn. (default: 25)")
    var channels: Int?

    @Option(help: "A .npz file as mnist1d generate writes it. (default: the dataset of the paper)")
    var data: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Put the points of all signals into the order of NumPy's permutation of this seed.",
            valueName: "seed"))
    var shufflePositions: Int?

    @Option(help: "The optimizer.")
    var optimizer = OptimizerName.adam

    @Option(parsing: .unconditional, help: "The learning rate, above 0.")
    var learningRate = 0.01

    @Option(parsing: .unconditional, help: "The momentum of sgd, from 0 to below 1. (default: 0)")
    var momentum: Double?

    @Option(parsing: .unconditional, help: "The weight decay, at least 0, added to the gradient.")
    var weightDecay = 0.0

    @Option(help: "The loss: nll of the softmax, or mse from one-hot targets.")
    var loss = Loss.negativeLogLikelihood

    @Option(parsing: .unconditional, help: "Examples per step.")
    var batchSize = 100

    @Option(parsing: .unconditional, help: "Training steps.")
    var steps = 6000

    @Option(parsing: .unconditional, help: "Seed of the initial weights.")
    var seed = 42

    @Option(
        parsing: .unconditional,
        help: "Evaluate every so many steps, as well as before the first and after the last; 0: only then.")
    var evaluationInterval = 250

    @Option(help: "The CSV file to write each step's loss to.")
    var losses: String?

    @Option(help: "The CSV file to write each evaluation to.")
    var history: String?

    struct LossRow: Codable {
        var step: Int
        var trainLoss: Float

        enum CodingKeys: String, CodingKey {
            case step
            case trainLoss = "train_loss"
        }
    }

    struct HistoryRow: Codable {
        var step: Int
        var trainLoss: Double
        var trainAccuracy: Double
        /// Nil without test examples.
        var testLoss: Double?
        var testAccuracy: Double?

        enum CodingKeys: String, CodingKey {
            case step
            case trainLoss = "train_loss"
            case trainAccuracy = "train_accuracy"
            case testLoss = "test_loss"
            case testAccuracy = "test_accuracy"
        }
    }

    func validate() throws {
        func check(_ condition: Bool, _ option: String, _ value: some Any, _ expectation: String) throws {
            guard condition else { throw ValidationError("\(option) \(value): \(expectation)") }
        }
        func belongs(_ option: String, _ value: (some Any)?, _ isRight: Bool, to owner: String) throws {
            guard let value else { return }
            try check(isRight, option, value, "is an option of \(owner)")
        }
        try belongs("--hidden-size", hiddenSize, model == .mlp || model == .gru, to: "--model mlp and gru")
        try belongs("--channels", channels, model == .cnn, to: "--model cnn")
        try belongs("--momentum", momentum, optimizer == .sgd, to: "--optimizer sgd")
        let size = 1...10_000
        try check(size.contains(hiddenSize ?? 1), "--hidden-size", hiddenSize ?? 1, "give a number from 1 to 10000")
        try check(size.contains(channels ?? 1), "--channels", channels ?? 1, "give a number from 1 to 10000")
        try check(
            learningRate > 0 && learningRate.isFinite, "--learning-rate", learningRate, "give a number above 0")
        try check(
            (0..<1).contains(momentum ?? 0), "--momentum", momentum ?? 0, "give a number from 0 to below 1")
        try check(
            weightDecay >= 0 && weightDecay.isFinite, "--weight-decay", weightDecay, "give a number of at least 0")
        try check(
            (1...1_000_000).contains(batchSize), "--batch-size", batchSize, "give a number from 1 to 1000000")
        try check(
            (1...1_000_000_000).contains(steps), "--steps", steps, "give a number from 1 to 1000000000")
        try check(
            (0...1_000_000_000).contains(evaluationInterval), "--evaluation-interval", evaluationInterval, "give a number from 0 to 1000000000")
        try check(seed >= 0, "--seed", seed, "give a number of at least 0")
        if let shufflePositions {
            try check(
                UInt32(exactly: shufflePositions) != nil, "--shuffle-positions", shufflePositions,
                "give a number from 0 to \(UInt32.max)")
        }
    }

    func run() throws {
        // Whether they can be written is known before the training rather than after it.
        var outputs = OutputSet(inputs: data.map { [("--data", $0)] } ?? [])
        let lossFile = try losses.map { try outputs.open($0, as: "--losses") }
        let historyFile = try history.map { try outputs.open($0, as: "--history") }
        let data = try dataset()
        let trainer = try trainer(data)
        let console = Console()
        let clock = ContinuousClock()
        let begin = clock.now
        var progress = RunProgress(name: "mnist1d train", total: 1)
        progress.totalWeight = Double(steps)

        var lossRows: [LossRow] = []
        var historyRows = [try evaluate(trainer, data)]
        var failure = divergence(in: historyRows[0], data)
        for step in 0..<steps where failure == nil {
            let loss = try trainer.step()
            if lossFile != nil { lossRows.append(LossRow(step: step, trainLoss: loss)) }
            guard loss.isFinite else {
                failure = divergence("the loss is \(loss) at step \(step)", data, updates: step)
                break
            }
            if step + 1 == steps || (evaluationInterval > 0 && (step + 1) % evaluationInterval == 0) {
                historyRows.append(try evaluate(trainer, data))
                failure = divergence(in: historyRows.last!, data)
            }
            if step % 64 == 63 {
                progress.doneWeight = Double(step + 1)
                console.show(progress, elapsed: Double((clock.now - begin) / .seconds(1)))
            }
        }
        console.clear()
        try lossFile?.write(Array(CSV.text(Table(lossRows)).utf8))
        try historyFile?.write(Array(CSV.text(Table(historyRows)).utf8))
        if let failure { throw StatusError(failure, status: 3) }
        report(historyRows, examples: data)
    }

    /// What to say of a training whose loss is no number any more; nil while it is one.
    private func divergence(in row: HistoryRow, _ data: Dataset) -> String? {
        for (examples, loss) in [("training", row.trainLoss), ("test", row.testLoss ?? 0)] where !loss.isFinite {
            let moment = row.step == 0 ? "before any update" : "after \(row.step) steps"
            return divergence("the loss of the \(examples) examples is \(loss) \(moment)", data, updates: row.step)
        }
        return nil
    }

    private func divergence(_ fact: String, _ data: Dataset, updates: Int) -> String {
        guard updates == 0 else {
            return "\(fact): the training diverged; try a smaller --learning-rate than \(learningRate)"
        }
        let largest = (data.train.features + data.test.features).reduce(0) { max($0, abs($1)) }
        return "\(fact): the signals are too large, with values up to \(largest); scale the data"
    }

    private func dataset() throws -> Dataset {
        var data = try data.map { try Dataset(contentsOf: $0) } ?? MNIST1DDataset(MNIST1DConfiguration()).dataset
        if let shufflePositions {
            var generator = NumPyRandomState(seed: UInt32(shufflePositions))
            data = data.permutingPositions(generator.permutation(data.length))
        }
        return data
    }

    private func trainer(_ data: Dataset) throws -> Trainer {
        var generator = TorchGenerator(seed: UInt64(seed))
        let (length, classes) = (data.length, data.classCount)
        let trained: any Model
        switch model {
        case .logistic:
            trained = LogisticRegression(inputs: length, classes: classes, generator: &generator)
        case .mlp:
            trained = MultilayerPerceptron(
                inputs: length, hidden: hiddenSize ?? 100, classes: classes, generator: &generator)
        case .cnn:
            guard length >= 3 else {
                throw ArtifactError("--model cnn: needs signals of at least 3 points, the data has \(length)")
            }
            trained = ConvolutionalNetwork(
                size: [length], channels: channels ?? 25, classes: classes, generator: &generator)
        case .gru:
            trained = GatedRecurrentNetwork(
                length: length, hidden: hiddenSize ?? 6, classes: classes, generator: &generator)
        }
        let rule: any Optimizer
        switch optimizer {
        case .adam: rule = Adam(learningRate: learningRate, weightDecay: weightDecay)
        case .sgd:
            rule = StochasticGradientDescent(
                learningRate: learningRate, momentum: momentum ?? 0, weightDecay: weightDecay)
        }
        return try Trainer(
            trained, optimizer: rule, loss: loss, examples: data.train, classCount: classes,
            batchSize: batchSize)
    }

    private func evaluate(_ trainer: Trainer, _ data: Dataset) throws -> HistoryRow {
        let train = try trainer.evaluate(data.train)
        let test = data.test.count > 0 ? try trainer.evaluate(data.test) : nil
        return HistoryRow(
            step: trainer.stepCount, trainLoss: train.loss, trainAccuracy: train.accuracy,
            testLoss: test?.loss, testAccuracy: test?.accuracy)
    }

    private func report(_ rows: [HistoryRow], examples: Dataset) {
        func described(_ loss: Double, _ accuracy: Double, _ part: Examples) -> String {
            "loss \(fixed(loss, decimals: 4)), accuracy \(fixed(accuracy, decimals: 1)) % of \(part.count) examples"
        }
        let last = rows.last!
        print("train: \(described(last.trainLoss, last.trainAccuracy, examples.train))")
        guard let testLoss = last.testLoss, let testAccuracy = last.testAccuracy else {
            print("test:  no examples")
            return
        }
        print("test:  \(described(testLoss, testAccuracy, examples.test)) after step \(last.step)")
        let best = rows.max { ($0.testAccuracy!, -$0.step) < ($1.testAccuracy!, -$1.step) }!
        print("best test accuracy: \(fixed(best.testAccuracy!, decimals: 1)) % after step \(best.step)")
    }
}

extension Loss: ExpressibleByArgument {}
