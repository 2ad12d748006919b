import Autodiff
import RandomGenerators

/// `y = W x + b`: (inputs, N) → (outputs, N).
///
/// PyTorch's `nn.Linear`, with its initial values: weight, then bias.
public struct Linear: Sendable {
    /// W, (outputs, inputs).
    public let weight: Parameter
    /// b, (outputs).
    public let bias: Parameter

    public init(_ name: String, inputs: Int, outputs: Int, generator: inout TorchGenerator) {
        weight = uniformParameter(
            "\(name).weight", [outputs, inputs], fanIn: inputs, generator: &generator)
        bias = uniformParameter("\(name).bias", [outputs], fanIn: inputs, generator: &generator)
    }

    /// Weight and bias, in the order in which they are drawn.
    public var parameters: [Parameter] { [weight, bias] }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        let y = product(weight.tensor(in: x.graph), x)
        return y + bias.tensor(in: x.graph).broadcast(to: y.shape, axes: [0])
    }
}
