import Artifact
import Datasets
import Training

/// Figure 5: gradient descent on the learning rate of gradient descent.
@main
struct MetalearnLearningRate: Experiment {
    static let name = "metalearn-learning-rate"

    @OptionGroup var options: ExperimentOptions

    @Option(parsing: .upToNextOption, help: "The learning rates to begin from. (default: 1.5 and 0.15)")
    var from: [Double] = []

    struct Configuration: Codable, Sendable {
        /// Of the initial weights; the authors' is 0.
        var seed: UInt32
        var initialRate: Double
        var outerSteps: Int
        var innerSteps: Int
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

    func configurations() -> [Configuration] {
        let isQuick = options.scale == .quick
        return options.seeds(default: isQuick ? [0] : Array(0..<50)).flatMap { seed in
            (from.isEmpty ? [1.5, 0.15] : from).map {
                Configuration(
                    seed: UInt32(seed), initialRate: $0, outerSteps: isQuick ? 10 : 50, innerSteps: isQuick ? 50 : 200)
            }
        }
    }

    static func label(of configuration: Configuration) -> String {
        "from\(configuration.initialRate)-seed\(configuration.seed)"
    }

    func dataHashes() throws -> [String: String] {
        try DataHash.float32(of: [MNIST1DConfiguration()], name: \.trainingSignals) {
            try MNIST1DDataset($0).dataset.train.features
        }
    }

    static func run(_ configuration: Configuration, context: RunContext) throws -> Outcome {
        let data = try MNIST1DDataset(MNIST1DConfiguration()).dataset
        let metalearning = try LearningRateMetalearning(
            startingFrom: Float(configuration.initialRate), examples: data.train,
            seed: UInt64(configuration.seed), steps: configuration.innerSteps)
        var outcome = Outcome(steps: [], firstLosses: [], lastLosses: [])
        for step in 0..<configuration.outerSteps {
            outcome.steps.append(metalearning.step())
            if step == 0 { outcome.firstLosses = metalearning.innerLosses }
            context.report(fraction: Double(step + 1) / Double(configuration.outerSteps))
        }
        outcome.lastLosses = metalearning.innerLosses
        return outcome
    }
}
