import Artifact
import Datasets
import NeuralNetworks
import RandomGenerators
import StudyParameters
import Training

/// An extension of Table 1: networks with more or less knowledge of space, on signals in their order and out of it.
struct Architectures: Experiment {
    static let name = "architectures"
    @OptionGroup var options: ExperimentOptions
    @OptionGroup var signals: DataOptions

    @Option(parsing: .upToNextOption, help: "The networks to train. (default: all)")
    var networks = Network.allCases

    @Option(help: "Training steps. (default: 2000, at quick scale 20)")
    var steps: Int?

    /// The networks: those of Table 1, and others.
    enum Network: String, Codable, CaseIterable, Sendable, ExpressibleByArgument {
        case logistic, mlp
        case deepMLP = "deep-mlp"
        case residualMLP = "residual-mlp"
        case transformer
        case set = "transformer-without-positions"
        case gru, cnn
        case dilatedCNN = "dilated-cnn"
        case tcn
        case causalTCN = "causal-tcn"
        case resnet

        var architecture: (name: SignalArchitecture, sizes: SignalArchitecture.Sizes) {
            switch self {
            case .logistic: (.logistic, .init())
            // As in Table 1.
            case .mlp: (.mlp, .init(hidden: 256))
            case .deepMLP: (.plainMLP, .init(layers: 4))
            case .residualMLP: (.residualMLP, .init(layers: 5, normalization: .batch))
            case .transformer: (.transformer, .init(hidden: 32, layers: 2, channels: 16, heads: 1))
            case .set: (.transformer, .init(hidden: 32, layers: 2, channels: 16, heads: 1, hasPositions: false))
            case .gru: (.gru, .init())
            case .cnn: (.cnn, .init())
            case .dilatedCNN: (.dilatedCNN, .init(channels: 32))
            case .tcn: (.tcn, .init(channels: 32))
            case .causalTCN: (.tcn, .init(channels: 16, dilations: [1, 2, 4, 8]))
            case .resnet: (.resnet, .init(channels: 32))
            }
        }
    }

    /// The order in which a network sees the points of all signals.
    enum Order: String, Codable, CaseIterable, Sendable {
        case original
        /// NumPy's permutation of the run's seed.
        case permuted
    }

    struct Configuration: Codable, Sendable {
        var network: Network
        var order: Order
        /// Of the initial weights, of dropout, and of the permutation.
        var seed: UInt32
        var steps: Int
        var evaluationInterval: Int
        var batchSize = 100
        var learningRate = 0.01
        @Changes var dataset = MNIST1DConfiguration()
        /// In place of the dataset.
        var file: DataFile?

        var source: SignalSource { SignalSource(dataset, file: file) }
    }

    func validate() throws { try Checks.distinct("networks", networks.map(\.rawValue)) }

    var assignments: [Assignment] { Assignment.option("steps", "steps", steps) }

    func configurations() throws -> [Configuration] {
        let isQuick = options.scale == .quick
        let file = try DataFile(signals.data) { sha256($0) }
        return networks.flatMap { network in
            Order.allCases.flatMap { order in
                options.seeds(default: isQuick ? [42, 43] : Array(42...51)).map { seed in
                    Configuration(
                        network: network, order: order, seed: UInt32(seed), steps: isQuick ? 20 : 2000,
                        evaluationInterval: isQuick ? 10 : 100, file: file)
                }
            }
        }
    }

    static func label(of configuration: Configuration) -> String {
        "\(configuration.network.rawValue)-\(configuration.order.rawValue)-seed\(configuration.seed)\(configuration.file?.label ?? "")"
    }

    static func problem(with configuration: Configuration) -> String? {
        let (name, sizes) = configuration.network.architecture
        let source = configuration.source
        if let problem = source.problem(batchSize: configuration.batchSize) ?? name.problem(sizes, length: source.length) { return problem }
        guard name.needsPairs(sizes), BatchOrder.inOrder.hasBatchOfOne(count: source.trainCount, batchSize: configuration.batchSize)
        else { return nil }
        return "batches of \(configuration.batchSize) leave one of one example, which batch normalization cannot train on"
    }

    static func savesModel(_ configuration: Configuration) -> Bool { true }

    static func weight(of configuration: Configuration) -> Double { configuration.network.cost * Double(configuration.steps) }

    func dataHashes() throws -> [String: String] {
        try DataHash.float32(of: plannedConfigurations().map(\.source), name: \.name) { try $0.dataset().train.features }
    }

    /// The history of one training; the training loss and accuracy are on the first 1000 training examples.
    static func run(_ configuration: Configuration, context: RunContext) throws -> [HistoryPoint] {
        var data = try configuration.source.dataset()
        if configuration.order == .permuted {
            var permutation = NumPyRandomState(seed: configuration.seed)
            data = data.permutingPositions(permutation.permutation(data.length))
        }
        var generator = TorchGenerator(seed: UInt64(configuration.seed))
        let (name, sizes) = configuration.network.architecture
        let model = name(sizes, length: data.length, classes: data.classCount, generator: &generator)
        let trainer = try Trainer(
            model, optimizer: Adam(learningRate: configuration.learningRate), loss: .negativeLogLikelihood, examples: data.train,
            classCount: data.classCount, batchSize: configuration.batchSize, random: model.dropouts.isEmpty ? nil : generator)
        let history = try trainer.train(
            steps: configuration.steps, evaluatingEvery: configuration.evaluationInterval,
            on: data.train.subset(0..<min(1000, data.train.count)), test: data.test, report: context.report)
        try context.saveModel(trainer.stateDictionary.archive.npzBytes())
        return history
    }
}

extension Architectures.Network {
    /// Microseconds a step takes, roughly: enough to start long runs first.
    fileprivate var cost: Double {
        switch self {
        case .logistic: 5
        case .mlp: 280
        case .deepMLP: 90
        case .residualMLP: 500
        case .transformer, .set: 3700
        case .gru: 800
        case .cnn: 140
        case .dilatedCNN: 1300
        case .tcn: 2300
        case .causalTCN: 4700
        case .resnet: 1100
        }
    }
}
