import Autodiff
import RandomGenerators

/// A fully connected model with one hidden layer: h = f(W₁ x), scores W₂ h, biases in both.
///
/// (inputs + 1) · hidden + (hidden + 1) · classes parameters; with 40 inputs and 10 classes 51 · hidden + 10.
public struct OneHiddenLayerNetwork: Model {
    private let first: Linear
    private let second: Linear
    private let activation: @Sendable (Tensor) -> Tensor

    /// - Parameter activation: f, elementwise.
    public init(
        inputs: Int = 40, hidden: Int, classes: Int = 10, activation: @escaping @Sendable (Tensor) -> Tensor = { relu($0) },
        generator: inout TorchGenerator
    ) {
        self.activation = activation
        first = Linear("linear1", inputs: inputs, outputs: hidden, generator: &generator)
        second = Linear("linear2", inputs: hidden, outputs: classes, generator: &generator)
    }

    public var parameters: [Parameter] { first.parameters + second.parameters }

    public func callAsFunction(_ x: Tensor) -> Tensor { second(activation(first(x))) }
}
