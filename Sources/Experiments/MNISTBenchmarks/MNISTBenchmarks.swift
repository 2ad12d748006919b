import Artifact
import Datasets
import NeuralNetworks
import Plotting
import RandomGenerators
import Training

/// The MNIST row of Table 1: the classifiers of MNIST-1D on the images it stands for.
@main
struct MNISTBenchmarks: Experiment {
    static let name = "mnist-benchmarks"
    static let summary = "Train the classifiers of Table 1 on MNIST."
    static let details = """
        CLAIM (paper, Table 1): on MNIST a logistic model reaches a test accuracy of 94 ± 0.5 %, and a fully connected, a \
        convolutional and a recurrent model and a human all reach more than 99 %, so that MNIST hardly tells them apart, \
        although its examples, of 784 points, are 20 times larger than those of MNIST-1D, of 40.

        METHOD: The models of MNIST-1D over images: the logistic one and the MLP (500 hidden units) see all 784 points, the CNN \
        convolves over both axes (32 channels, kernels of 5, 3 and 3 a side), the GRU (32 hidden units in each direction) \
        reads an image row by row. Adam, learning rate falling from 0.002 to 0, batches of 100 in order; 2000 steps on the \
        subset, 12000 (20 epochs) on the full set; 21 evaluations. A seed covers the initial weights and nothing else. "Best" is the \
        checkpoint with the highest test accuracy, the paper's "early stopping for model selection", chosen on test \
        examples; "last" is that after all steps. The subset has as many examples as MNIST-1D: 4000 to train on, 1000 to \
        test on. The paper gives neither sizes nor settings of its models on MNIST.

        RUNNING TIME: 1 minute of two cores for the subset, 4 minutes for the full set, seconds at quick scale.

        EXAMPLES:
          mnist-benchmarks --scale quick
          MNIST_DIR=Data/mnist mnist-benchmarks --data full
          mnist-benchmarks --models cnn --width 8 --figures /tmp/figures
        """
    static let version = 1

    @OptionGroup var options: ExperimentOptions

    @Option(help: "The images: subset (4000 + 1000, which come with the package) or full (those of the folder MNIST_DIR).")
    var data = Digits.subset

    @Option(parsing: .upToNextOption, help: "The classifiers to train: logistic, mlp, cnn, gru.")
    var models = Classifier.allCases

    @Option(help: "Training steps. (default: 2000 on the subset, 12000 on the full set, at quick scale 40)")
    var steps: Int?

    @Option(help: "Steps between two evaluations. (default: a twentieth of the steps)")
    var evalEvery: Int?

    @Option(help: "Hidden units of MLP and GRU, channels of the CNN. (default: 500, 32 and 32)")
    var width: Int?

    @Option(help: "Adam's learning rate at the beginning; it falls to 0 in a straight line.")
    var learningRate = 0.002

    struct Configuration: Codable, Sendable {
        var model: Classifier
        var data: Digits
        /// SHA-256 of the four unpacked files, by name.
        var files: [String: String]
        /// Hidden units of MLP and GRU, channels of the CNN.
        var width: Int
        /// Seed of the initial weights.
        var seed: UInt32
        var steps: Int
        var evaluationInterval: Int
        var batchSize = 100
        var learningRate: Double
    }

    /// How a model does after a number of steps; losses are means, accuracies percent.
    struct Checkpoint: Codable, Sendable {
        var step: Int
        /// On the first training examples, at most 4000.
        var trainLoss: Double
        var trainAccuracy: Double
        /// On all test examples.
        var testLoss: Double
        var testAccuracy: Double
    }

    struct Outcome: Codable, Sendable {
        var trainExamples: Int
        var testExamples: Int
        var parameters: Int
        var checkpoints: [Checkpoint]
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
        for (option, value, limit) in [
            ("steps", steps, 100_000_000), ("eval-every", evalEvery, 100_000_000), ("width", width, 10_000),
        ] {
            if let value { try require((1...limit).contains(value), option, value, "a number from 1 to \(limit)") }
        }
        try require(
            learningRate > 0 && learningRate.isFinite, "learning-rate", learningRate, "a finite number above 0")
    }

    func configurations() throws -> [Configuration] {
        let isQuick = options.scale == .quick
        let seeds = options.seeds(default: isQuick ? [42, 43] : [42, 43, 44, 45, 46])
        let files = try dataHashes()
        return models.flatMap { model in
            seeds.map { seed in
                Configuration(
                    model: model, data: data, files: files, width: model == .logistic ? 0 : width ?? model.standardWidth,
                    seed: UInt32(seed), steps: steps ?? (isQuick ? 40 : data == .subset ? 2000 : 12_000),
                    evaluationInterval: evalEvery ?? (isQuick ? 20 : data == .subset ? 100 : 600), learningRate: learningRate)
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
        try data.images(package: options.package).files.mapValues { sha256($0) }
    }

    static func run(_ configuration: Configuration, context: RunContext) throws -> Outcome {
        let images = try configuration.data.images(package: context.package)
        guard images.files.mapValues({ sha256($0) }) == configuration.files else {
            throw ArtifactError("the images of MNIST have changed since the experiment began; start it again")
        }
        let data = images.dataset
        var weights = TorchGenerator(seed: UInt64(configuration.seed))
        let model = configuration.model(width: configuration.width, generator: &weights)
        let trainer = try Trainer(
            model, optimizer: Adam(learningRate: configuration.learningRate, decaySteps: configuration.steps), loss: .negativeLogLikelihood,
            examples: data.train, classCount: data.classCount, batchSize: configuration.batchSize)

        let shown = data.train.subset(0..<min(4000, data.train.count))
        var checkpoints: [Checkpoint] = []
        for step in 0...configuration.steps {
            if step > 0 { try trainer.step() }
            guard step % configuration.evaluationInterval == 0 || step == configuration.steps else { continue }
            let (train, test) = (try trainer.evaluate(shown), try trainer.evaluate(data.test))
            checkpoints.append(
                Checkpoint(
                    step: step, trainLoss: train.loss, trainAccuracy: train.accuracy, testLoss: test.loss,
                    testAccuracy: test.accuracy))
            context.report(fraction: Double(step) / Double(configuration.steps))
        }
        return Outcome(
            trainExamples: data.train.count, testExamples: data.test.count, parameters: model.parameterCount,
            checkpoints: checkpoints)
    }

    // MARK: Tables

    func render(_ runs: [FinishedRun<Configuration, Outcome>], into figures: FigureFolder) throws {
        try figures.write("\(data.prefix)-histories", rows: HistoryRow.rows(runs))
        try figures.tabulate("\(data.prefix)-accuracy", rows: AccuracyRow.rows(runs), table: AccuracyRow.table)
    }
}
