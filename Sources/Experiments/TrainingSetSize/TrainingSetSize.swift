import Artifact
import Datasets
import NeuralNetworks
import StudyParameters
import Training

/// Appendix A: with more examples the CNN passes the human.
struct TrainingSetSize: Experiment {
    static let name = "training-set-size"
    @OptionGroup var options: ExperimentOptions
    @OptionGroup var signals: DataOptions

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
        @Changes var network = SignalClassifier.Sizes()
        /// How signals are made; the numbers of examples and the seed are those above.
        @Changes var dataset = MNIST1DConfiguration()
        /// In place of the dataset; training examples are its first ones.
        var file: DataFile?

        var source: SignalSource {
            SignalSource(
                dataset.with(trainingExamples: examples, testExamples: testExamples, seedOffset: seed), file: file)
        }
    }

    struct Outcome: Codable, Sendable {
        /// In percent, after all steps.
        var trainAccuracy: Double
        var testAccuracy: Double
    }

    func validate() throws {
        try Checks.range("sizes", sizes, 100...1_000_000)
        if signals.data == nil { try Checks.multiples("sizes", sizes, of: 10, "classes") }
        try Checks.distinct("sizes", sizes)
    }

    var assignments: [Assignment] { Assignment.option("steps", "steps", steps) }

    func configurations() throws -> [Configuration] {
        let isQuick = options.scale == .quick
        let file = try DataFile(signals.data) { sha256($0) }
        let own = file.map { [$0.trainCount] }
        let sizes = !self.sizes.isEmpty ? self.sizes : own ?? (isQuick ? [200, 400] : [4000, 8000, 16000, 32000, 64000])
        return sizes.sorted().flatMap { examples in
            options.seeds(default: isQuick ? [0, 1] : [0, 1, 2, 3, 4]).map { seed in
                Configuration(
                    examples: examples, testExamples: isQuick ? 200 : 5000, seed: UInt32(seed), steps: isQuick ? 50 : 12000, file: file)
            }
        }
    }

    static func label(of configuration: Configuration) -> String {
        "n\(configuration.examples)-seed\(configuration.seed)\(configuration.file?.label ?? "")"
    }

    static func problem(with configuration: Configuration) -> String? {
        configuration.source.problem(examples: configuration.examples, batchSize: configuration.batchSize)
            ?? SignalClassifier.cnn.problem(configuration.network, length: configuration.source.length)
    }

    static func savesModel(_ configuration: Configuration) -> Bool { true }

    func dataHashes() throws -> [String: String] {
        try DataHash.float32(of: plannedConfigurations().map(\.source), name: \.name) { try $0.dataset().train.features }
    }

    static func run(_ configuration: Configuration, context: RunContext) throws -> Outcome {
        var data = try configuration.source.dataset()
        if configuration.file != nil { data = data.withTrainingExamples(configuration.examples) }
        let trainer = try Trainer(
            .cnn, configuration.network, seed: configuration.seed, data: data, learningRate: configuration.learningRate,
            batchSize: configuration.batchSize)
        try trainer.train(steps: configuration.steps, report: context.report)
        try context.saveModel(trainer.stateDictionary.archive.npzBytes())
        return Outcome(
            trainAccuracy: try trainer.evaluate(data.train).accuracy,
            testAccuracy: try trainer.evaluate(data.test).accuracy)
    }
}
