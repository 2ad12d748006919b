import Autodiff
import Datasets
import NeuralNetworks
import RandomGenerators

/// Learns the learning rate of plain gradient descent by gradient descent (paper, Figure 5).
///
/// Inner loop: a tanh network 40-50-10 from one fixed start, 200 steps on batches of 50 in order. Meta objective: the
/// mean of all inner losses. Outer loop: η ← η - 0.3 dL/dη.
///
/// PyTorch's stream of `seed` gives the initial weights (first layer, then second; weight, then bias), the same in
/// every outer step.
public final class LearningRateMetalearning {
    /// What one outer step finds.
    public struct OuterStep: Codable, Hashable, Sendable {
        /// The meta objective before the update: the mean inner loss.
        public let meanLoss: Double
        /// The loss of the last inner step.
        public let finalLoss: Float
        /// dL/dη.
        public let gradient: Float
        /// η after the update.
        public let rate: Float
    }

    /// η in `OuterStep`.
    public var rate: Float { training.meta[0].scalar }
    /// The inner losses of the last outer step.
    public var innerLosses: [Float] { training.losses }

    /// The training loop that is differentiated.
    public let training: UnrolledOptimization
    /// The network after the last inner run, as PyTorch names and shapes it.
    public var stateDictionary: StateDictionary {
        let values = Dictionary(uniqueKeysWithValues: zip(model.parameters.map(\.name), training.finalState.map(\.values)))
        return StateDictionary(of: model) { values[$0] }
    }

    private let model: OneHiddenLayerNetwork
    private let batches: [[TensorBuffer]]
    private let metaRate: Float
    private let weights: [Float]

    /// - Parameters:
    ///   - rate: η before the first outer step.
    ///   - examples: the training examples, a multiple of 50.
    public init(
        startingFrom rate: Float, examples: Examples, classCount: Int = 10, seed: UInt64 = 0, steps: Int = 200,
        batchSize: Int = 50, hidden: Int = 50, metaRate: Float = 0.3
    ) throws {
        var generator = TorchGenerator(seed: seed)
        model = OneHiddenLayerNetwork(
            inputs: examples.length, hidden: hidden, classes: classCount, activation: { tanh($0) }, generator: &generator)
        training = try UnrolledOptimization(
            steps: steps,
            TrainingStep(
                model, optimizer: StochasticGradientDescent(learningRate: Double(rate)), loss: .negativeLogLikelihood),
            meta: [Parameter(name: "learning rate", shape: [], initialValues: [rate])],
            data: [("features", [examples.length, batchSize]), ("targets", [classCount, batchSize])])
        batches = try innerBatches(TrainingData(examples, classCount: classCount), batchSize: batchSize, steps: steps)
        self.metaRate = metaRate
        weights = Array(repeating: 1 / Float(steps), count: steps)
    }

    /// Trains once, differentiates through it and updates η.
    public func step() -> OuterStep {
        training.run(data: batches)
        training.differentiate(lossWeights: weights)
        let gradient = training.metaGradients[0].scalar
        training.meta[0].scalar -= metaRate * gradient
        return OuterStep(
            meanLoss: training.losses.reduce(0) { $0 + Double($1) } / Double(weights.count),
            finalLoss: training.losses.last!, gradient: gradient, rate: rate)
    }
}
