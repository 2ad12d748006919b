import Autodiff

/// RMSprop (Hinton, 2012) in PyTorch's form, ε outside the root:
///
///     g ← g + λ w;  s ← α s + (1 - α) g²;  b ← μ b + g / (√s + ε);  w ← w - η b
public struct RMSprop: Optimizer {
    private let learningRate: Double
    private let smoothing: Double
    private let momentum: Double
    private let epsilon: Double
    private let weightDecay: Double
    private let initialSquare: Double

    /// - Parameters:
    ///   - smoothing: α.
    ///   - initialSquare: s before the first step; 0 in PyTorch.
    public init(
        learningRate: Double, smoothing: Double = 0.99, momentum: Double = 0,
        epsilon: Double = 1e-8, weightDecay: Double = 0, initialSquare: Double = 0
    ) {
        requireHyperparameter(learningRate > 0, "learning rate", learningRate, "above 0")
        requireHyperparameter(smoothing >= 0 && smoothing < 1, "smoothing", smoothing, "in 0 ..< 1")
        requireHyperparameter(momentum >= 0 && momentum < 1, "momentum", momentum, "in 0 ..< 1")
        requireHyperparameter(epsilon >= 0, "epsilon", epsilon, "at least 0")
        requireHyperparameter(weightDecay >= 0, "weight decay", weightDecay, "at least 0")
        requireHyperparameter(initialSquare >= 0, "initial square", initialSquare, "at least 0")
        self.learningRate = learningRate
        self.smoothing = smoothing
        self.momentum = momentum
        self.epsilon = epsilon
        self.weightDecay = weightDecay
        self.initialSquare = initialSquare
    }

    public var state: [(name: String, initial: Float)] {
        [("square", Float(initialSquare))] + (momentum == 0 ? [] : [("momentum", 0)])
    }
    public var scalarNames: [String] { ["learning rate"] }
    public func scalar(_ index: Int, step: Int, factor: Double) -> Float { Float(learningRate * factor) }

    public func update(
        _ parameter: Tensor, gradient: Tensor, state: [Tensor], scalars: [Tensor]
    ) -> (parameter: Tensor, state: [Tensor]) {
        let gradient = gradient.decayed(Float(weightDecay), parameter)
        let square = Float(smoothing) * state[0] + Float(1 - smoothing) * gradient * gradient
        let denominator = squareRoot(square) + Float(epsilon)
        let rate = scalars[0].broadcast(to: parameter.shape)
        // PyTorch multiplies by the rate first where there is no momentum.
        guard momentum > 0 else { return (parameter - rate * gradient / denominator, [square]) }
        let step = Float(momentum) * state[1] + gradient / denominator
        return (parameter - rate * step, [square, step])
    }
}
