import Datasets
import NeuralNetworks
import RandomGenerators

extension Trainer {
    /// The paper's training of one of its classifiers: weights from PyTorch's stream of `seed`, Adam, negative log likelihood, batches
    /// in order.
    ///
    /// - Parameter data: its training examples are trained on; its signals and classes give the model's shapes.
    public convenience init(
        _ classifier: SignalClassifier, _ sizes: SignalClassifier.Sizes = SignalClassifier.Sizes(), seed: UInt32, data: Dataset,
        learningRate: Double, batchSize: Int
    ) throws {
        var weights = TorchGenerator(seed: UInt64(seed))
        try self.init(
            classifier(sizes, length: data.length, classes: data.classCount, generator: &weights),
            optimizer: Adam(learningRate: learningRate), loss: .negativeLogLikelihood, examples: data.train,
            classCount: data.classCount, batchSize: batchSize)
    }
}
