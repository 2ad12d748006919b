import Artifact
import Datasets
import NeuralNetworks
import RandomGenerators
import Training

/// The MNIST row of Table 1: standard classifiers of images, and beside them those of MNIST-1D.
struct MNISTBenchmarks: Experiment {
    static let name = "mnist-benchmarks"

    @OptionGroup var options: ExperimentOptions

    @Option(help: "The images: subset (4000 + 1000, which come with the package) or full (those of the folder MNIST_DIR).")
    var data = MNISTSelection.subset

    @Option(
        parsing: .upToNextOption,
        help: "The classifiers to train: logistic, standard-mlp, standard-cnn, standard-gru, and those of MNIST-1D: mlp, cnn, gru.")
    var models = ImageClassifier.allCases

    @Option(
        help:
            "Training steps. (default: 2000 on the subset, 12000 on the full set, for standard-cnn and standard-gru 800 and 3600, at quick scale 20)"
    )
    var steps: Int?

    @Option(help: "Steps between two evaluations. (default: a twentieth of the steps)")
    var evaluationInterval: Int?

    @Option(
        help:
            "Hidden units of MLPs, GRUs and standard-cnn, channels of cnn. (default: mlp 500, cnn 32, gru 32, standard-mlp 512, standard-cnn 500, standard-gru 128)"
    )
    var width: Int?

    @Option(help: "Adam's learning rate at the beginning; it falls to 0 in a straight line. (default: 0.002)")
    var learningRate: Double?

    @Flag(
        help:
            "Train the models of MNIST-1D by the settings that the authors' files name for MNIST-1D instead: Adam 0.01, 8000 steps, 256 and 100 hidden units, 25 channels."
    )
    var settings = false

    var edition: String? {
        let words = (data == .full ? ["full"] : []) + (settings ? ["settings"] : [])
        return words.isEmpty ? nil : words.joined(separator: "-")
    }
    var editionOptions: [String] { ["--data", data.rawValue] + (settings ? ["--settings"] : []) }

    struct Configuration: Codable, Sendable {
        var model: ImageClassifier
        var data: MNISTSelection
        /// SHA-256 of the four unpacked files, by name.
        var files: [String: String]
        /// Hidden units of MLPs, GRUs and the standard CNN, channels of the other CNN.
        var width: Int
        /// Of the points of the images.
        var pixels = PixelScale.standardized
        /// Seed of the initial weights, and of what dropout drops.
        var seed: UInt32
        var steps: Int
        var evaluationInterval: Int
        var batchSize = 100
        var learningRate = 0.002
        @Changes var network = Network()
        @Changes var schedule = Schedule()
    }

    struct Schedule: Parameters {
        /// The part of the learning rate that is left after the last step.
        var end = 0.0
    }

    struct Network: Parameters {
        /// Of standard-mlp: the part of the hidden units that is dropped.
        var dropout = 0.5
    }

    struct Outcome: Codable, Sendable {
        var trainExamples: Int
        var testExamples: Int
        var parameters: Int
        /// The training loss and accuracy are on the first training examples, at most 4000.
        var history: [HistoryPoint]
        /// In percent of all training examples, after the last step; where the learning rate does not fall to 0.
        var trainAccuracy: Double?
    }

    func validate() throws {
        try Checks.distinct("models", models)
        try Checks.range("steps", steps, Checks.counts)
        try Checks.range("evaluation-interval", evaluationInterval, Checks.counts)
        try Checks.range("width", width, 1...10_000)
    }

    var assignments: [Assignment] { Assignment.option("learning-rate", "learningRate", learningRate) }

    func configurations() throws -> [Configuration] {
        let isQuick = options.scale == .quick
        let seeds = options.seeds(default: isQuick ? [42, 43] : settings ? [42, 43, 44] : [42, 43, 44, 45, 46])
        let files = try dataHashes()
        if settings { return authorsConfigurations(seeds: seeds, files: files) }
        return models.flatMap { model in
            seeds.map { seed in
                let steps = self.steps ?? (isQuick ? 20 : model.epochs(data) * (data == .full ? 600 : 40))
                return Configuration(
                    model: model, data: data, files: files,
                    width: model == .logistic ? 0 : width ?? (isQuick ? min(model.standardWidth, 32) : model.standardWidth),
                    seed: UInt32(seed), steps: steps, evaluationInterval: evaluationInterval ?? max(1, steps / (isQuick ? 2 : 20)))
            }
        }
    }

    /// The authors' files name no settings for MNIST. These are of their `train.py` for MNIST-1D, and the notebooks' 100 hidden units; points
    /// of both usual scales.
    private func authorsConfigurations(seeds: [Int], files: [String: String]) -> [Configuration] {
        let isQuick = options.scale == .quick
        let steps = self.steps ?? (isQuick ? 20 : 8000)
        let widths: [(model: ImageClassifier, width: Int)] = [(.logistic, 0), (.mlp, 256), (.mlp, 100), (.cnn, 25), (.gru, 6)]
        return PixelScale.allCases.flatMap { pixels in
            widths.filter { models.contains($0.model) }.flatMap { model, width in
                seeds.map { seed in
                    var configuration = Configuration(
                        model: model, data: data, files: files, width: width, pixels: pixels, seed: UInt32(seed), steps: steps,
                        evaluationInterval: evaluationInterval ?? max(1, steps / (isQuick ? 2 : 32)), learningRate: 0.01)
                    configuration.schedule.end = 1
                    return configuration
                }
            }
        }
    }

    static func label(of configuration: Configuration) -> String {
        let setting = configuration.schedule.end == 0 ? "" : "\(configuration.width)-\(configuration.pixels.rawValue)"
        return "\(configuration.model.rawValue)\(setting)-\(configuration.data.rawValue)-seed\(configuration.seed)"
    }

    static func savesModel(_ configuration: Configuration) -> Bool { true }

    static func weight(of configuration: Configuration) -> Double {
        configuration.model.cost * Double(configuration.steps)
    }

    func dataHashes() throws -> [String: String] {
        try data.content(package: options.package).hashes
    }

    static func run(_ configuration: Configuration, context: RunContext) throws -> Outcome {
        let content = try configuration.data.content(package: context.package, pixels: configuration.pixels)
        guard content.hashes == configuration.files else {
            throw ArtifactError("the images of MNIST have changed since the experiment began; start it again")
        }
        let data = content.dataset
        var weights = TorchGenerator(seed: UInt64(configuration.seed))
        let model = configuration.model(width: configuration.width, dropout: configuration.network.dropout, generator: &weights)
        let trainer = try Trainer(
            model,
            optimizer: Adam(learningRate: configuration.learningRate)
                .scheduled(.linear(from: 1, to: configuration.schedule.end, steps: configuration.steps)),
            loss: .negativeLogLikelihood,
            examples: data.train, classCount: data.classCount, batchSize: configuration.batchSize, random: weights)
        let history = try trainer.train(
            steps: configuration.steps, evaluatingEvery: configuration.evaluationInterval,
            on: data.train.subset(0..<min(4000, data.train.count)), test: data.test, report: context.report)
        try context.saveModel(trainer.stateDictionary.archive.npzBytes())
        return Outcome(
            trainExamples: data.train.count, testExamples: data.test.count, parameters: model.parameterCount,
            history: history, trainAccuracy: configuration.schedule.end == 0 ? nil : try trainer.evaluate(data.train).accuracy)
    }
}
