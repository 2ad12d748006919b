import Artifact
import Datasets
import NeuralNetworks
import RandomGenerators
import Training

/// The MNIST row of Table 1: the classifiers of MNIST-1D on the images it stands for.
@main
struct MNISTBenchmarks: Experiment {
    static let name = "mnist-benchmarks"

    @OptionGroup var options: ExperimentOptions

    @Option(help: "The images: subset (4000 + 1000, which come with the package) or full (those of the folder MNIST_DIR).")
    var data = MNISTSelection.subset

    @Option(parsing: .upToNextOption, help: "The classifiers to train: logistic, mlp, cnn, gru.")
    var models = ImageClassifier.allCases

    @Option(help: "Training steps. (default: 2000 on the subset, 12000 on the full set, at quick scale 40)")
    var steps: Int?

    @Option(help: "Steps between two evaluations. (default: a twentieth of the steps)")
    var evaluationInterval: Int?

    @Option(help: "Hidden units of MLP and GRU, channels of the CNN. (default: 500, 32 and 32)")
    var width: Int?

    @Option(help: "Adam's learning rate at the beginning; it falls to 0 in a straight line.")
    var learningRate = 0.002

    var edition: String? { data == .full ? "full" : nil }
    var editionOptions: [String] { ["--data", data.rawValue] }

    struct Configuration: Codable, Sendable {
        var model: ImageClassifier
        var data: MNISTSelection
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

    struct Outcome: Codable, Sendable {
        var trainExamples: Int
        var testExamples: Int
        var parameters: Int
        /// The training loss and accuracy are on the first training examples, at most 4000.
        var history: [HistoryPoint]
    }

    func validate() throws {
        try Checks.distinct("models", models)
        try Checks.range("steps", steps, Checks.counts)
        try Checks.range("evaluation-interval", evaluationInterval, Checks.counts)
        try Checks.range("width", width, 1...10_000)
        try Checks.positive("learning-rate", [learningRate])
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
                    evaluationInterval: evaluationInterval ?? (isQuick ? 20 : data == .subset ? 100 : 600), learningRate: learningRate)
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

        let history = try trainer.train(
            steps: configuration.steps, evaluatingEvery: configuration.evaluationInterval,
            on: data.train.subset(0..<min(4000, data.train.count)), test: data.test, report: context.report)
        return Outcome(
            trainExamples: data.train.count, testExamples: data.test.count, parameters: model.parameterCount,
            history: history)
    }
}
