import Artifact
import Datasets
import StudyParameters
import Training

/// Figure 5: gradient descent on the learning rate of gradient descent.
struct MetalearnLearningRate: Experiment {
    static let name = "metalearn-learning-rate"

    @OptionGroup var options: ExperimentOptions
    @OptionGroup var signals: DataOptions

    @Option(parsing: .upToNextOption, help: "The learning rates to begin from. (default: 1.5 and 0.15)")
    var from: [Double] = []

    struct Configuration: Codable, Sendable {
        /// Of the initial weights; the authors' is 0.
        var seed: UInt32
        var initialRate: Double
        var outerSteps: Int
        var innerSteps: Int
        @Changes var training = Training()
        @Changes var dataset = MNIST1DConfiguration()
        /// In place of the dataset.
        var file: DataFile?

        var source: SignalSource { SignalSource(dataset, file: file) }
    }

    /// Of the network that is trained, and of the outer loop.
    struct Training: Parameters {
        var hidden = 50
        var batchSize = 50
        /// The rate of the outer loop's gradient descent.
        var outerRate: Float = 0.3
    }

    struct Outcome: Codable, Sendable {
        var steps: [LearningRateMetalearning.OuterStep]
        /// Inner losses of the first and of the last outer step.
        var firstLosses: [Float]
        var lastLosses: [Float]
    }

    func validate() throws {
        try Checks.positive("from", from)
        try Checks.distinct("from", from)
    }

    func configurations() throws -> [Configuration] {
        let isQuick = options.scale == .quick
        let file = try DataFile(signals.data) { sha256($0) }
        return options.seeds(default: isQuick ? [0] : Array(0..<50)).flatMap { seed in
            (from.isEmpty ? [1.5, 0.15] : from).map {
                Configuration(
                    seed: UInt32(seed), initialRate: $0, outerSteps: isQuick ? 10 : 50, innerSteps: isQuick ? 50 : 200,
                    file: file)
            }
        }
    }

    static func label(of configuration: Configuration) -> String {
        "from\(configuration.initialRate)-seed\(configuration.seed)\(configuration.file?.label ?? "")"
    }

    static func problem(with configuration: Configuration) -> String? {
        let (batchSize, source) = (configuration.training.batchSize, configuration.source)
        return source.problem(batchSize: batchSize)
            ?? (source.trainCount % batchSize == 0
                ? nil : "\(source.trainCount) training examples do not fill batches of \(batchSize): choose another batch size")
    }

    static func savesModel(_ configuration: Configuration) -> Bool { true }

    func dataHashes() throws -> [String: String] {
        try DataHash.float32(of: plannedConfigurations().map(\.source), name: \.name) { try $0.dataset().train.features }
    }

    static func run(_ configuration: Configuration, context: RunContext) throws -> Outcome {
        let data = try configuration.source.dataset()
        let metalearning = try LearningRateMetalearning(
            startingFrom: Float(configuration.initialRate), examples: data.train, classCount: data.classCount,
            seed: UInt64(configuration.seed), steps: configuration.innerSteps, batchSize: configuration.training.batchSize,
            hidden: configuration.training.hidden, metaRate: configuration.training.outerRate)
        var outcome = Outcome(steps: [], firstLosses: [], lastLosses: [])
        for step in 0..<configuration.outerSteps {
            outcome.steps.append(metalearning.step())
            if step == 0 { outcome.firstLosses = metalearning.innerLosses }
            context.report(fraction: Double(step + 1) / Double(configuration.outerSteps))
        }
        outcome.lastLosses = metalearning.innerLosses
        try context.saveModel(metalearning.stateDictionary.archive.npzBytes())
        return outcome
    }
}
