import Autodiff

/// Adam with decoupled weight decay (I. Loshchilov and F. Hutter, 2019) in PyTorch's form: w ← (1 - η λ) w, then Adam's step
/// without decay.
public struct AdamW: Optimizer {
    private let adam: Adam
    private let learningRate: Double
    private let weightDecay: Double

    /// - Parameters: η > 0, 0 ≤ β < 1, ε ≥ 0, λ ≥ 0.
    public init(
        learningRate: Double, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8, weightDecay: Double = 0.01
    ) {
        adam = Adam(learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon)
        requireHyperparameter(weightDecay >= 0, "weight decay", weightDecay, "at least 0")
        self.learningRate = learningRate
        self.weightDecay = weightDecay
    }

    public var state: [(name: String, initial: Float)] { adam.state }
    public var scalarNames: [String] { adam.scalarNames + ["remaining weight"] }

    /// Those of Adam, then 1 - η λ.
    public func scalar(_ index: Int, step: Int, factor: Double) -> Float {
        index < 2 ? adam.scalar(index, step: step, factor: factor) : Float(1 - learningRate * factor * weightDecay)
    }

    public func update(
        _ parameter: Tensor, gradient: Tensor, state: [Tensor], scalars: [Tensor]
    ) -> (parameter: Tensor, state: [Tensor]) {
        let remaining = parameter * scalars[2].broadcast(to: parameter.shape)
        return adam.update(remaining, gradient: gradient, state: state, scalars: Array(scalars[..<2]))
    }
}
