import Autodiff

/// Gradient descent with momentum, in PyTorch's form:
///
///     g ← g + λ w;  b ← μ b + g;  w ← w - η b
public struct StochasticGradientDescent: Optimizer {
    private let learningRate: Double
    private let momentum: Double
    private let weightDecay: Double

    /// - Parameters: η > 0, 0 ≤ μ < 1, λ ≥ 0.
    public init(learningRate: Double, momentum: Double = 0, weightDecay: Double = 0) {
        requireHyperparameter(learningRate > 0, "learning rate", learningRate, "above 0")
        requireHyperparameter(momentum >= 0 && momentum < 1, "momentum", momentum, "in 0 ..< 1")
        requireHyperparameter(weightDecay >= 0, "weight decay", weightDecay, "at least 0")
        self.learningRate = learningRate
        self.momentum = momentum
        self.weightDecay = weightDecay
    }

    public var state: [(name: String, initial: Float)] { momentum == 0 ? [] : [("momentum", 0)] }
    public var scalarNames: [String] { ["learning rate"] }
    public func scalar(_ index: Int, step: Int) -> Float { Float(learningRate) }

    public func update(
        _ parameter: Tensor, gradient: Tensor, state: [Tensor], scalars: [Tensor]
    ) -> (parameter: Tensor, state: [Tensor]) {
        let gradient = gradient.decayed(Float(weightDecay), parameter)
        let step = state.isEmpty ? gradient : Float(momentum) * state[0] + gradient
        let rate = scalars[0].broadcast(to: parameter.shape)
        return (parameter - rate * step, state.isEmpty ? [] : [step])
    }
}
