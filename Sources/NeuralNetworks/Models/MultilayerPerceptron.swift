import Autodiff
import RandomGenerators

/// The paper's fully connected model: h₁ = relu(W₁ x), h₂ = h₁ + relu(W₂ h₁), scores W₃ h₂, biases throughout.
public struct MultilayerPerceptron: Model {
    private let first: Linear
    private let second: Linear
    private let third: Linear
    let isResidual: Bool

    /// - Parameter isResidual: false leaves out "h₁ +", as in the double-descent study.
    public init(
        inputs: Int = 40, hidden: Int = 100, classes: Int = 10, isResidual: Bool = true,
        generator: inout TorchGenerator
    ) {
        first = Linear("linear1", inputs: inputs, outputs: hidden, generator: &generator)
        second = Linear("linear2", inputs: hidden, outputs: hidden, generator: &generator)
        third = Linear("linear3", inputs: hidden, outputs: classes, generator: &generator)
        self.isResidual = isResidual
    }

    /// The three layers, in order.
    public var layers: [Linear] { [first, second, third] }

    public var parameters: [Parameter] { layers.flatMap(\.parameters) }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        let h1 = relu(first(x))
        let h2 = relu(second(h1))
        return third(isResidual ? h1 + h2 : h2)
    }
}
