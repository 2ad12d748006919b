import Artifact
import Datasets
import NeuralNetworks
import RandomGenerators
import Training

/// The end of the paper's section on metalearned activations: does one learned on MNIST-1D serve images?
@main
struct Transfer: Experiment {
    static let name = "transfer"

    @OptionGroup var options: ExperimentOptions

    @Option(
        help:
            "The images: subset (4000 + 1000 of MNIST, which come with the package), full (those of the folder MNIST_DIR) or cifar10 (those of the folder CIFAR_DIR)."
    )
    var data = ImageSelection.subset

    @Option(help: "Training steps. (default: 1000, at quick scale 40)")
    var steps: Int?

    @Option(help: "Steps between two evaluations. (default: 100, at quick scale 20)")
    var evaluationInterval: Int?

    @Option(
        parsing: .upToNextOption,
        help: "Adam's learning rates, each of them tried with all activations. (default: 0.001 0.003 0.01, at quick scale 0.01)")
    var learningRates: [Double] = []

    var edition: String? { data == .subset ? nil : data.rawValue }
    var editionOptions: [String] { ["--data", data.rawValue] }

    struct Configuration: Codable, Sendable {
        var activation: TransferredActivation
        var data: ImageSelection
        /// SHA-256 of the files, by name.
        var files: [String: String]
        /// Seed of the initial weights, which are the same for all activations.
        var seed: UInt32
        var channels: Int
        var steps: Int
        var evaluationInterval: Int
        var batchSize = 100
        var learningRate: Double
    }

    struct Evaluation: Codable, Sendable {
        var step: Int
        /// Mean loss of the test examples.
        var testLoss: Double
        /// In percent.
        var testAccuracy: Double
    }

    struct Outcome: Codable, Sendable {
        /// The loss of each step's batch before its update.
        var losses: [Float]
        var history: [Evaluation]
    }

    func validate() throws {
        try Checks.range("steps", steps, 1...1_000_000)
        try Checks.range("evaluation-interval", evaluationInterval, 1...1_000_000)
        try Checks.positive("learning-rates", learningRates)
        try Checks.distinct("learning-rates", learningRates)
    }

    func configurations() throws -> [Configuration] {
        let isQuick = options.scale == .quick
        let files = try dataHashes()
        let rates = learningRates.isEmpty ? (isQuick ? [0.01] : [0.001, 0.003, 0.01]) : learningRates
        let seeds = options.seeds(default: isQuick ? [0, 1] : [0, 1, 2, 3, 4])
        return rates.flatMap { rate in
            TransferredActivation.allCases.flatMap { activation in
                seeds.map { seed in
                    Configuration(
                        activation: activation, data: data, files: files,
                        seed: UInt32(seed), channels: isQuick ? 4 : 16, steps: steps ?? (isQuick ? 40 : 1000),
                        evaluationInterval: evaluationInterval ?? (isQuick ? 20 : 100), learningRate: rate)
                }
            }
        }
    }

    static func label(of configuration: Configuration) -> String {
        "\(configuration.activation.rawValue)-\(configuration.data.rawValue)-rate\(configuration.learningRate)-seed\(configuration.seed)"
    }

    static func weight(of configuration: Configuration) -> Double {
        configuration.activation.cost * Double(configuration.steps)
    }

    /// The learned activation is that of metalearn-activation's first seed.
    static func foreignPrerequisites(of configuration: Configuration) -> [ForeignRun] {
        configuration.activation == .learned ? [TransferredActivation.learning] : []
    }

    func dataHashes() throws -> [String: String] { try data.content(package: options.package).hashes }

    static func run(_ configuration: Configuration, context: RunContext) throws -> Outcome {
        let content = try configuration.data.content(package: context.package)
        guard content.hashes == configuration.files else {
            throw ArtifactError("the images have changed since the experiment began; start it again")
        }
        let data = content.dataset
        var weights = TorchGenerator(seed: UInt64(configuration.seed))
        let side = configuration.data.side
        let model = ConvolutionalNetwork(
            inputs: configuration.data.channels, size: [side, side], channels: configuration.channels,
            activation: try configuration.activation.function(context: context), generator: &weights)
        let trainer = try Trainer(
            model, optimizer: Adam(learningRate: configuration.learningRate), loss: .negativeLogLikelihood,
            examples: data.train, classCount: data.classCount, batchSize: configuration.batchSize)
        var losses: [Float] = []
        let history = try trainer.train(
            steps: configuration.steps, evaluatingEvery: configuration.evaluationInterval, report: context.report,
            afterStep: { losses.append($0) }
        ) { _ in
            let test = try trainer.evaluate(data.test)
            return Evaluation(step: trainer.stepCount, testLoss: test.loss, testAccuracy: test.accuracy)
        }
        return Outcome(losses: losses, history: history)
    }
}
