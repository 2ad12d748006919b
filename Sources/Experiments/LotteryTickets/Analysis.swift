import Artifact
import Datasets
import NeuralNetworks
import RandomGenerators
import Training

/// What is changed before a network is trained again.
enum Change: String, Codable, CaseIterable, Sendable {
    case none, reversed, permuted
    /// Four chunks of a quarter of the positions each in the order 3, 4, 1, 2: the authors' fourth ablation.
    case chunks
    case newWeights
    /// New initial weights as the authors draw them: those of the next trial's network, seed + 1.
    case nextSeed
}

/// A long training of one network under one change.
struct Analysis: Codable, Hashable, Sendable {
    enum Network: Codable, Hashable, Sendable {
        case dense(Trial)
        /// What a search has found.
        case ticket(Search)

        var search: Search? {
            if case .ticket(let search) = self { return search }
            return nil
        }

        var trial: Trial {
            switch self {
            case .dense(let trial): trial
            case .ticket(let search): search.trial
            }
        }

        var name: String { search?.ranking.name ?? "dense" }
    }

    enum Data: String, Codable, CaseIterable, Sendable {
        /// The data the ticket was found on, as in the paper.
        case same
        /// Other examples of the same kind, as in the authors' later notebook.
        case fresh
    }

    var network: Network
    var data: Data
    var change: Change
    /// Counted from 0, as in the authors' loop: step 6000 is the 6001st update.
    var lastStep: Int
    var evaluationInterval: Int
    var batchSize = 500
    var learningRate = 0.02
    var freshSeed: UInt32 = 43

    /// Evaluations after step 0, every `evaluationInterval` steps and after the last one; training loss and accuracy are
    /// those of the first 1000 training examples.
    ///
    /// - Parameter masks: Those of a ticket, for each layer; nil for the dense network.
    func run(masks: [PackedMask]?, context: RunContext) throws -> [HistoryPoint] {
        let data = try examples()
        let dense =
            switch change {
            case .newWeights: network.trial.otherNetwork
            case .nextSeed: network.trial.nextNetwork
            default: network.trial.network
            }
        let model: any Model = masks.map { MaskedMultilayerPerceptron(dense, masks: $0.map(\.entries)) } ?? dense
        let trainer = try Trainer(
            model, optimizer: Adam(learningRate: learningRate), loss: .negativeLogLikelihood, examples: data.train,
            classCount: data.classCount, batchSize: batchSize)
        let watched = data.train.subset(0..<min(1000, data.train.count))
        var history: [HistoryPoint] = []
        try trainer.train(steps: lastStep + 1, report: context.report) { _ in
            let step = trainer.stepCount - 1
            guard step % evaluationInterval == 0 || step == lastStep else { return }
            history.append(
                HistoryPoint(step: step, train: try trainer.evaluate(watched), test: try trainer.evaluate(data.test)))
        }
        try context.saveModel(trainer.stateDictionary.archive.npzBytes())
        return history
    }

    /// What is trained on, but for the order of its positions.
    var source: SignalSource {
        var configuration = network.trial.dataset
        if data == .fresh { configuration.seed = freshSeed }
        return SignalSource(configuration, file: network.trial.file)
    }

    private func examples() throws -> Dataset {
        let data = try source.dataset()
        switch change {
        case .none, .newWeights, .nextSeed: return data
        case .reversed: return data.reversingPositions()
        case .permuted:
            var generator = NumPyRandomState(seed: 0)
            return data.permutingPositions(generator.permutation(data.length))
        case .chunks:
            let quarter = data.length / 4
            // What is left of a length that four does not divide stays at the end.
            let (first, second) = (0..<2 * quarter, 2 * quarter..<4 * quarter)
            return data.permutingPositions(Array(second) + Array(first) + Array(4 * quarter..<data.length))
        }
    }
}
