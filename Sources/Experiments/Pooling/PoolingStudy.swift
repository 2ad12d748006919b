import Artifact
import Datasets
import NeuralNetworks
import RandomGenerators
import Training

/// Figure 7: pooling and sample efficiency.
@main
struct PoolingStudy: Experiment {
    static let name = "pooling"
    static let summary = "Train convolutional models with five kinds of pooling on 1000 to 50000 examples."
    static let details = """
        CLAIM (paper, Figure 7): pooling helps where there are few training examples, and makes little difference or \
        hinders where there are many; there L2 pooling does better than max pooling.

        METHOD: Two convolutions of 20 channels, kernel 3, padding 1, relu, each followed by pooling over two positions \
        (none, stride 2 in the convolution instead, max, average, L2), then a linear layer. Adam, learning rate 0.01, \
        batches of 100 in order, 6000 steps, evaluation every 100 on 1000 test examples and on the first 1000 \
        training examples. Seed s makes the dataset with seed 42 + s and the initial weights with torch's seed s, \
        so that seed 0 is the authors' run. Curves are smoothed with a Gaussian of standard deviation 1 evaluation, as in \
        the paper; bands are ± 1 sample standard deviation over seeds.

        RUNNING TIME: 1 minute of two cores at paper scale, 5 seconds at quick scale.

        EXAMPLES:
          pooling --scale quick
          pooling --sizes 500 1000 --seeds 0 1 2 3 4 --figures /tmp/figures
        """
    static let version = 1

    @OptionGroup var options: ExperimentOptions

    @Option(parsing: .upToNextOption, help: "Numbers of training examples. (default: 1000 2000 5000 10000 20000 50000, at quick scale 200 1000)")
    var sizes: [Int] = []

    @Option(help: "Training steps. (default: 6000, at quick scale 100)")
    var steps: Int?

    @Option(help: "Steps between two evaluations. (default: 100, at quick scale 20)")
    var evalEvery: Int?

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

    /// Losses are means, accuracies percent.
    struct Checkpoint: Codable, Sendable {
        var step: Int
        /// On the first 1000 training examples.
        var trainLoss: Double
        var trainAccuracy: Double
        var testLoss: Double
        var testAccuracy: Double
    }

    struct Outcome: Codable, Sendable {
        var checkpoints: [Checkpoint]
    }

    // MARK: Runs

    func validate() throws {
        func require(_ condition: Bool, _ option: String, _ value: Any, _ expectation: String) throws {
            guard condition else { throw ValidationError("--\(option) \(value): expected \(expectation)") }
        }
        for seed in options.seeds {
            try require((0..<1 << 31).contains(seed), "seeds", seed, "numbers from 0 to \(1 << 31 - 1)")
        }
        for size in sizes {
            try require((100...1_000_000).contains(size), "sizes", size, "numbers from 100 to 1000000")
            try require(size % 10 == 0, "sizes", size, "multiples of the 10 classes")
            try require(sizes.count { $0 == size } == 1, "sizes", size, "each number once")
        }
        let limit = 100_000_000
        if let steps { try require((1...limit).contains(steps), "steps", steps, "a number from 1 to \(limit)") }
        if let evalEvery {
            try require((1...limit).contains(evalEvery), "eval-every", evalEvery, "a number from 1 to \(limit)")
        }
    }

    func configurations() -> [Configuration] {
        let isQuick = options.scale == .quick
        let sizes = !self.sizes.isEmpty ? self.sizes : isQuick ? [200, 1000] : [1000, 2000, 5000, 10000, 20000, 50000]
        let seeds = options.seeds(default: isQuick ? [0, 1] : [0, 1, 2])
        return sizes.sorted().flatMap { examples in
            Pooling.allCases.flatMap { pooling in
                seeds.map { seed in
                    Configuration(
                        pooling: pooling, examples: examples, seed: UInt32(seed), steps: steps ?? (isQuick ? 100 : 6000),
                        evaluationInterval: evalEvery ?? (isQuick ? 20 : 100))
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
        var dataset = MNIST1DConfiguration()
        dataset.seed += configuration.seed
        dataset.samples = configuration.examples + configuration.testExamples
        // The half keeps rounding from losing an example.
        dataset.trainSplit = (Double(configuration.examples) + 0.5) / Double(dataset.samples)
        return dataset
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
            PoolingNetwork(configuration.pooling, generator: &weights),
            optimizer: Adam(learningRate: configuration.learningRate), loss: .negativeLogLikelihood,
            examples: data.train, classCount: data.classCount, batchSize: configuration.batchSize)

        let shown = data.train.subset(0..<min(1000, data.train.count))
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
        return Outcome(checkpoints: checkpoints)
    }

    // MARK: Tables and figures

    func render(_ runs: [FinishedRun<Configuration, Outcome>], into figures: FigureFolder) throws {
        try figures.write("pooling-histories", rows: HistoryRow.rows(runs))
        let curves = CurveRow.rows(runs)
        let sizes = Set(curves.map(\.examples)).sorted()
        // As in the paper three panels: the least and the most examples, and one between.
        let three = sizes.count <= 3 ? sizes : [sizes[0], sizes[(sizes.count - 1) / 2], sizes[sizes.count - 1]]
        try figures.draw("figure7-pooling", rows: curves.filter { three.contains($0.examples) }) {
            CurveRow.figure($0, height: 62)
        }
        try figures.draw("pooling-all-sizes", rows: curves) { CurveRow.figure($0, height: 115) }
        try figures.draw("pooling-final-accuracy", rows: FinalRow.rows(runs), figure: FinalRow.figure)
        try figures.tabulate("pooling-final", rows: FinalRow.rows(runs), table: FinalRow.table)
        try figures.tabulate("pooling-claims", rows: ClaimRow.rows(runs), table: ClaimRow.table)
    }
}

extension Pooling {
    /// The name as a reader knows it.
    var title: String {
        switch self {
        case .none: "no pooling"
        case .stride: "stride 2"
        case .maximum: "max pooling"
        case .average: "average pooling"
        case .euclidean: "L2 pooling"
        }
    }

    /// Microseconds a step takes, roughly: enough to start long runs first.
    var cost: Double {
        switch self {
        case .none: 400
        case .stride: 130
        case .maximum: 310
        case .average: 250
        case .euclidean: 320
        }
    }
}
