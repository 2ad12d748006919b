import Artifact
import Datasets
import NeuralNetworks
import RandomGenerators
import StudyParameters
import Training

/// Table 1, Figure 2 and Figure 8: common classifiers on MNIST-1D.
struct Benchmarks: Experiment {
    static let name = "benchmarks"

    @OptionGroup var options: ExperimentOptions
    @OptionGroup var signals: DataOptions

    @Option(parsing: .upToNextOption, help: "The classifiers to train: logistic, mlp, cnn, gru.")
    var models = SignalClassifier.allCases

    @Option(help: "Training steps. (default: 8000, at quick scale 100)")
    var steps: Int?

    @Option(help: "Steps between two evaluations. (default: 250, at quick scale 50)")
    var evaluationInterval: Int?

    @Option(help: "Examples per step. (default: 100)")
    var batchSize: Int?

    @Option(help: "Adam's learning rate. (default: 0.01)")
    var learningRate: Double?

    struct Configuration: Codable, Hashable, Sendable {
        var model: SignalClassifier
        var arrangement: Arrangement
        /// Seed of the initial weights.
        var seed: UInt32
        var steps: Int
        var evaluationInterval: Int
        var batchSize = 100
        var learningRate = 0.01
        var dataset = MNIST1DConfiguration()
        @Changes var network = SignalClassifier.Sizes()
        /// In place of the dataset.
        var file: DataFile?
        /// Whose answers are kept beside those of the best and the last step: the authors' Figure 8 is of step 3000.
        var answersStep = 3000

        var source: SignalSource { SignalSource(dataset, file: file) }

        /// With the order that the dataset's generator draws, where that is the arrangement.
        var shuffledSource: SignalSource {
            var own = dataset
            if arrangement == .shuffledByDataset { own.shuffleSequence = true }
            return SignalSource(own, file: file)
        }
    }

    struct Outcome: Codable, Sendable {
        var history: [HistoryPoint]
        /// Where the test accuracy is highest, the first such point in the history.
        var best: Int
        /// Of the test examples.
        var labels: DigitString
        /// What the model takes the test examples for: at the best point, at ``Configuration/answersStep`` and at the end.
        var answersAtBest: DigitString
        var answersAtStep: DigitString
        var answersAtEnd: DigitString
    }

    func validate() throws {
        try Checks.distinct("models", models.map(\.rawValue))
    }

    var assignments: [Assignment] {
        Assignment.option("steps", "steps", steps)
            + Assignment.option("evaluation-interval", "evaluationInterval", evaluationInterval)
            + Assignment.option("batch-size", "batchSize", batchSize)
            + Assignment.option("learning-rate", "learningRate", learningRate)
    }

    /// Hidden units of the MLP: what the authors' `train.py` says (`hidden_size`), with which Table 1 comes out.
    static let tableHidden = 256
    /// What their notebooks use, the default of their class, with which Figure 2 comes out.
    static let notebooksHidden = SignalClassifier.Sizes().hidden

    func configurations() throws -> [Configuration] {
        let isQuick = options.scale == .quick
        let file = try DataFile(signals.data) { sha256($0) }
        let seeds = options.seeds(default: isQuick ? [42, 43] : Array(42...61)).map(UInt32.init)
        let (first, some) = (seeds[0], seeds.prefix(10))
        func configuration(
            _ model: SignalClassifier, _ arrangement: Arrangement, seed: UInt32, dataset: UInt32? = nil, hidden: Int = Self.tableHidden
        ) -> Configuration {
            var configuration = Configuration(
                model: model, arrangement: arrangement, seed: seed, steps: isQuick ? 100 : 8000,
                evaluationInterval: isQuick ? 50 : 250, file: file, answersStep: isQuick ? 50 : 3000)
            if let dataset { configuration.dataset.seed = dataset }
            if model == .mlp { configuration.network.hidden = hidden }
            return configuration
        }
        // The trials of Table 1; then the authors' other settings; then, for fewer seeds, one thing differs at a time.
        var all: [Configuration] = []
        for model in models {
            if model == .mlp {
                all += seeds.map { configuration(model, .original, seed: $0, hidden: Self.notebooksHidden) }
                all += seeds.map { configuration(model, .shuffled(seed: $0), seed: $0, hidden: Self.notebooksHidden) }
            }
            // A file has its own order.
            if file == nil { all += some.map { configuration(model, .shuffledByDataset, seed: $0) } }
            all += seeds.map { configuration(model, .original, seed: $0) }
            all += seeds.map { configuration(model, .shuffled(seed: $0), seed: $0) }
            // A file is one dataset.
            if file == nil { all += some.map { configuration(model, .original, seed: first, dataset: $0) } }
            all += some.map { configuration(model, .shuffled(seed: first), seed: $0) }
            all += some.map { configuration(model, .shuffled(seed: $0), seed: first) }
        }
        var seen: Set<Configuration> = []
        return all.filter { seen.insert($0).inserted }
    }

    static func label(of configuration: Configuration) -> String {
        let model = configuration.model == .mlp ? "mlp\(configuration.network.hidden)" : configuration.model.rawValue
        var words = [model, configuration.arrangement.kind.rawValue]
        if configuration.arrangement == .shuffledByDataset { words[1] += "-by-dataset" }
        if let seed = configuration.arrangement.seed { words[1] += "\(seed)" }
        if configuration.dataset.seed != MNIST1DConfiguration().seed { words.append("data\(configuration.dataset.seed)") }
        return (words + ["seed\(configuration.seed)"]).joined(separator: "-") + (configuration.file?.label ?? "")
    }

    static func problem(with configuration: Configuration) -> String? {
        configuration.source.problem(batchSize: configuration.batchSize)
            ?? configuration.model.problem(configuration.network, length: configuration.source.length)
    }

    static func savesModel(_ configuration: Configuration) -> Bool { true }

    static func weight(of configuration: Configuration) -> Double {
        configuration.model.cost * Double(configuration.steps)
    }

    func dataHashes() throws -> [String: String] {
        try DataHash.float32(of: plannedConfigurations().map(\.shuffledSource), name: \.name) { try $0.dataset().train.features }
    }

    static func run(_ configuration: Configuration, context: RunContext) throws -> Outcome {
        var data = try configuration.shuffledSource.dataset()
        if case .shuffled(let seed) = configuration.arrangement {
            var order = NumPyRandomState(seed: seed)
            data = data.permutingPositions(order.permutation(data.length))
        }
        let trainer = try Trainer(
            configuration.model, configuration.network, seed: configuration.seed, data: data,
            learningRate: configuration.learningRate, batchSize: configuration.batchSize)
        func answers() throws -> DigitString { DigitString(try trainer.predict(data.test)) }

        var best = (accuracy: -Double.infinity, step: 0, answers: DigitString([]))
        var atStep = try answers()
        let answersStep = min(configuration.answersStep, configuration.steps)
        let history = try trainer.train(
            steps: configuration.steps, evaluatingEvery: configuration.evaluationInterval, on: data.train,
            test: data.test, report: context.report,
            at: { point in
                if point.testAccuracy > best.accuracy { best = (point.testAccuracy, point.step, try answers()) }
            },
            afterStep: { _ in if trainer.stepCount == answersStep { atStep = try answers() } })
        try context.saveModel(trainer.stateDictionary.archive.npzBytes())
        return Outcome(
            history: history, best: history.firstIndex { $0.step == best.step }!,
            labels: DigitString(data.test.labels.map(Int.init)), answersAtBest: best.answers, answersAtStep: atStep,
            answersAtEnd: try answers())
    }
}
