import Artifact
import Datasets
import Training

/// Figure 6: gradient descent on the activation function of a network.
@main
struct MetalearnActivation: Experiment {
    static let name = "metalearn-activation"

    @OptionGroup var options: ExperimentOptions

    @Option(help: "The outer steps, each a whole training. (default: 301, at quick scale 2)")
    var outerSteps: Int?

    /// Finds an activation.
    struct Metalearning: Codable, Hashable, Sendable {
        /// Of all that is drawn at random; the authors' is 0.
        var seed: UInt32
        var innerSteps: Int
        var outerSteps: Int
    }

    enum Contestant: Codable, Hashable, Sendable {
        case designed(DesignedActivation)
        case learned(Metalearning)
    }

    enum Configuration: Codable, Hashable, Sendable {
        /// Learns an activation.
        case learn(Metalearning)
        /// Trains as long as an inner run of the metalearning, from the weights and with the noise of the authors' notebook.
        case baseline(DesignedActivation, steps: Int)
        /// Trains longer, from fresh initial weights and with fresh noise, and takes the accuracy every `interval` steps,
        /// which divides `steps`.
        case converge(Contestant, seed: UInt32, steps: Int, interval: Int)
    }

    func validate() throws { try Checks.range("outer-steps", outerSteps, 1...100_000) }

    func configurations() -> [Configuration] {
        let isQuick = options.scale == .quick
        let (innerSteps, steps, interval) = isQuick ? (40, 80, 20) : (301, 3010, 43)
        let metalearnings = options.seeds(default: isQuick ? [0, 1] : [0, 1, 2]).map {
            Metalearning(
                seed: UInt32($0), innerSteps: innerSteps, outerSteps: outerSteps ?? (isQuick ? 2 : 301))
        }
        let designed = DesignedActivation.allCases
        let contestants = designed.map(Contestant.designed) + metalearnings.map(Contestant.learned)
        let fresh: Range<UInt32> = 1000..<(isQuick ? 1002 : 1010)
        return metalearnings.map(Configuration.learn) + designed.map { .baseline($0, steps: innerSteps) }
            + fresh.flatMap { seed in
                contestants.map { .converge($0, seed: seed, steps: steps, interval: interval) }
            }
    }

    static func label(of configuration: Configuration) -> String {
        switch configuration {
        case .learn(let metalearning): "learn-activation-seed\(metalearning.seed)"
        case .baseline(let activation, _): "baseline-\(activation.rawValue)-seed0"
        case .converge(.designed(let activation), let seed, _, _): "converge-\(activation.rawValue)-seed\(seed)"
        case .converge(.learned(let metalearning), let seed, _, _): "converge-learned\(metalearning.seed)-seed\(seed)"
        }
    }

    /// In steps of training with a learned activation; differentiating takes twice as long again.
    static func weight(of configuration: Configuration) -> Double {
        switch configuration {
        case .learn(let metalearning): 3 * Double(metalearning.outerSteps) * Double(metalearning.innerSteps)
        case .baseline(_, let steps): 0.5 * Double(steps)
        case .converge(.designed, _, let steps, _): 0.5 * Double(steps)
        case .converge(.learned, _, let steps, _): Double(steps)
        }
    }

    static func prerequisites(of configuration: Configuration) -> [Configuration] {
        if case .converge(.learned(let metalearning), _, _, _) = configuration { [.learn(metalearning)] } else { [] }
    }

    static let dataset: MNIST1DConfiguration = {
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
        switch configuration {
        case .learn(let metalearning): return .learned(try learn(metalearning, data, context))
        case .baseline(let activation, let steps):
            return .trained(Trained(accuracies: [try baseline(activation, steps: steps, data)]))
        case .converge(let contestant, let seed, let steps, let interval):
            let activation: Activation
            switch contestant {
            case .designed(let designed): activation = .designed(designed)
            case .learned(let metalearning):
                let learned: Learned = try context.outcome(of: Configuration.learn(metalearning))
                activation = .learned(learned.activation)
            }
            return .trained(
                Trained(
                    accuracies: try converge(activation, seed: seed, steps: steps, interval: interval, data, context)))
        }
    }
}
