import Artifact
import Datasets
import NeuralNetworks
import RandomGenerators
import Training

/// Table 1, Figure 2 and Figure 8: common classifiers on MNIST-1D.
@main
struct Benchmarks: Experiment {
    static let name = "benchmarks"

    @OptionGroup var options: ExperimentOptions

    @Option(parsing: .upToNextOption, help: "The classifiers to train: logistic, mlp, cnn, gru.")
    var models = Classifier.allCases

    @Option(help: "Training steps. (default: 6000, at quick scale 100)")
    var steps: Int?

    @Option(help: "Steps between two evaluations. (default: 250, at quick scale 50)")
    var evaluationInterval: Int?

    @Option(help: "Examples a step.")
    var batchSize = 100

    @Option(help: "Adam's learning rate.")
    var learningRate = 0.01

    struct Configuration: Codable, Sendable {
        var model: Classifier
        var arrangement: Arrangement
        /// Seed of the initial weights.
        var seed: UInt32
        var steps: Int
        var evaluationInterval: Int
        var batchSize: Int
        var learningRate: Double
        var dataset = MNIST1DConfiguration()
    }

    struct Outcome: Codable, Sendable {
        var history: [HistoryPoint]
        /// Where the test accuracy is highest, the first such place in the history.
        var best: Int
        /// Of the test examples.
        var labels: Digits
        /// What the model takes the test examples for: at the best place, half-way (the authors' Figure 8 is of
        /// step 3000) and at the end.
        var answersAtBest: Digits
        var answersHalfway: Digits
        var answersAtEnd: Digits
    }

    func validate() throws {
        try Checks.distinct("models", models.map(\.rawValue))
        try Checks.range("steps", steps, Checks.counts)
        try Checks.range("evaluation-interval", evaluationInterval, Checks.counts)
        try Checks.range("batch-size", batchSize, 1...MNIST1DConfiguration().trainCount)
        try Checks.positive("learning-rate", [learningRate])
    }

    func configurations() -> [Configuration] {
        let isQuick = options.scale == .quick
        let seeds = options.seeds(default: isQuick ? [42, 43] : [42, 43, 44, 45, 46])
        return [Arrangement.original, .shuffled(seed: 42)].flatMap { arrangement in
            models.flatMap { model in
                seeds.map { seed in
                    Configuration(
                        model: model, arrangement: arrangement, seed: UInt32(seed),
                        steps: steps ?? (isQuick ? 100 : 6000),
                        evaluationInterval: evaluationInterval ?? (isQuick ? 50 : 250), batchSize: batchSize,
                        learningRate: learningRate)
                }
            }
        }
    }

    static func label(of configuration: Configuration) -> String {
        "\(configuration.model.rawValue)-\(configuration.arrangement.kind.rawValue)-seed\(configuration.seed)"
    }

    static func weight(of configuration: Configuration) -> Double {
        configuration.model.cost * Double(configuration.steps)
    }

    func dataHashes() throws -> [String: String] {
        try DataHash.float32(of: configurations().map(\.dataset), name: \.trainingSignals) {
            try MNIST1DDataset($0).dataset.train.features
        }
    }

    static func run(_ configuration: Configuration, context: RunContext) throws -> Outcome {
        var data = try MNIST1DDataset(configuration.dataset).dataset
        if case .shuffled(let seed) = configuration.arrangement {
            var order = NumPyRandomState(seed: seed)
            data = data.permutingPositions(order.permutation(data.length))
        }
        var weights = TorchGenerator(seed: UInt64(configuration.seed))
        let trainer = try Trainer(
            configuration.model(generator: &weights), optimizer: Adam(learningRate: configuration.learningRate),
            loss: .negativeLogLikelihood, examples: data.train, classCount: data.classCount,
            batchSize: configuration.batchSize)
        func answers() throws -> Digits { Digits(try trainer.predict(data.test)) }

        var best = (accuracy: -Double.infinity, step: 0, answers: Digits([]))
        var halfway = try answers()
        let history = try trainer.train(
            steps: configuration.steps, evaluatingEvery: configuration.evaluationInterval, on: data.train,
            test: data.test, report: context.report,
            at: { point in
                if point.testAccuracy > best.accuracy { best = (point.testAccuracy, point.step, try answers()) }
            },
            afterStep: { _ in if trainer.stepCount == configuration.steps / 2 { halfway = try answers() } })
        return Outcome(
            history: history, best: history.firstIndex { $0.step == best.step }!,
            labels: Digits(data.test.labels.map(Int.init)), answersAtBest: best.answers, answersHalfway: halfway,
            answersAtEnd: try answers())
    }
}
