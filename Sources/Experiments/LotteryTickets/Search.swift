import Artifact
import Datasets
import NeuralNetworks
import RandomGenerators
import Training

/// One chain of retrains: train, prune, rewind, train again, sparser each time.
struct Search: Codable, Sendable {
    /// Seed of the initial weights and of random scores.
    var seed: UInt32
    var pruning: Pruning
    var hidden: Int
    var retrains: Int
    var steps: Int
    var evaluationInterval: Int
    var batchSize = 100
    var learningRate = 0.02
    var dataset = MNIST1DConfiguration()

    struct Outcome: Codable, Sendable {
        /// One for each sparsity.
        var retrains: [Retrain] = []
        /// The ticket's mask of each layer.
        var masks: [PackedMask] = []
    }

    /// What one retrain of the chain gave.
    struct Retrain: Codable, Sendable {
        var sparsity: Double
        /// The training loss of the last step's batch.
        var finalLoss: Double
        /// Test accuracies in percent, over all evaluations.
        var lastAccuracy: Double
        var maximumAccuracy: Double
        var meanAccuracy: Double
    }

    /// The weights and biases of each layer together.
    var layerSizes: [Int] { [41 * hidden, (hidden + 1) * hidden, 10 * (hidden + 1)] }

    /// The retrain whose masks are the ticket: number 91 of 100, counted from 0, 92 % sparse.
    var ticketIndex: Int { ((retrains - 1) * 91 + 49) / 99 }

    /// The sparsity of a retrain, evenly spaced from 0 to 1.
    func sparsity(_ index: Int) -> Double {
        index == retrains - 1 ? 1 : Double(index) * (1 / Double(retrains - 1))
    }

    /// The network before training.
    var network: MultilayerPerceptron {
        var generator = TorchGenerator(seed: UInt64(seed))
        return MultilayerPerceptron(hidden: hidden, generator: &generator)
    }

    /// The chain between two retrains: what was found, and the weights of each layer that the next scores come from.
    private struct State: Codable {
        var outcome = Outcome()
        var trained: [FloatBits]
    }

    func run(context: RunContext) throws -> Outcome {
        let data = try MNIST1DDataset(dataset).dataset
        let network = network
        let initial = network.layers.map { FloatBits($0.weight.initialValues + $0.bias.initialValues) }
        var state = context.savedState(State.self) ?? State(trained: initial)
        while state.outcome.retrains.count < retrains {
            let index = state.outcome.retrains.count
            var generator = TorchGenerator(seed: UInt64(seed), stream: "scores of retrain \(index)")
            let scores = pruning.scores(state.trained.map(\.values), generator: &generator)
            let masks = scores.map { pruningMask(scores: $0, sparsity: sparsity(index)) }
            let (retrain, trained) = try train(MaskedMultilayerPerceptron(network, masks: masks), data, sparsity(index))
            state.outcome.retrains.append(retrain)
            if index == ticketIndex { state.outcome.masks = masks.map(PackedMask.init) }
            state.trained = trained.map(FloatBits.init)
            try context.saveState(state)
            context.report(fraction: Double(index + 1) / Double(retrains))
        }
        return state.outcome
    }

    private func train(
        _ model: MaskedMultilayerPerceptron, _ data: Dataset, _ sparsity: Double
    ) throws -> (Retrain, [[Float]]) {
        let trainer = try Trainer(
            model, optimizer: Adam(learningRate: learningRate), loss: .negativeLogLikelihood,
            examples: data.train, classCount: data.classCount, batchSize: batchSize)
        var loss: Float = 0
        var accuracies: [Double] = []
        try trainer.train(
            steps: steps,
            afterStep: {
            loss = $0
            // Counted from 0.
            let step = trainer.stepCount - 1
            if step % evaluationInterval == 0 { accuracies.append(try trainer.evaluate(data.test).accuracy) }
            })
        let retrain = Retrain(
            sparsity: sparsity, finalLoss: Double(loss), lastAccuracy: accuracies.last!,
            maximumAccuracy: accuracies.max()!, meanAccuracy: accuracies.reduce(0, +) / Double(accuracies.count))
        return (retrain, model.layers.map { $0.denseValues(trainer.values) })
    }
}
