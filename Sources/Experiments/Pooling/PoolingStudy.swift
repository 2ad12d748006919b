import Artifact
import Datasets
import NeuralNetworks
import RandomGenerators
import StudyParameters
import Training

/// Figure 7: pooling and sample efficiency.
struct PoolingStudy: Experiment {
    static let name = "pooling"

    @OptionGroup var options: ExperimentOptions
    @OptionGroup var signals: DataOptions

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
        @Changes var network = PoolingNetwork.Sizes()
        /// How signals are made; the numbers of examples and the seed are those above.
        @Changes var dataset = MNIST1DConfiguration()
        /// In place of the dataset; training examples are its first ones.
        var file: DataFile?

        var source: SignalSource {
            SignalSource(
                dataset.with(trainingExamples: examples, testExamples: testExamples, seedOffset: seed), file: file)
        }
    }

    func validate() throws {
        try Checks.range("sizes", sizes, 100...1_000_000)
        if signals.data == nil { try Checks.multiples("sizes", sizes, of: 10, "classes") }
        try Checks.distinct("sizes", sizes)
    }

    var assignments: [Assignment] {
        Assignment.option("steps", "steps", steps)
            + Assignment.option("evaluation-interval", "evaluationInterval", evaluationInterval)
    }

    func configurations() throws -> [Configuration] {
        let isQuick = options.scale == .quick
        let file = try DataFile(signals.data) { sha256($0) }
        let own = file.map { [$0.trainCount] }
        let sizes = !self.sizes.isEmpty ? self.sizes : own ?? (isQuick ? [200, 1000] : [1000, 2000, 5000, 10000, 20000, 50000])
        let seeds = options.seeds(default: isQuick ? [0, 1] : Array(0..<10))
        return sizes.sorted().flatMap { examples in
            Pooling.allCases.flatMap { pooling in
                seeds.map { seed in
                    Configuration(
                        pooling: pooling, examples: examples, seed: UInt32(seed), steps: isQuick ? 100 : 6000,
                        evaluationInterval: isQuick ? 20 : 100, file: file)
                }
            }
        }
    }

    static func label(of configuration: Configuration) -> String {
        "\(configuration.pooling.rawValue)-n\(configuration.examples)-seed\(configuration.seed)\(configuration.file?.label ?? "")"
    }

    static func problem(with configuration: Configuration) -> String? {
        configuration.source.problem(examples: configuration.examples, batchSize: configuration.batchSize)
            ?? PoolingNetwork.problem(configuration.pooling, configuration.network, length: configuration.source.length)
    }

    static func savesModel(_ configuration: Configuration) -> Bool { true }

    static func weight(of configuration: Configuration) -> Double {
        configuration.pooling.cost * Double(configuration.steps) + 15 * Double(configuration.examples)
    }

    func dataHashes() throws -> [String: String] {
        try DataHash.float32(of: plannedConfigurations().map(\.source), name: \.name) { try $0.dataset().train.features }
    }

    /// The history of one training; the training loss and accuracy are on the first 1000 training examples.
    static func run(_ configuration: Configuration, context: RunContext) throws -> [HistoryPoint] {
        var data = try configuration.source.dataset()
        if configuration.file != nil { data = data.withTrainingExamples(configuration.examples) }
        var weights = TorchGenerator(seed: UInt64(configuration.seed))
        let trainer = try Trainer(
            PoolingNetwork(
                configuration.pooling, configuration.network, length: data.length, classes: data.classCount, generator: &weights),
            optimizer: Adam(learningRate: configuration.learningRate), loss: .negativeLogLikelihood,
            examples: data.train, classCount: data.classCount, batchSize: configuration.batchSize)
        let history = try trainer.train(
            steps: configuration.steps, evaluatingEvery: configuration.evaluationInterval,
            on: data.train.subset(0..<min(1000, data.train.count)), test: data.test, report: context.report)
        try context.saveModel(trainer.stateDictionary.archive.npzBytes())
        return history
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
