import Autodiff

/// Adam (Kingma and Ba, 2015) in PyTorch's form, with bias corrections c₁ = 1 - β₁ᵗ and c₂ = 1 - β₂ᵗ, t from 1:
///
///     g ← g + λ w;  m ← m + (1 - β₁)(g - m);  v ← β₂ v + (1 - β₂) g²
///     w ← w - (η / c₁) m / (√v / √c₂ + ε)
public struct Adam: Optimizer {
    private let learningRate: Double
    private let beta1: Double
    private let beta2: Double
    private let epsilon: Double
    private let weightDecay: Double

    /// - Parameters: η > 0, 0 ≤ β < 1, ε ≥ 0, λ ≥ 0.
    public init(
        learningRate: Double, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8, weightDecay: Double = 0
    ) {
        requireHyperparameter(learningRate > 0, "learning rate", learningRate, "above 0")
        requireHyperparameter(beta1 >= 0 && beta1 < 1, "beta1", beta1, "in 0 ..< 1")
        requireHyperparameter(beta2 >= 0 && beta2 < 1, "beta2", beta2, "in 0 ..< 1")
        requireHyperparameter(epsilon >= 0, "epsilon", epsilon, "at least 0")
        requireHyperparameter(weightDecay >= 0, "weight decay", weightDecay, "at least 0")
        self.learningRate = learningRate
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.weightDecay = weightDecay
    }

    public var state: [(name: String, initial: Float)] { [("mean", 0), ("square", 0)] }
    public var scalarNames: [String] { ["step size", "square correction"] }

    /// η / c₁ and √c₂.
    public func scalar(_ index: Int, step: Int, factor: Double) -> Float {
        index == 0
            ? Float(learningRate * factor / (1 - power(beta1, step + 1)))
            : Float((1 - power(beta2, step + 1)).squareRoot())
    }

    public func update(
        _ parameter: Tensor, gradient: Tensor, state: [Tensor], scalars: [Tensor]
    ) -> (parameter: Tensor, state: [Tensor]) {
        let gradient = gradient.decayed(Float(weightDecay), parameter)
        let mean = state[0] + Float(1 - beta1) * (gradient - state[0])
        let square = Float(beta2) * state[1] + Float(1 - beta2) * gradient * gradient
        let stepSize = scalars[0].broadcast(to: parameter.shape)
        let correction = scalars[1].broadcast(to: parameter.shape)
        let denominator = squareRoot(square) / correction + Float(epsilon)
        return (parameter - stepSize * mean / denominator, [mean, square])
    }
}

/// `base` to a whole power, by squaring: the same bits on every machine.
func power(_ base: Double, _ exponent: Int) -> Double {
    var (result, factor, rest) = (1.0, base, exponent)
    while rest > 0 {
        if rest & 1 == 1 { result *= factor }
        factor *= factor
        rest >>= 1
    }
    return result
}
