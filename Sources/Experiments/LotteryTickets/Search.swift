import Artifact
import Datasets
import NeuralNetworks
import RandomGenerators
import Training

/// What decides which weights a round of pruning drops.
enum Ranking: Codable, Hashable, Sendable {
    /// A number drawn anew each round: a random ticket.
    case random
    /// The magnitudes in the training before, after a step (counted from 0): a lottery ticket.
    case magnitude(afterStep: Int)

    var pruning: Pruning { self == .random ? .random : .magnitude }

    /// The step after which weights are ranked; nil where they are not.
    var step: Int? {
        if case .magnitude(let step) = self { return step }
        return nil
    }

    var name: String { step.map { "magnitude-\($0)" } ?? "random" }
}

/// One chain of retrains: train, prune, rewind, train again, sparser each time.
///
/// As in the authors' loop, steps are counted from 0, and what is evaluated or kept after a step includes its update.
struct Search: Codable, Hashable, Sendable {
    var trial: Trial
    var ranking: Ranking
    var retrains: Int
    var lastStep: Int
    var evaluationInterval: Int
    var batchSize = 100
    var learningRate = 0.02
    /// Whether the chain ends where the ticket is found. A random ticket then needs no training at all, and one by magnitude none after the step
    /// at which weights are ranked; there are no test results of retrains.
    var endsAtTicket = false

    struct Outcome: Codable, Sendable {
        /// One for each sparsity.
        var retrains: [Retrain] = []
        /// The ticket's mask of each layer.
        var masks: [PackedMask] = []
    }

    /// What one retrain of the chain gave on the test examples; accuracies are percent.
    struct Retrain: Codable, Sendable {
        var sparsity: Double
        /// After the last step.
        var testLoss: Double
        var testAccuracy: Double
        /// Over all evaluations.
        var maximumAccuracy: Double
    }

    /// The retrain whose masks are the ticket: number 91 of 100, counted from 0, 92 % sparse, but never the last one, which
    /// keeps nothing.
    var ticketIndex: Int { min(((retrains - 1) * 91 + 49) / 99, retrains - 2) }

    /// Masks of the chain.
    private var length: Int { endsAtTicket ? ticketIndex + 1 : retrains }

    /// Trainings of the chain.
    var trainings: Int { endsAtTicket ? (ranking == .random ? 0 : ticketIndex) : retrains }

    /// The sparsity of a retrain, evenly spaced from 0 to 1.
    func sparsity(_ index: Int) -> Double {
        index == retrains - 1 ? 1 : Double(index) * (1 / Double(retrains - 1))
    }

    /// The chain between two retrains: what was found, and the weights of each layer that are ranked next.
    private struct State: Codable {
        var outcome = Outcome()
        var next = 0
        /// Nil before the first retrain, and where nothing depends on weights.
        var weights: [FloatBits]?
    }

    func run(context: RunContext) throws -> Outcome {
        let data = try trial.source.dataset()
        let network = trial.network
        let initial = network.layers.map { $0.weight.initialValues + $0.bias.initialValues }
        let shape = initial.map(\.count)
        var state =
            context.savedState(State.self) { state in
                (0...length).contains(state.next) && state.outcome.retrains.count == (endsAtTicket ? 0 : state.next)
                    && state.outcome.masks.map(\.entries.count) == (state.next > ticketIndex ? shape : [])
                    && state.weights.map { $0.map(\.values.count) == shape } != false
            } ?? State()
        // Nothing of a random ticket depends on the retrains before it.
        if endsAtTicket, ranking == .random, state.next == 0 { state.next = ticketIndex }
        while state.next < length {
            let index = state.next
            var generator = TorchGenerator(seed: UInt64(trial.seed), stream: "scores of retrain \(index)")
            let scores = ranking.pruning.scores(state.weights?.map(\.values) ?? initial, generator: &generator)
            let masks = scores.map { pruningMask(scores: $0, sparsity: sparsity(index)) }
            if index == ticketIndex { state.outcome.masks = masks.map(PackedMask.init) }
            if !(endsAtTicket && index == ticketIndex) {
                let (retrain, weights) = try train(MaskedMultilayerPerceptron(network, masks: masks), data, index, context)
                if !endsAtTicket { state.outcome.retrains.append(retrain) }
                state.weights = weights?.map(FloatBits.init)
            }
            state.next += 1
            try context.saveState(state)
            context.report(fraction: Double(index + 1) / Double(length))
        }
        return state.outcome
    }

    /// - Returns: The weights and biases of each layer after the step at which they are ranked, if they are.
    private func train(
        _ model: MaskedMultilayerPerceptron, _ data: Dataset, _ index: Int, _ context: RunContext
    ) throws -> (Retrain, weights: [[Float]]?) {
        let trainer = try Trainer(
            model, optimizer: Adam(learningRate: learningRate), loss: .negativeLogLikelihood,
            examples: data.train, classCount: data.classCount, batchSize: batchSize)
        var evaluations: [Evaluation] = []
        var weights: [[Float]]?
        try trainer.train(
            steps: lastStep + 1,
            afterStep: { _ in
                let step = trainer.stepCount - 1
                if step == ranking.step { weights = model.layers.map { $0.denseValues(trainer.values) } }
                guard !endsAtTicket, step % evaluationInterval == 0 || step == lastStep else { return }
                evaluations.append(try trainer.evaluate(data.test))
            })
        if index == ticketIndex { try context.saveModel(trainer.stateDictionary.archive.npzBytes()) }
        let retrain = Retrain(
            sparsity: sparsity(index), testLoss: evaluations.last?.loss ?? .nan, testAccuracy: evaluations.last?.accuracy ?? .nan,
            maximumAccuracy: evaluations.map(\.accuracy).max() ?? .nan)
        return (retrain, weights)
    }
}
