import Autodiff
import RandomGenerators

/// Scores linear in the input: `W x + b`.
public struct LogisticRegression: Model {
    private let linear: Linear

    public init(inputs: Int = 40, classes: Int = 10, generator: inout TorchGenerator) {
        linear = Linear("linear", inputs: inputs, outputs: classes, generator: &generator)
    }

    public var parameters: [Parameter] { linear.parameters }

    public func callAsFunction(_ x: Tensor) -> Tensor { linear(x) }
}
