import Artifact
import Statistics
import Training

/// The runs by what they do.
struct Results {
    /// What a metalearning finds.
    typealias Learning = (seed: UInt32, outcome: MetalearnActivation.Learned)
    /// Accuracies in percent while training, from one set of initial weights.
    typealias History = (seed: UInt32, accuracies: [MetalearnActivation.Accuracy])

    let learned: [Learning]
    let baselines: [(activation: DesignedActivation, accuracy: Double)]
    /// By activation: its training from each of the initial weights, in one order for all.
    let converged: [(contestant: MetalearnActivation.Contestant, histories: [History])]

    init(_ runs: [MetalearnActivation.Run]) {
        learned = runs.compactMap { run in
            guard case (.learn(let metalearning), .learned(let outcome)) = (run.configuration, run.outcome) else { return nil }
            return (metalearning.seed, outcome)
        }
        baselines = runs.compactMap { run in
            guard case (.baseline(let activation, _, _), .trained(let outcome)) = (run.configuration, run.outcome) else { return nil }
            return (activation, outcome.accuracies[0].percent)
        }
        converged = runs.compactMap { run -> (MetalearnActivation.Contestant, History)? in
            guard case (.converge(let contestant, let seed, _, _, _), .trained(let outcome)) = (run.configuration, run.outcome)
            else { return nil }
            return (contestant, (seed, outcome.accuracies))
        }
        .grouped(by: \.0).map { contestant, runs in (contestant, runs.map(\.1)) }
    }

    /// The indices of the two evaluations that tables show: after the steps that an activation was learned for, and the last.
    func shownEvaluations(innerSteps: Int) -> [Int] {
        guard let steps = converged.first?.histories[0].accuracies.map(\.step) else { return [] }
        return [steps.firstIndex(of: innerSteps), steps.indices.last].compactMap { $0 }
    }

    func histories(of activation: DesignedActivation) -> [History] {
        converged.first { $0.contestant == .designed(activation) }?.histories ?? []
    }

    /// Of each learned activation.
    var learnedHistories: [[History]] {
        converged.filter { if case .learned = $0.contestant { true } else { false } }.map(\.histories)
    }

    /// Of each learned activation the mean over all initial weights, at one evaluation.
    func learnedAccuracies(at evaluation: Int) -> [Double] {
        learnedHistories.map { histories in Summary(histories.map { $0.accuracies[evaluation].percent }).mean }
    }

    /// From each of the initial weights.
    func accuracies(of activation: DesignedActivation, at evaluation: Int) -> [Double] {
        histories(of: activation).map { $0.accuracies[evaluation].percent }
    }

    /// The learned activations less designed ones, the best of them for each of the initial weights, at one evaluation.
    ///
    /// One value for each metalearning: the mean over initial weights that no other metalearning's value uses.
    func lead(over baselines: [DesignedActivation], at evaluation: Int) -> [Double] {
        let (learned, others) = (learnedHistories, baselines.map(histories))
        return learned.enumerated().compactMap { index, histories in
            let own = histories.indices.filter { $0 % learned.count == index }
            guard !own.isEmpty else { return nil }
            let differences = own.map { weights in
                histories[weights].accuracies[evaluation].percent - others.map { $0[weights].accuracies[evaluation].percent }.max()!
            }
            return differences.reduce(0, +) / Double(own.count)
        }
    }
}

extension DesignedActivation {
    /// As people write it.
    var title: String {
        switch self {
        case .relu: "ReLU"
        case .elu: "ELU"
        case .swish: "Swish"
        case .softplus, .tanh, .sigmoid: rawValue
        }
    }
}
