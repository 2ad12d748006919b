import Artifact
import Datasets
import Foundation
import RandomGenerators
import Training

/// Figure 6: gradient descent on the activation function of a network.
///
/// The paper's claim: an activation learned by exact meta gradients through 301 training steps, starting as ELU,
/// clearly beats the usual ones designed by hand. Its notebook ends at a mean training loss of 0.884 after 301 outer
/// steps and at 68.4 % test accuracy. Beyond the paper: three seeds of the whole, and training ten times longer from fresh
/// initial weights.
/// Running time: about two minutes a seed and core, and two minutes for the rest.
@main
struct MetalearnActivation: Experiment {
    static let name = "metalearn-activation"
    static let summary = "Learn an activation function by differentiating through training (Figure 6)."
    static let details = """
        The paper's claim: starting as ELU, meta gradients through 301 training steps find an activation that \
        outperforms ReLU, ELU, Swish and others on MNIST-1D (notebook: mean training loss 0.884, 68.4 % test accuracy).
        Beyond it: several seeds, and accuracy when training goes on ten times longer, from fresh weights.

        Takes about two minutes for each seed on a core. An interrupted run goes on at its last outer step.
        Example: metalearn-activation --seeds 0 1 2 3 4
        """
    static let version = 1

    @OptionGroup var options: ExperimentOptions

    @Option(help: "The outer steps, each a whole training. (default: 301, at quick scale 2)")
    var outerSteps: Int?

    func validate() throws {
        for seed in options.seeds where UInt32(exactly: seed) == nil {
            throw ValidationError("--seeds \(seed): expected numbers from 0 to \(UInt32.max)")
        }
        if let outerSteps, !(1...100_000).contains(outerSteps) {
            throw ValidationError("--outer-steps \(outerSteps): expected a number from 1 to 100000")
        }
    }

    /// What a run does.
    enum Task: String, Codable, Sendable {
        /// Learns an activation; `seed` is that of the metalearning.
        case learn
        /// Trains an activation designed by hand as long as the metalearning does, from the notebook's seed.
        case baseline
        /// Trains any activation longer, from fresh initial weights of `seed`.
        case converge
    }

    struct Configuration: Codable, Sendable {
        var task: Task
        var seed: Int
        var innerSteps: Int
        /// Of the metalearning; also of the one whose activation is trained longer.
        var outerSteps: Int?
        /// One designed by hand.
        var activation: DesignedActivation?
        /// The seed of the metalearning that found the activation to train longer.
        var learnedFrom: Int?
        /// How many steps the longer training takes.
        var steps: Int?
        /// How often it takes the accuracy; a divisor of `steps`.
        var evaluateEvery: Int?
    }

    struct Outcome: Codable, Sendable {
        var outerSteps: [ActivationMetalearning.OuterStep]?
        /// f at `LearnedShape.points` after some outer steps.
        var shapes: [LearnedShape]?
        var activation: LearnedActivation?
        /// Accuracy on test examples after the number of steps.
        var accuracies: [Accuracy]?
    }

    struct Accuracy: Codable, Sendable {
        var step: Int
        var percent: Double
    }

    static func label(of configuration: Configuration) -> String {
        let name =
            configuration.activation?.rawValue ?? configuration.learnedFrom.map { "learned\($0)" } ?? "activation"
        return "\(configuration.task.rawValue)-\(name)-seed\(configuration.seed)"
    }

    static func weight(of configuration: Configuration) -> Double {
        switch configuration.task {
        case .learn: 3 * Double(configuration.outerSteps ?? 1) * Double(configuration.innerSteps)
        case .baseline: 0.5 * Double(configuration.innerSteps)
        case .converge: (configuration.learnedFrom == nil ? 0.5 : 1) * Double(configuration.steps ?? 1)
        }
    }

    static func prerequisites(of configuration: Configuration) -> [Configuration] {
        configuration.learnedFrom.map { [metalearning(seed: $0, for: configuration)] } ?? []
    }

    /// The run that found the activation which another one trains longer.
    private static func metalearning(seed: Int, for configuration: Configuration) -> Configuration {
        Configuration(
            task: .learn, seed: seed, innerSteps: configuration.innerSteps, outerSteps: configuration.outerSteps)
    }

    func configurations() -> [Configuration] {
        let isQuick = options.scale == .quick
        let (innerSteps, steps, every) = isQuick ? (40, 80, 20) : (301, 3010, 43)
        let outerSteps = outerSteps ?? (isQuick ? 2 : 301)
        let seeds = options.seeds(default: isQuick ? [0, 1] : [0, 1, 2])
        let fresh = Array(1000..<(isQuick ? 1002 : 1010))
        func run(_ task: Task, seed: Int) -> Configuration {
            Configuration(task: task, seed: seed, innerSteps: innerSteps)
        }
        let learn = seeds.map { seed in
            var run = run(.learn, seed: seed)
            run.outerSteps = outerSteps
            return run
        }
        let baselines = DesignedActivation.allCases.map { activation in
            var run = run(.baseline, seed: 0)
            run.activation = activation
            return run
        }
        let converge = fresh.flatMap { seed -> [Configuration] in
            let designed = DesignedActivation.allCases.map { activation in
                var run = run(.converge, seed: seed)
                (run.activation, run.steps, run.evaluateEvery) = (activation, steps, every)
                return run
            }
            let learned = seeds.map { metaSeed in
                var run = run(.converge, seed: seed)
                (run.learnedFrom, run.outerSteps) = (metaSeed, outerSteps)
                (run.steps, run.evaluateEvery) = (steps, every)
                return run
            }
            return designed + learned
        }
        return learn + baselines + converge
    }

    private static let dataset: MNIST1DConfiguration = {
        var dataset = MNIST1DConfiguration()
        dataset.samples = 10000
        return dataset
    }()

    func dataHashes() throws -> [String: String] {
        try DataHash.float32(of: [Self.dataset], name: \.trainingSignals) {
            try MNIST1DDataset($0).dataset.train.features
        }
    }

    static func run(_ configuration: Configuration, context: RunContext) throws -> Outcome {
        let data = try MNIST1DDataset(dataset).dataset
        switch configuration.task {
        case .learn: return try learn(configuration, data, context)
        case .baseline: return try baseline(configuration, data)
        case .converge: return try converge(configuration, data, context)
        }
    }

    /// The examples on which the notebook takes accuracy.
    private static func fewTestExamples(_ data: Dataset) -> Examples { data.test.subset(0..<500) }

    /// What an interrupted metalearning goes on from.
    private struct Checkpoint: Codable {
        var activation: LearnedActivation
        var steps: [ActivationMetalearning.OuterStep]
        var shapes: [LearnedShape]
    }

    private static func learn(
        _ configuration: Configuration, _ data: Dataset, _ context: RunContext
    ) throws -> Outcome {
        let decoder = JSONDecoder()
        let encoder = JSONEncoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        let known = context.checkpoint().flatMap { try? decoder.decode(Checkpoint.self, from: Data($0)) }
        let metalearning = try ActivationMetalearning(
            examples: data.train, test: fewTestExamples(data), seed: UInt64(configuration.seed),
            innerSteps: configuration.innerSteps, resuming: known.map { ($0.activation, $0.steps.count) })
        metalearning.threads = context.threads
        var state = try known ?? Checkpoint(
            activation: metalearning.activation, steps: [],
            shapes: [LearnedShape(metalearning.activation, outerStep: 0)])
        let outerSteps = configuration.outerSteps ?? 1
        while state.steps.count < outerSteps {
            state.steps.append(try metalearning.step())
            state.activation = metalearning.activation
            let count = state.steps.count
            if count % 10 == 0 || count == outerSteps {
                state.shapes.append(try LearnedShape(state.activation, outerStep: count))
            }
            try context.saveCheckpoint(Array(encoder.encode(state)))
            context.report(fraction: Double(count) / Double(outerSteps))
        }
        return Outcome(outerSteps: state.steps, shapes: state.shapes, activation: state.activation)
    }

    private static func baseline(_ configuration: Configuration, _ data: Dataset) throws -> Outcome {
        let training = try NoisyTraining(
            .designed(configuration.activation!), steps: configuration.innerSteps, examples: data.train)
        var generator = TorchGenerator(seed: UInt64(configuration.seed))
        training.reset(&generator)
        generator = TorchGenerator(seed: UInt64(configuration.seed))
        training.run(&generator)
        let accuracy = try training.noisyTestAccuracy(fewTestExamples(data), &generator)
        return Outcome(accuracies: [Accuracy(step: configuration.innerSteps, percent: accuracy)])
    }

    private static func converge(
        _ configuration: Configuration, _ data: Dataset, _ context: RunContext
    ) throws -> Outcome {
        var activation = configuration.activation.map(Activation.designed)
        if let seed = configuration.learnedFrom {
            let learned: Outcome = try context.outcome(of: metalearning(seed: seed, for: configuration))
            activation = learned.activation.map(Activation.learned)
        }
        // Weights from one stream, noise from another: all activations start from the same weights.
        var weights = TorchGenerator(seed: UInt64(configuration.seed), stream: "weights")
        var noise = TorchGenerator(seed: UInt64(configuration.seed), stream: "noise")
        let steps = configuration.steps ?? 1
        let training = try NoisyTraining(
            activation!, steps: configuration.evaluateEvery ?? steps, examples: data.train)
        training.loop.threads = context.threads
        training.reset(&weights)
        var accuracies: [Accuracy] = []
        for start in stride(from: 0, to: steps, by: training.loop.steps) {
            if start > 0 { training.loop.goOn() }
            training.run(&noise, from: start)
            let percent = try training.testAccuracy(data.test)
            accuracies.append(Accuracy(step: start + training.loop.steps, percent: percent))
            context.report(fraction: Double(start + training.loop.steps) / Double(steps))
        }
        return Outcome(accuracies: accuracies)
    }
}
