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
    var models = SignalClassifier.allCases

    @Option(help: "Training steps. (default: 6000, at quick scale 100)")
    var steps: Int?

    @Option(help: "Steps between two evaluations. (default: 250, at quick scale 50)")
    var evaluationInterval: Int?

    @Option(help: "Examples per step.")
    var batchSize = 100

    @Option(help: "Adam's learning rate.")
    var learningRate = 0.01

    struct Configuration: Codable, Hashable, Sendable {
        var model: SignalClassifier
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
        /// Where the test accuracy is highest, the first such point in the history.
        var best: Int
        /// Of the test examples.
        var labels: DigitString
        /// What the model takes the test examples for: at the best point, half-way (the authors' Figure 8 is of
        /// step 3000) and at the end.
        var answersAtBest: DigitString
        var answersHalfway: DigitString
        var answersAtEnd: DigitString
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
        let seeds = options.seeds(default: isQuick ? [42, 43] : Array(42...61)).map(UInt32.init)
        let (first, some) = (seeds[0], seeds.prefix(10))
        func configuration(
            _ model: SignalClassifier, _ arrangement: Arrangement, seed: UInt32, dataset: UInt32? = nil
        ) -> Configuration {
            var configuration = Configuration(
                model: model, arrangement: arrangement, seed: seed, steps: steps ?? (isQuick ? 100 : 6000),
                evaluationInterval: evaluationInterval ?? (isQuick ? 50 : 250), batchSize: batchSize,
                learningRate: learningRate)
            if let dataset { configuration.dataset.seed = dataset }
            return configuration
        }
        // The trials of Table 1; then, for fewer seeds, one thing differs at a time.
        var all: [Configuration] = []
        for model in models {
            all += seeds.map { configuration(model, .original, seed: $0) }
            all += seeds.map { configuration(model, .shuffled(seed: $0), seed: $0) }
            all += some.map { configuration(model, .original, seed: first, dataset: $0) }
            all += some.map { configuration(model, .shuffled(seed: first), seed: $0) }
            all += some.map { configuration(model, .shuffled(seed: $0), seed: first) }
        }
        var seen: Set<Configuration> = []
        return all.filter { seen.insert($0).inserted }
    }

    static func label(of configuration: Configuration) -> String {
        var words = [configuration.model.rawValue, configuration.arrangement.kind.rawValue]
        if let seed = configuration.arrangement.seed { words[1] += "\(seed)" }
        if configuration.dataset.seed != MNIST1DConfiguration().seed { words.append("data\(configuration.dataset.seed)") }
        return (words + ["seed\(configuration.seed)"]).joined(separator: "-")
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
        func answers() throws -> DigitString { DigitString(try trainer.predict(data.test)) }

        var best = (accuracy: -Double.infinity, step: 0, answers: DigitString([]))
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
            labels: DigitString(data.test.labels.map(Int.init)), answersAtBest: best.answers, answersHalfway: halfway,
            answersAtEnd: try answers())
    }
}
