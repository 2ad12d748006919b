import Autodiff

/// Gradient descent with momentum, in PyTorch's form:
///
///     g ← g + λ w;  b ← μ b + g;  w ← w - η b
///
/// with Nesterov's momentum w ← w - η (g + μ b).
public struct StochasticGradientDescent: Optimizer {
    private let learningRate: Double
    private let momentum: Double
    private let weightDecay: Double
    private let isNesterov: Bool

    /// - Parameters: η > 0, 0 ≤ μ < 1, λ ≥ 0; Nesterov's momentum needs μ > 0.
    public init(learningRate: Double, momentum: Double = 0, weightDecay: Double = 0, nesterov: Bool = false) {
        requireHyperparameter(learningRate > 0, "learning rate", learningRate, "above 0")
        requireHyperparameter(momentum >= 0 && momentum < 1, "momentum", momentum, "in 0 ..< 1")
        requireHyperparameter(weightDecay >= 0, "weight decay", weightDecay, "at least 0")
        if nesterov { requireHyperparameter(momentum > 0, "the momentum of Nesterov", momentum, "above 0") }
        isNesterov = nesterov
        self.learningRate = learningRate
        self.momentum = momentum
        self.weightDecay = weightDecay
    }

    public var state: [(name: String, initial: Float)] { momentum == 0 ? [] : [("momentum", 0)] }
    public var scalarNames: [String] { ["learning rate"] }
    public func scalar(_ index: Int, step: Int, factor: Double) -> Float { Float(learningRate * factor) }

    public func update(
        _ parameter: Tensor, gradient: Tensor, state: [Tensor], scalars: [Tensor]
    ) -> (parameter: Tensor, state: [Tensor]) {
        let gradient = gradient.decayed(Float(weightDecay), parameter)
        let step = state.isEmpty ? gradient : Float(momentum) * state[0] + gradient
        let rate = scalars[0].broadcast(to: parameter.shape)
        if isNesterov { return (parameter - rate * (gradient + Float(momentum) * step), [step]) }
        return (parameter - rate * step, state.isEmpty ? [] : [step])
    }
}
