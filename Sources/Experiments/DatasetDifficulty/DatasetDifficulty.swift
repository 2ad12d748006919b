import Artifact
import Datasets
import NeuralNetworks
import StudyParameters
import Training

/// How hard MNIST-1D is, and how far it keeps models apart, as its parameters vary: an extension of Table 1.
struct DatasetDifficulty: Experiment {
    static let name = "dataset-difficulty"

    @OptionGroup var options: ExperimentOptions

    @Option(
        parsing: .upToNextOption,
        help:
            "What to vary, one at a time: correlated-noise, iid-noise, translation, shear, scaling, padding, length, examples. (default: all, at quick scale correlated-noise, length and examples)"
    )
    var knobs: [Knob] = []

    @Option(parsing: .upToNextOption, help: "The classifiers to train: logistic, mlp, cnn, gru.")
    var models = SignalClassifier.allCases

    @Option(help: "Training steps. (default: 6000, at quick scale 40)")
    var steps: Int?

    struct Configuration: Codable, Hashable, Sendable {
        /// One parameter with another value than the paper's.
        struct Variation: Codable, Hashable, Sendable {
            var knob: Knob
            var value: Double
        }

        var model: SignalClassifier
        /// Nil for the paper's dataset.
        var variation: Variation?
        /// Training examples, unless they are varied.
        var examples: Int
        var testExamples: Int
        /// Seed of the initial weights; the dataset's is this and 42.
        var seed: UInt32
        var steps: Int
        var batchSize = 100
        var learningRate = 0.01
        @Changes var network = SignalClassifier.Sizes()
        /// How signals are made where they are not varied.
        @Changes var dataset = MNIST1DConfiguration()

        var trainingExamples: Int { variation?.knob == .examples ? Int(variation!.value) : examples }

        var source: SignalSource {
            var dataset = dataset.with(trainingExamples: trainingExamples, testExamples: testExamples, seedOffset: seed)
            variation?.knob.set(variation!.value, in: &dataset)
            return SignalSource(dataset, file: nil)
        }
    }

    struct Outcome: Codable, Sendable {
        /// In percent, after all steps.
        var trainAccuracy: Double
        var testAccuracy: Double
    }

    func validate() throws {
        try Checks.distinct("knobs", knobs.map(\.rawValue))
        try Checks.distinct("models", models.map(\.rawValue))
    }

    var assignments: [Assignment] { Assignment.option("steps", "steps", steps) }

    func configurations() -> [Configuration] {
        let isQuick = options.scale == .quick
        let knobs = self.knobs.isEmpty ? (isQuick ? [.correlatedNoise, .length, .examples] : Knob.allCases) : self.knobs
        let variations: [Configuration.Variation?] =
            [nil]
            + knobs.flatMap { knob in
                let others = knob.values.filter { $0 != knob.usual }
                return (isQuick ? [others[0], others[3]] : others).map { Configuration.Variation(knob: knob, value: $0) }
            }
        let seeds = options.seeds(default: isQuick ? [0, 1] : [0, 1, 2, 3, 4])
        return variations.flatMap { variation in
            models.flatMap { model in
                seeds.map {
                    Configuration(
                        model: model, variation: variation, examples: 4000, testExamples: 1000, seed: UInt32($0),
                        steps: isQuick ? 40 : 6000)
                }
            }
        }
    }

    static func label(of configuration: Configuration) -> String {
        let variation = configuration.variation.map { "\($0.knob.rawValue)\($0.value)" } ?? "usual"
        return "\(configuration.model.rawValue)-\(variation)-seed\(configuration.seed)"
    }

    static func problem(with configuration: Configuration) -> String? {
        configuration.source.problem(batchSize: configuration.batchSize)
            ?? configuration.model.problem(configuration.network, length: configuration.source.length)
    }

    static func savesModel(_ configuration: Configuration) -> Bool { true }

    /// All models but the GRU, whose steps are one after the other, spend most of it on other things than positions.
    static func weight(of configuration: Configuration) -> Double {
        let length = Double(configuration.source.length) / 40
        return configuration.model.cost * Double(configuration.steps) * (configuration.model == .gru ? length : 0.7 + 0.3 * length)
    }

    static func run(_ configuration: Configuration, context: RunContext) throws -> Outcome {
        let data = try configuration.source.dataset()
        let trainer = try Trainer(
            configuration.model, configuration.network, seed: configuration.seed, data: data,
            learningRate: configuration.learningRate, batchSize: configuration.batchSize)
        try trainer.train(steps: configuration.steps, report: context.report)
        try context.saveModel(trainer.stateDictionary.archive.npzBytes())
        return Outcome(
            trainAccuracy: try trainer.evaluate(data.train).accuracy, testAccuracy: try trainer.evaluate(data.test).accuracy)
    }
}
