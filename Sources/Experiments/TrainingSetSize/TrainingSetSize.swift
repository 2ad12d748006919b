import Artifact
import Datasets
import NeuralNetworks
import RandomGenerators
import Training

/// Appendix A: with more examples the CNN passes the human.
@main
struct TrainingSetSize: Experiment {
    static let name = "training-set-size"
    static let summary = "Train the CNN of Table 1 on more and more examples, beside the human."
    static let details = """
        CLAIM (paper, appendix A): part of the human's lead over the CNN is that the CNN sees 4000 examples only; with \
        more it matches the human's accuracy (95.8 %) and then exceeds it.

        METHOD: The CNN of Table 1, Adam, learning rate 0.01, batches of 100 in order, twice the 6000 steps of Table 1, so that \
        the largest set is seen about nineteen times. The accuracy is that after all steps, nothing is chosen on test \
        examples. Seed s makes the dataset with seed 42 + s and the initial weights with torch's seed s. 5000 test examples.

        RUNNING TIME: half a minute of two cores at paper scale, a second at quick scale.

        EXAMPLES:
          training-set-size --scale quick
          training-set-size --sizes 500 1000 --seeds 0 1 --figures /tmp/figures
        """
    static let version = 1

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
        for seed in options.seeds where !(0..<1 << 31).contains(seed) {
            throw ValidationError("--seeds \(seed): expected numbers from 0 to \(1 << 31 - 1)")
        }
        for size in sizes {
            guard (100...1_000_000).contains(size), size % 10 == 0, sizes.count(where: { $0 == size }) == 1 else {
                throw ValidationError(
                    "--sizes \(size): expected multiples of the 10 classes from 100 to 1000000, each once")
            }
        }
        if let steps, !(1...100_000_000).contains(steps) {
            throw ValidationError("--steps \(steps): expected a number from 1 to 100000000")
        }
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
            ConvolutionalNetwork(generator: &weights), optimizer: Adam(learningRate: configuration.learningRate),
            loss: .negativeLogLikelihood, examples: data.train, classCount: data.classCount,
            batchSize: configuration.batchSize)
        for step in 1...configuration.steps {
            try trainer.step()
            if step % 100 == 0 { context.report(fraction: Double(step) / Double(configuration.steps)) }
        }
        return Outcome(
            trainAccuracy: try trainer.evaluate(data.train).accuracy,
            testAccuracy: try trainer.evaluate(data.test).accuracy)
    }

    func render(_ runs: [FinishedRun<Configuration, Outcome>], into figures: FigureFolder) throws {
        try figures.write("training-set-size-runs", rows: SizeRunRow.rows(runs))
        try figures.draw("training-set-size", rows: SizeRow.rows(runs), figure: SizeRow.figure)
    }
}
