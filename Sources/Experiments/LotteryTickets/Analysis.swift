import Artifact
import Datasets
import NeuralNetworks
import RandomGenerators
import Training

/// A long training of one network under one change.
struct Analysis: Codable, Sendable {
    enum Data: String, Codable, CaseIterable, Sendable {
        /// The data the ticket was found on, as in the paper.
        case same
        /// Other examples of the same kind, as in the authors' later notebook.
        case fresh
    }

    /// One evaluation.
    struct Point: Codable, Sendable {
        var step: Int
        /// Of the last step's batch.
        var trainLoss: Double
        var testLoss: Double
        /// Percent.
        var testAccuracy: Double
    }

    /// The search that found the ticket.
    var search: Search
    var ticket: Ticket
    var ablation: Ablation
    var data: Data
    var steps: Int
    var evaluationInterval: Int
    var batchSize = 500
    var learningRate = 0.02
    var freshSeed: UInt32 = 43

    /// - Parameter masks: Those of the ticket, for each layer; the dense network needs none.
    func run(masks: [PackedMask], context: RunContext) throws -> [Point] {
        let data = try examples()
        let model: any Model =
            ticket == .dense ? network : MaskedMultilayerPerceptron(network, masks: masks.map(\.entries))
        let trainer = try Trainer(
            model, optimizer: Adam(learningRate: learningRate), loss: .negativeLogLikelihood, examples: data.train,
            classCount: data.classCount, batchSize: batchSize)
        return try trainer.train(steps: steps, evaluatingEvery: evaluationInterval, report: context.report) { batchLoss in
            guard let batchLoss else { return nil }
            let test = try trainer.evaluate(data.test)
            return Point(
                step: trainer.stepCount, trainLoss: Double(batchLoss), testLoss: test.loss, testAccuracy: test.accuracy)
        }
    }

    /// What is trained on, but for the order of its positions.
    var dataset: MNIST1DConfiguration {
        var configuration = search.dataset
        if data == .fresh { configuration.seed = freshSeed }
        return configuration
    }

    private func examples() throws -> Dataset {
        let data = try MNIST1DDataset(dataset).dataset
        switch ablation {
        case .none, .newWeights: return data
        case .reversed: return data.reversingPositions()
        case .permuted:
            var generator = NumPyRandomState(seed: 0)
            return data.permutingPositions(generator.permutation(data.length))
        case .chunks: return data.permutingPositions([20, 30, 0, 10].flatMap { Array($0..<($0 + 10)) })
        }
    }

    private var network: MultilayerPerceptron {
        guard ablation == .newWeights else { return search.network }
        var generator = TorchGenerator(seed: UInt64(search.seed), stream: "new initial weights")
        return MultilayerPerceptron(hidden: search.hidden, generator: &generator)
    }
}
