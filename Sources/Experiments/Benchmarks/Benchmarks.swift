import Artifact
import Datasets
import NeuralNetworks
import Plotting
import RandomGenerators
import Training

/// Table 1, Figure 2 and Figure 8: common classifiers on MNIST-1D.
@main
struct Benchmarks: Experiment {
    static let name = "benchmarks"
    static let summary = "Train four classifiers on MNIST-1D, original and with shuffled positions."
    static let details = """
        CLAIM (paper, Table 1 and Figures 2 and 8): MNIST-1D separates classifiers by what they assume about \
        their input. A logistic model reaches a test accuracy of 32 ± 1 %, a fully connected one 68 ± 2, a \
        recurrent one 91 ± 2, a convolutional one 94 ± 2, a human 96 ± 1. When all signals have their positions \
        shuffled in the same way, the last three lose their lead: 57 ± 2, 56 ± 2 and about 30 ± 10; the \
        others stay where they are. Human and CNN make their mistakes on the same digits.

        METHOD: Adam, learning rate 0.01, batches of 100 in order, 6000 steps, evaluation every 250. A seed covers the \
        initial weights and nothing else, the same ones for original and shuffled signals; dataset, order of batches \
        and shuffled order are the same for all seeds. "Best" is the checkpoint with the highest test accuracy, the \
        first among equals. As in the paper it is chosen on the test examples, which flatters; "last" is the \
        checkpoint after all steps. Spreads are sample standard deviations over seeds; in Figure 8 the human's error \
        bars are 95 % intervals for 500 answers.

        RUNNING TIME: a minute of one core at paper scale, two seconds at quick scale.

        EXAMPLES:
          benchmarks --scale quick
          benchmarks --models mlp cnn --learning-rate 0.003 --figures /tmp/figures
        """
    static let version = 2

    @OptionGroup var options: ExperimentOptions

    @Option(parsing: .upToNextOption, help: "The classifiers to train: logistic, mlp, cnn, gru.")
    var models = Classifier.allCases

    @Option(help: "Training steps. (default: 6000, at quick scale 100)")
    var steps: Int?

    @Option(help: "Steps between two evaluations. (default: 250, at quick scale 50)")
    var evalEvery: Int?

    @Option(help: "Examples a step.")
    var batchSize = 100

    @Option(help: "Adam's learning rate.")
    var learningRate = 0.01

    struct Configuration: Codable, Sendable {
        var model: Classifier
        var data: Arrangement
        /// Seed of the initial weights.
        var seed: UInt32
        var steps: Int
        var evaluationInterval: Int
        var batchSize: Int
        var learningRate: Double
        var dataset = MNIST1DConfiguration()
        /// Seed of the shuffled order, which is one for all seeds.
        var shufflingSeed: UInt32 = 42
    }

    /// How a model does after a number of steps; losses are means, accuracies percent.
    struct Checkpoint: Codable, Sendable {
        var step: Int
        var trainLoss: Double
        var trainAccuracy: Double
        var testLoss: Double
        var testAccuracy: Double
    }

    struct Outcome: Codable, Sendable {
        var checkpoints: [Checkpoint]
        /// The place of the highest test accuracy among the checkpoints, the first among equals.
        var best: Int
        /// Test examples of each digit.
        var shown: [Int]
        /// Wrongly classified ones among them, at the best and at the last checkpoint.
        var wrongAtBest: [Int]
        var wrongAtLast: [Int]
    }

    // MARK: Runs

    func validate() throws {
        func require(_ condition: Bool, _ option: String, _ value: Any, _ expectation: String) throws {
            guard condition else { throw ValidationError("--\(option) \(value): expected \(expectation)") }
        }
        for seed in options.seeds {
            try require(UInt32(exactly: seed) != nil, "seeds", seed, "numbers from 0 to \(UInt32.max)")
        }
        for model in models {
            try require(models.count { $0 == model } == 1, "models", model.rawValue, "each name once")
        }
        let limit = 100_000_000
        if let steps { try require((1...limit).contains(steps), "steps", steps, "a number from 1 to \(limit)") }
        if let evalEvery {
            try require((1...limit).contains(evalEvery), "eval-every", evalEvery, "a number from 1 to \(limit)")
        }
        let examples = MNIST1DConfiguration().trainCount
        try require((1...examples).contains(batchSize), "batch-size", batchSize, "a number from 1 to \(examples)")
        try require(
            learningRate > 0 && learningRate.isFinite, "learning-rate", learningRate, "a finite number above 0")
    }

    func configurations() -> [Configuration] {
        let isQuick = options.scale == .quick
        let seeds = options.seeds(default: isQuick ? [42, 43] : [42, 43, 44, 45, 46])
        return Arrangement.allCases.flatMap { data in
            models.flatMap { model in
                seeds.map { seed in
                    Configuration(
                        model: model, data: data, seed: UInt32(seed), steps: steps ?? (isQuick ? 100 : 6000),
                        evaluationInterval: evalEvery ?? (isQuick ? 50 : 250), batchSize: batchSize,
                        learningRate: learningRate)
                }
            }
        }
    }

    static func label(of configuration: Configuration) -> String {
        "\(configuration.model.rawValue)-\(configuration.data.rawValue)-seed\(configuration.seed)"
    }

    static func weight(of configuration: Configuration) -> Double {
        configuration.model.cost * Double(configuration.steps)
    }

    func dataHashes() throws -> [String: String] {
        try DataHash.float32(of: configurations().map(\.dataset), name: \.trainingSignals) {
            try MNIST1DDataset($0).dataset.train.features
        }
    }

    static func run(_ configuration: Configuration, context: RunContext) throws -> Outcome {
        var data = try MNIST1DDataset(configuration.dataset).dataset
        var weights = TorchGenerator(seed: UInt64(configuration.seed))
        if configuration.data == .shuffled {
            var order = NumPyRandomState(seed: configuration.shufflingSeed)
            data = data.permutingPositions(order.permutation(data.length))
        }
        let trainer = try Trainer(
            configuration.model(generator: &weights), optimizer: Adam(learningRate: configuration.learningRate),
            loss: .negativeLogLikelihood, examples: data.train, classCount: data.classCount,
            batchSize: configuration.batchSize)

        var checkpoints: [Checkpoint] = []
        var best = 0
        var predictionsAtBest: [Int] = []
        for step in 0...configuration.steps {
            if step > 0 { try trainer.step() }
            guard step % configuration.evaluationInterval == 0 || step == configuration.steps else { continue }
            let (train, test) = (try trainer.evaluate(data.train), try trainer.evaluate(data.test))
            checkpoints.append(
                Checkpoint(
                    step: step, trainLoss: train.loss, trainAccuracy: train.accuracy, testLoss: test.loss,
                    testAccuracy: test.accuracy))
            if step == 0 || test.accuracy > checkpoints[best].testAccuracy {
                best = checkpoints.count - 1
                predictionsAtBest = try trainer.predict(data.test)
            }
            context.report(fraction: Double(step) / Double(configuration.steps))
        }

        func perDigit(_ isCounted: (Int) -> Bool) -> [Int] {
            var counts = [Int](repeating: 0, count: data.classCount)
            for (example, label) in data.test.labels.enumerated() where isCounted(example) { counts[Int(label)] += 1 }
            return counts
        }
        let predictions = try trainer.predict(data.test)
        return Outcome(
            checkpoints: checkpoints, best: best, shown: perDigit { _ in true },
            wrongAtBest: perDigit { predictionsAtBest[$0] != Int(data.test.labels[$0]) },
            wrongAtLast: perDigit { predictions[$0] != Int(data.test.labels[$0]) })
    }

    // MARK: Tables and figures

    func render(_ runs: [FinishedRun<Configuration, Outcome>], into figures: FigureFolder) throws {
        try figures.write("benchmark-histories", rows: HistoryRow.rows(runs))
        try figures.tabulate("table1-accuracy", rows: AccuracyRow.rows(runs), table: AccuracyRow.table)
        try figures.draw("figure2-accuracy", rows: CurveRow.rows(runs), figure: CurveRow.figure)
        if models.contains(.cnn) {
            try figures.write("benchmark-mistakes", rows: SeedMistakeRow.rows(runs))
            try figures.draw("figure8-mistakes", rows: MistakeRow.rows(runs), figure: MistakeRow.figure)
        }
    }
}
