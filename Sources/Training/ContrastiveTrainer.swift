import Autodiff
import Datasets
import NeuralNetworks

/// Trains a network without labels: each step makes two views of a batch more alike than those of different examples
/// (`contrastiveLoss`).
public final class ContrastiveTrainer {
    private static let viewNames = ["first view", "second view"]

    private let network: ContrastiveNetwork
    private let trainer: Trainer
    private let length: Int
    /// The number of steps taken.
    public var stepCount: Int { trainer.stepCount }

    /// - Parameters:
    ///   - length: L, the points of an example.
    ///   - batchSize: N, the examples of a step.
    public init(
        _ network: ContrastiveNetwork, optimizer: any Optimizer, temperature: Float, length: Int, batchSize: Int
    ) throws {
        self.network = network
        self.length = length
        trainer = try Trainer(
            network, optimizer: optimizer, data: Self.views([], [], length: length), batchSize: batchSize
        ) { batch in
            let views = Self.viewNames.map { batch[$0] }
            return contrastiveLoss(network(views[0]), network(views[1]), temperature: temperature)
        }
    }

    private static func views(_ first: [Float], _ second: [Float], length: Int) -> TrainingData {
        TrainingData([viewNames[0]: .init(first, shape: [length]), viewNames[1]: .init(second, shape: [length])])
    }

    /// Takes one step and gives the batch's loss before the update.
    ///
    /// - Parameters: two views of the same examples, one example after the other.  // (N, L)
    @discardableResult
    public func step(_ first: [Float], _ second: [Float]) throws -> Float {
        try trainer.step(on: Self.views(first, second, length: length))
    }

    /// The parameters now, as PyTorch names and shapes them.
    public var stateDictionary: StateDictionary { trainer.stateDictionary }

    /// What each layer makes of some examples, as the network is now: `ContrastiveNetwork.layers`, each one example after
    /// the other.  // (examples, units)
    public func layers(_ examples: Examples) throws -> [[Float]] {
        let network = network
        let signals = TrainingData(["features": .init(examples.features, shape: [examples.length])])
        return try trainer.values(of: signals) { network.layers($0.features) }
    }
}
