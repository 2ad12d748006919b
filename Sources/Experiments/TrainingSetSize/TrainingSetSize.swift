import Artifact
import Datasets
import NeuralNetworks
import RandomGenerators
import Training

/// Appendix A: with more examples the CNN passes the human.
@main
struct TrainingSetSize: Experiment {
    static let name = "training-set-size"
    @OptionGroup var options: ExperimentOptions

    @Option(
        parsing: .upToNextOption,
        help: "Numbers of training examples. (default: 4000 8000 16000 32000 64000, at quick scale 200 400)")
    var sizes: [Int] = []

    @Option(help: "Training steps. (default: 12000, at quick scale 50)")
    var steps: Int?

    struct Configuration: Codable, Sendable {
        /// Training examples.
        var examples: Int
        var testExamples: Int
        /// Seed of the initial weights; the dataset's is this and 42.
        var seed: UInt32
        var steps: Int
        var batchSize = 100
        var learningRate = 0.01
    }

    struct Outcome: Codable, Sendable {
        /// In percent, after all steps.
        var trainAccuracy: Double
        var testAccuracy: Double
    }

    func validate() throws {
        try Checks.range("sizes", sizes, 100...1_000_000)
        try Checks.multiples("sizes", sizes, of: 10, "classes")
        try Checks.distinct("sizes", sizes)
        try Checks.range("steps", steps, Checks.counts)
    }

    func configurations() -> [Configuration] {
        let isQuick = options.scale == .quick
        let sizes = !self.sizes.isEmpty ? self.sizes : isQuick ? [200, 400] : [4000, 8000, 16000, 32000, 64000]
        return sizes.sorted().flatMap { examples in
            options.seeds(default: isQuick ? [0, 1] : [0, 1, 2, 3, 4]).map { seed in
                Configuration(
                    examples: examples, testExamples: isQuick ? 200 : 5000, seed: UInt32(seed),
                    steps: steps ?? (isQuick ? 50 : 12000))
            }
        }
    }

    static func label(of configuration: Configuration) -> String {
        "n\(configuration.examples)-seed\(configuration.seed)"
    }

    private static func dataset(of configuration: Configuration) -> MNIST1DConfiguration {
        MNIST1DConfiguration(
            trainingExamples: configuration.examples, testExamples: configuration.testExamples, seedOffset: configuration.seed)
    }

    func dataHashes() throws -> [String: String] {
        try DataHash.float32(of: configurations().map(Self.dataset), name: \.trainingSignals) {
            try MNIST1DDataset($0).dataset.train.features
        }
    }

    static func run(_ configuration: Configuration, context: RunContext) throws -> Outcome {
        let data = try MNIST1DDataset(dataset(of: configuration)).dataset
        var weights = TorchGenerator(seed: UInt64(configuration.seed))
        let trainer = try Trainer(
            ConvolutionalNetwork(generator: &weights), optimizer: Adam(learningRate: configuration.learningRate),
            loss: .negativeLogLikelihood, examples: data.train, classCount: data.classCount,
            batchSize: configuration.batchSize)
        try trainer.train(steps: configuration.steps, report: context.report)
        return Outcome(
            trainAccuracy: try trainer.evaluate(data.train).accuracy,
            testAccuracy: try trainer.evaluate(data.test).accuracy)
    }
}
