import Artifact
import Datasets
import NeuralNetworks
import RandomGenerators
import Statistics
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
    func network() -> MultilayerPerceptron {
        var generator = TorchGenerator(seed: UInt64(seed))
        return MultilayerPerceptron(hidden: hidden, generator: &generator)
    }

    func run(context: RunContext) throws -> LotteryTickets.Outcome {
        let data = try MNIST1DDataset(dataset).dataset
        let network = network()
        var state =
            try context.checkpoint().map { try ChainState($0, layerSizes: layerSizes) }
            ?? ChainState(
                outcome: LotteryTickets.Outcome(),
                trained: network.layers.map { $0.weight.initialValues + $0.bias.initialValues })
        while state.outcome.retrains.count < retrains {
            let index = state.outcome.retrains.count
            var generator = TorchGenerator(seed: UInt64(seed), stream: "scores of retrain \(index)")
            let scores = pruning.scores(state.trained, generator: &generator)
            let masks = scores.map { pruningMask(scores: $0, sparsity: sparsity(index)) }
            let model = MaskedMultilayerPerceptron(network, masks: masks)
            let (retrain, trained) = try train(model, data, sparsity(index))
            state.outcome.retrains.append(retrain)
            if index == ticketIndex { state.outcome.masks = masks.map(PackedMask.pack) }
            state.trained = trained
            try context.saveCheckpoint(state.bytes())
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
        for step in 0..<steps {
            loss = try trainer.step()
            if step % evaluationInterval == 0 { accuracies.append(try trainer.evaluate(data.test).accuracy) }
        }
        let retrain = Retrain(
            sparsity: sparsity, finalLoss: Double(loss), lastAccuracy: accuracies.last!,
            maximumAccuracy: accuracies.max()!, meanAccuracy: Summary(accuracies).mean)
        return (retrain, model.layers.map { $0.denseValues(trainer.values) })
    }
}

/// A chain between two retrains: what was found, and the weights that the next scores come from.
private struct ChainState {
    var outcome: LotteryTickets.Outcome
    var trained: [[Float]]

    init(outcome: LotteryTickets.Outcome, trained: [[Float]]) {
        self.outcome = outcome
        self.trained = trained
    }

    /// The weights, four bytes each, lowest first, then the outcome as JSON.
    func bytes() throws -> [UInt8] {
        let weights = trained.flatMap { $0 }.flatMap { value in
            (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt32($0))) }
        }
        return weights + Array(try CanonicalJSON.encode(outcome).utf8)
    }

    init(_ bytes: [UInt8], layerSizes: [Int]) throws {
        let weights = layerSizes.reduce(0, +)
        guard bytes.count > 4 * weights else {
            throw ArtifactError("a checkpoint is shorter than the weights it should hold; remove it and start again")
        }
        var start = 0
        trained = layerSizes.map { size in
            defer { start += 4 * size }
            return (0..<size).map { index in
                Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(bytes[start + 4 * index + $1]) << (8 * UInt32($1)) })
            }
        }
        outcome = try CanonicalJSON.decode(
            LotteryTickets.Outcome.self, from: String(decoding: bytes[start...], as: UTF8.self))
    }
}
