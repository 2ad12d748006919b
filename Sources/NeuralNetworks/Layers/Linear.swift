import Autodiff
import RandomGenerators

/// `y = W x + b`: (inputs, N) → (outputs, N).
///
/// PyTorch's `nn.Linear`, with its initial values unless others are given: weight, then bias.
public struct Linear: Model {
    /// W, (outputs, inputs).
    public let weight: Parameter
    /// b, (outputs); empty for a layer without.
    public let bias: Parameter

    /// - Parameters:
    ///   - bias: whether b is added.
    ///   - weights: the first values of W.
    ///   - biases: the first values of b.
    public init(
        _ name: String, inputs: Int, outputs: Int, bias: Bool = true, weights: Initializer = .standard, biases: Initializer = .standard,
        generator: inout TorchGenerator
    ) {
        weight = drawnParameter(
            "\(name).weight", [outputs, inputs], fanIn: inputs, fanOut: outputs, weights, generator: &generator)
        self.bias = drawnParameter("\(name).bias", [bias ? outputs : 0], fanIn: inputs, fanOut: outputs, biases, generator: &generator)
    }

    /// Weight and bias, in the order in which they are drawn.
    public var parameters: [Parameter] { bias.shape.count == 0 ? [weight] : [weight, bias] }

    public func callAsFunction(_ x: Tensor) -> Tensor { biased(product(weight.tensor(in: x.graph), x), bias) }
}

/// A bias for each element of the first axis; the same where there is none.
func biased(_ y: Tensor, _ bias: Parameter) -> Tensor {
    bias.shape.count == 0 ? y : y + bias.tensor(in: y.graph).broadcast(to: y.shape, axes: [0])
}
