import Artifact
import Datasets
import NeuralNetworks
import RandomGenerators
import Training

/// Figure 7: pooling and sample efficiency.
@main
struct PoolingStudy: Experiment {
    static let name = "pooling"

    @OptionGroup var options: ExperimentOptions

    @Option(
        parsing: .upToNextOption, help: "Numbers of training examples. (default: 1000 2000 5000 10000 20000 50000, at quick scale 200 1000)"
    )
    var sizes: [Int] = []

    @Option(help: "Training steps. (default: 6000, at quick scale 100)")
    var steps: Int?

    @Option(help: "Steps between two evaluations. (default: 100, at quick scale 20)")
    var evaluationInterval: Int?

    struct Configuration: Codable, Sendable {
        var pooling: Pooling
        /// Training examples; 1000 more are made to test on.
        var examples: Int
        /// Seed of the initial weights; the dataset's is this and 42.
        var seed: UInt32
        var testExamples = 1000
        var steps: Int
        var evaluationInterval: Int
        var batchSize = 100
        var learningRate = 0.01
    }

    func validate() throws {
        try Checks.range("sizes", sizes, 100...1_000_000)
        try Checks.multiples("sizes", sizes, of: 10, "classes")
        try Checks.distinct("sizes", sizes)
        try Checks.range("steps", steps, Checks.counts)
        try Checks.range("evaluation-interval", evaluationInterval, Checks.counts)
    }

    func configurations() -> [Configuration] {
        let isQuick = options.scale == .quick
        let sizes = !self.sizes.isEmpty ? self.sizes : isQuick ? [200, 1000] : [1000, 2000, 5000, 10000, 20000, 50000]
        let seeds = options.seeds(default: isQuick ? [0, 1] : Array(0..<10))
        return sizes.sorted().flatMap { examples in
            Pooling.allCases.flatMap { pooling in
                seeds.map { seed in
                    Configuration(
                        pooling: pooling, examples: examples, seed: UInt32(seed), steps: steps ?? (isQuick ? 100 : 6000),
                        evaluationInterval: evaluationInterval ?? (isQuick ? 20 : 100))
                }
            }
        }
    }

    static func label(of configuration: Configuration) -> String {
        "\(configuration.pooling.rawValue)-n\(configuration.examples)-seed\(configuration.seed)"
    }

    static func weight(of configuration: Configuration) -> Double {
        configuration.pooling.cost * Double(configuration.steps) + 15 * Double(configuration.examples)
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

    /// The history of one training; the training loss and accuracy are on the first 1000 training examples.
    static func run(_ configuration: Configuration, context: RunContext) throws -> [HistoryPoint] {
        let data = try MNIST1DDataset(dataset(of: configuration)).dataset
        var weights = TorchGenerator(seed: UInt64(configuration.seed))
        let trainer = try Trainer(
            PoolingNetwork(configuration.pooling, generator: &weights),
            optimizer: Adam(learningRate: configuration.learningRate), loss: .negativeLogLikelihood,
            examples: data.train, classCount: data.classCount, batchSize: configuration.batchSize)
        return try trainer.train(
            steps: configuration.steps, evaluatingEvery: configuration.evaluationInterval,
            on: data.train.subset(0..<min(1000, data.train.count)), test: data.test, report: context.report)
    }
}

extension Pooling {
    /// Microseconds a step takes, roughly: enough to start long runs first.
    fileprivate var cost: Double {
        switch self {
        case .none: 400
        case .stride: 130
        case .maximum: 310
        case .average: 250
        case .euclidean: 320
        }
    }
}
