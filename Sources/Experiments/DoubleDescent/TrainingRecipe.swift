import Artifact
import Datasets
import NeuralNetworks
import RandomGenerators
import Training

/// How a model is trained, and when it is looked at.
struct TrainingRecipe: Codable, Hashable, Sendable {
    enum Rule: Codable, Hashable, Sendable {
        case adam(learningRate: Double)
        /// Adam whose rate falls in a straight line, to 0 at the last step: the end of the training has no noise of its batches.
        case adamToZero(learningRate: Double)
        /// Gradient descent with momentum.
        case momentum(learningRate: Double)
    }

    /// What all rules have in common.
    struct Details: Parameters {
        /// Of gradient descent.
        var momentum = 0.9
        var weightDecay = 0.0
    }

    var loss: Loss
    var rule: Rule
    var batchSize = 100
    /// Whether each epoch has a new order, drawn from the stream "batch-order", or all have the dataset's.
    var isShuffled: Bool
    /// The numbers of steps after which the model is evaluated, ascending. The last one ends the training.
    var evaluations: [Int]
    @Changes var details = Details()

    var steps: Int { evaluations.last! }

    /// Such as `adam0.002-20000`.
    var label: String { "\(rule.label)-\(steps)" }

    /// What else tells the candidates of a finer search apart, such as `in-order-decay1e-05-`.
    var detailsLabel: String {
        (isShuffled ? "" : "in-order-") + (details.weightDecay > 0 ? "decay\(details.weightDecay)-" : "")
    }

    private var optimizer: any Optimizer {
        switch rule {
        case .adam(let rate): Adam(learningRate: rate, weightDecay: details.weightDecay)
        case .adamToZero(let rate):
            Adam(learningRate: rate, weightDecay: details.weightDecay).scheduled(.linear(from: 1, to: 0, steps: steps))
        case .momentum(let rate):
            StochasticGradientDescent(learningRate: rate, momentum: details.momentum, weightDecay: details.weightDecay)
        }
    }

    func trainer(_ model: any Model, _ examples: Examples, classCount: Int, seed: UInt32) throws -> Trainer {
        try Trainer(
            model, optimizer: optimizer, loss: loss, examples: examples, classCount: classCount,
            batchSize: min(batchSize, examples.count),
            order: isShuffled
                ? .shuffledEachEpoch(TorchGenerator(seed: UInt64(seed), stream: "batch-order")) : .inOrder)
    }
}

extension TrainingRecipe.Rule {
    /// Such as `adam0.002`.
    var label: String {
        switch self {
        case .adam(let rate): "adam\(rate)"
        case .adamToZero(let rate): "adam\(rate)-to-zero"
        case .momentum(let rate): "momentum\(rate)"
        }
    }
}
