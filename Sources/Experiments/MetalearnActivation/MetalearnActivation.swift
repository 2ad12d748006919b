import Artifact
import Datasets
import Training

/// Figure 6: gradient descent on the activation function of a network.
struct MetalearnActivation: Experiment {
    static let name = "metalearn-activation"

    @OptionGroup var options: ExperimentOptions
    @OptionGroup var signals: DataOptions

    @Option(help: "The outer steps, each a whole training. (default: 301, at quick scale 2)")
    var outerSteps: Int?

    /// Finds an activation.
    struct Metalearning: Codable, Hashable, Sendable {
        /// Of all that is drawn at random; the authors' is 0.
        var seed: UInt32
        var innerSteps: Int
        var outerSteps: Int
        @Changes var inner = Inner()
        /// The rate of the outer loop's gradient descent.
        @Changes var outer = Outer()
    }

    struct Outer: Parameters { var learningRate: Float = 0.3 }

    /// The trainings, of which the outer loop takes the gradient.
    struct Inner: Parameters {
        var training = NoisyTraining.Settings()
        var dataset = MNIST1DConfiguration()
        /// In place of the dataset.
        var file: DataFile?

        init() { dataset.samples = 10000 }

        var source: SignalSource { SignalSource(dataset, file: file) }
    }

    enum Contestant: Codable, Hashable, Sendable {
        case designed(DesignedActivation)
        case learned(Metalearning)
    }

    enum Configuration: Codable, Hashable, Sendable {
        /// Learns an activation.
        case learn(Metalearning)
        /// Trains as long as an inner run of the metalearning, from the weights and with the noise of the authors' notebook.
        case baseline(DesignedActivation, steps: Int, inner: Changes<Inner>)
        /// Trains longer, from fresh initial weights and with fresh noise, and takes the accuracy every `interval` steps,
        /// which divides `steps`.
        case converge(Contestant, seed: UInt32, steps: Int, interval: Int, inner: Changes<Inner>)

        var inner: Inner {
            switch self {
            case .learn(let metalearning): metalearning.inner
            case .baseline(_, _, let inner), .converge(_, _, _, _, let inner): inner.wrappedValue
            }
        }
    }

    var assignments: [Assignment] { Assignment.option("outer-steps", "learn.outerSteps", outerSteps) }

    func configurations() throws -> [Configuration] {
        let isQuick = options.scale == .quick
        var inner = Inner()
        inner.file = try DataFile(signals.data) { sha256($0) }
        let changes = Changes(wrappedValue: inner)
        let (innerSteps, steps, interval) = isQuick ? (40, 80, 20) : (301, 3010, 43)
        let metalearnings = options.seeds(default: isQuick ? [0, 1] : Array(0..<6)).map {
            Metalearning(
                seed: UInt32($0), innerSteps: innerSteps, outerSteps: isQuick ? 2 : 301, inner: inner)
        }
        let designed = DesignedActivation.allCases
        let contestants = designed.map(Contestant.designed) + metalearnings.map(Contestant.learned)
        // As many for each metalearning to be judged by.
        let fresh: Range<UInt32> = 1000..<(isQuick ? 1002 : 1012)
        return metalearnings.map(Configuration.learn) + designed.map { .baseline($0, steps: innerSteps, inner: changes) }
            + fresh.flatMap { seed in
                contestants.map { .converge($0, seed: seed, steps: steps, interval: interval, inner: changes) }
            }
    }

    static func label(of configuration: Configuration) -> String {
        let name =
            switch configuration {
            case .learn(let metalearning): "learn-activation-seed\(metalearning.seed)"
            case .baseline(let activation, _, _): "baseline-\(activation.rawValue)-seed0"
            case .converge(.designed(let activation), let seed, _, _, _): "converge-\(activation.rawValue)-seed\(seed)"
            case .converge(.learned(let metalearning), let seed, _, _, _): "converge-learned\(metalearning.seed)-seed\(seed)"
            }
        return name + (configuration.inner.file?.label ?? "")
    }

    static func problem(with configuration: Configuration) -> String? {
        let (source, batchSize) = (configuration.inner.source, configuration.inner.training.batchSize)
        if let problem = source.problem(batchSize: batchSize) { return problem }
        if source.trainCount % batchSize != 0 {
            return "\(source.trainCount) training examples do not fill batches of \(batchSize): choose another batch size"
        }
        if case .converge(_, _, let steps, let interval, _) = configuration, steps % interval != 0 {
            return "\(steps) steps are no multiple of the \(interval) between evaluations"
        }
        return nil
    }

    static func savesModel(_ configuration: Configuration) -> Bool { true }

    /// In steps of training with a learned activation; differentiating takes twice as long again.
    static func weight(of configuration: Configuration) -> Double {
        switch configuration {
        case .learn(let metalearning): 3 * Double(metalearning.outerSteps) * Double(metalearning.innerSteps)
        case .baseline(_, let steps, _): 0.5 * Double(steps)
        case .converge(.designed, _, let steps, _, _): 0.5 * Double(steps)
        case .converge(.learned, _, let steps, _, _): Double(steps)
        }
    }

    static func prerequisites(of configuration: Configuration) -> [Configuration] {
        if case .converge(.learned(let metalearning), _, _, _, _) = configuration { [.learn(metalearning)] } else { [] }
    }

    func dataHashes() throws -> [String: String] {
        try DataHash.float32(of: plannedConfigurations().map(\.inner.source), name: \.name) { try $0.dataset().train.features }
    }

    static func run(_ configuration: Configuration, context: RunContext) throws -> Outcome {
        let inner = configuration.inner
        let data = try inner.source.dataset()
        switch configuration {
        case .learn(let metalearning): return .learned(try learn(metalearning, data, context))
        case .baseline(let activation, let steps, _):
            return .trained(Trained(accuracies: [try baseline(activation, steps: steps, inner.training, data, context)]))
        case .converge(let contestant, let seed, let steps, let interval, _):
            let activation: Activation
            switch contestant {
            case .designed(let designed): activation = .designed(designed)
            case .learned(let metalearning):
                let learned: Learned = try context.outcome(of: Configuration.learn(metalearning))
                activation = .learned(learned.activation)
            }
            return .trained(
                Trained(
                    accuracies: try converge(
                        activation, seed: seed, steps: steps, interval: interval, inner.training, data, context)))
        }
    }
}
