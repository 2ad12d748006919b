import Artifact
import Datasets
import NeuralNetworks
import RandomGenerators
import Training

/// Which network is trained.
enum Ticket: String, Codable, CaseIterable {
    case dense, lottery, random

    /// The search whose masks it has.
    var pruning: Pruning { self == .random ? .random : .magnitude }
}

/// What is changed before a network is trained again.
enum Ablation: String, Codable, CaseIterable {
    case none, reversed, permuted, chunks, newWeights

    var title: String {
        switch self {
        case .none: "Unchanged"
        case .reversed: "Signals reversed"
        case .permuted: "Positions permuted"
        case .chunks: "Chunks exchanged"
        case .newWeights: "New initial weights"
        }
    }
}

/// A long training of one network under one change.
struct Analysis: Codable, Sendable {
    enum Data: String, Codable, CaseIterable, Sendable {
        /// The data the ticket was found on, as in the paper.
        case same
        /// Other examples of the same kind, as in the authors' later notebook.
        case fresh

        var title: String { self == .same ? "Data of the search" : "Fresh data" }
    }

    var ticket: Ticket
    var ablation: Ablation
    var data: Data
    var steps: Int
    var evaluationInterval: Int
    var batchSize = 500
    var learningRate = 0.02
    var freshSeed: UInt32 = 43

    /// Loss and accuracy (percent) after a number of steps.
    struct Checkpoint: Codable, Sendable {
        var step: Int
        var trainLoss: Double
        var testLoss: Double
        var testAccuracy: Double
    }

    func run(_ search: Search, masks: [[Bool]], context: RunContext) throws -> [Checkpoint] {
        let data = try dataset(search)
        let network = network(search)
        let model: any Model =
            ticket == .dense ? network : MaskedMultilayerPerceptron(network, masks: masks)
        let trainer = try Trainer(
            model, optimizer: Adam(learningRate: learningRate), loss: .negativeLogLikelihood, examples: data.train,
            classCount: data.classCount, batchSize: batchSize)
        var course: [Checkpoint] = []
        for step in 1...steps {
            let loss = try trainer.step()
            guard step % evaluationInterval == 0 || step == steps else { continue }
            let test = try trainer.evaluate(data.test)
            course.append(
                Checkpoint(step: step, trainLoss: Double(loss), testLoss: test.loss, testAccuracy: test.accuracy))
            context.report(fraction: Double(step) / Double(steps))
        }
        return course
    }

    /// What is trained on, but for the order of its positions.
    func configuration(_ search: Search) -> MNIST1DConfiguration {
        var configuration = search.dataset
        if data == .fresh { configuration.seed = freshSeed }
        return configuration
    }

    private func dataset(_ search: Search) throws -> Dataset {
        let data = try MNIST1DDataset(configuration(search)).dataset
        switch ablation {
        case .none, .newWeights: return data
        case .reversed: return data.reversingPositions()
        case .permuted:
            var generator = NumPyRandomState(seed: 0)
            return data.permutingPositions(generator.permutation(data.length))
        case .chunks: return data.permutingPositions([20, 30, 0, 10].flatMap { Array($0..<($0 + 10)) })
        }
    }

    private func network(_ search: Search) -> MultilayerPerceptron {
        guard ablation == .newWeights else { return search.network() }
        var generator = TorchGenerator(seed: UInt64(search.seed), stream: "new initial weights")
        return MultilayerPerceptron(hidden: search.hidden, generator: &generator)
    }
}
