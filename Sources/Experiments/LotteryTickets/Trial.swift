import Datasets
import NeuralNetworks
import RandomGenerators

/// One repetition of the study: a dense network and its data. Trials are the unit of replication.
struct Trial: Codable, Hashable, Sendable {
    /// Seed of the initial weights and of everything else that is drawn in the trial.
    var seed: UInt32
    var hidden: Int
    var dataset = MNIST1DConfiguration()
    /// In place of the dataset.
    var file: DataFile?

    var source: SignalSource { SignalSource(dataset, file: file) }

    /// The network before training.
    var network: MultilayerPerceptron {
        var generator = TorchGenerator(seed: UInt64(seed))
        return network(&generator)
    }

    /// The same network with other initial weights.
    var otherNetwork: MultilayerPerceptron {
        var generator = TorchGenerator(seed: UInt64(seed), stream: "new initial weights")
        return network(&generator)
    }

    /// The network of the next seed, before training.
    var nextNetwork: MultilayerPerceptron {
        var generator = TorchGenerator(seed: UInt64(seed) + 1)
        return network(&generator)
    }

    private func network(_ generator: inout TorchGenerator) -> MultilayerPerceptron {
        MultilayerPerceptron(inputs: source.length, hidden: hidden, classes: source.classCount, generator: &generator)
    }
}
