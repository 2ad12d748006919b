import Artifact
import Datasets
import NeuralNetworks
import RandomGenerators
import Training

/// The end of the paper's section on metalearned activations: does one learned on MNIST-1D serve images?
@main
struct Transfer: Experiment {
    static let name = "transfer"
    static let summary = "Train a convolutional model on images with the activation learned on MNIST-1D, and with common ones."
    static let details = """
        CLAIM (paper, end of the section on metalearning): in convolutional models of MNIST and CIFAR-10 the activation learned \
        on MNIST-1D is especially good at a low training loss early, which is what it was learned for, and in the \
        middle of the pack by the final test loss.

        METHOD: Three convolutions of 16 channels, kernels of 5, 3 and 3 a side, stride 2, padding 1, each followed by the \
        activation, then a linear layer. Adam, batches of 100 in order, 1000 steps, evaluation every 100, at each of three \
        learning rates: the learned activation was made at one rate of another optimizer, and the paper does not say \
        how its models were trained. A seed covers the initial weights, which are the same for all activations. "Early" \
        is the mean training loss of the last 200 of the first 301 steps, the objective of the metalearning; "end" is after all \
        steps. Activations are ranked seed by seed; intervals of the mean rank are Student's t, 95 %.
        The learned activation is that of metalearn-activation, seed 0, in the piecewise linear form that it writes to \
        \(TransferredActivation.learnedFile): lines between 21 knots, never farther from the network than half of the noise \
        it was learned with. What is computed from it is a run of its own whenever that file changes.

        RUNNING TIME: 2 minutes of two cores on the subset, seconds at quick scale.

        EXAMPLES:
          transfer --scale quick
          MNIST_DIR=Data/mnist transfer --data full
          CIFAR_DIR=cifar-10-batches-bin transfer --data cifar10 --learning-rates 0.003
        """
    static let version = 1

    @OptionGroup var options: ExperimentOptions

    @Option(
        help: "The images: subset (4000 + 1000 of MNIST, which come with the package), full (those of the folder MNIST_DIR) or cifar10 (those of the folder CIFAR_DIR)."
    )
    var data = ImageData.subset

    @Option(help: "Training steps. (default: 1000, at quick scale 40)")
    var steps: Int?

    @Option(help: "Steps between two evaluations. (default: 100, at quick scale 20)")
    var evalEvery: Int?

    @Option(
        parsing: .upToNextOption,
        help: "Adam's learning rates, each of them tried with all activations. (default: 0.001 0.003 0.01, at quick scale 0.01)")
    var learningRates: [Double] = []

    struct Configuration: Codable, Sendable {
        var activation: TransferredActivation
        /// What `learned` is.
        var pieces: PiecewiseLinear?
        var data: ImageData
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

    struct Checkpoint: Codable, Sendable {
        var step: Int
        /// Mean loss of the test examples.
        var testLoss: Double
        /// In percent.
        var testAccuracy: Double
    }

    struct Outcome: Codable, Sendable {
        /// The loss of each step's batch before its update.
        var losses: [Float]
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
        let limit = 1_000_000
        if let steps { try require((1...limit).contains(steps), "steps", steps, "a number from 1 to \(limit)") }
        if let evalEvery {
            try require((1...limit).contains(evalEvery), "eval-every", evalEvery, "a number from 1 to \(limit)")
        }
        for rate in learningRates {
            try require(rate > 0 && rate.isFinite, "learning-rates", rate, "finite numbers above 0")
            try require(learningRates.count { $0 == rate } == 1, "learning-rates", rate, "each number once")
        }
    }

    func configurations() throws -> [Configuration] {
        let isQuick = options.scale == .quick
        let files = try dataHashes()
        let pieces = try TransferredActivation.learnedPieces(package: options.package)
        let rates = learningRates.isEmpty ? (isQuick ? [0.01] : [0.001, 0.003, 0.01]) : learningRates
        let seeds = options.seeds(default: isQuick ? [0, 1] : [0, 1, 2, 3, 4])
        return rates.flatMap { rate in
            TransferredActivation.allCases.flatMap { activation in
                seeds.map { seed in
                    Configuration(
                        activation: activation, pieces: activation == .learned ? pieces : nil, data: data, files: files,
                        seed: UInt32(seed), channels: isQuick ? 4 : 16, steps: steps ?? (isQuick ? 40 : 1000),
                        evaluationInterval: evalEvery ?? (isQuick ? 20 : 100), learningRate: rate)
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
            activation: configuration.activation(configuration.pieces), generator: &weights)
        let trainer = try Trainer(
            model, optimizer: Adam(learningRate: configuration.learningRate), loss: .negativeLogLikelihood,
            examples: data.train, classCount: data.classCount, batchSize: configuration.batchSize)
        var losses: [Float] = []
        var checkpoints: [Checkpoint] = []
        for step in 0...configuration.steps {
            if step > 0 { losses.append(try trainer.step()) }
            guard step % configuration.evaluationInterval == 0 || step == configuration.steps else { continue }
            let test = try trainer.evaluate(data.test)
            checkpoints.append(Checkpoint(step: step, testLoss: test.loss, testAccuracy: test.accuracy))
            context.report(fraction: Double(step) / Double(configuration.steps))
        }
        return Outcome(losses: losses, checkpoints: checkpoints)
    }

    // MARK: Tables and figures

    func render(_ runs: [FinishedRun<Configuration, Outcome>], into figures: FigureFolder) throws {
        try figures.write("\(data.prefix)-runs", rows: RunRow.rows(runs))
        try figures.tabulate("\(data.prefix)-ranks", rows: RankRow.rows(RunRow.rows(runs)), table: RankRow.table)
        try figures.draw("\(data.prefix)-activations", rows: PanelRow.rows(runs), figure: PanelRow.figure)
    }
}
