import Autodiff
import RandomGenerators

/// A convolution over one or more axes: (C, spatial…, N) → (D, spatial…, N).
///
/// PyTorch's `nn.Conv1d` and `nn.Conv2d`, with their initial values: weight, then bias.
public struct Convolution: Sendable {
    /// (D, C · taps), the taps fastest.
    public let weight: Parameter
    /// (D).
    public let bias: Parameter
    private let kernel: [Int]
    private let stride: [Int]
    private let padding: [Int]

    /// - Parameters:
    ///   - inputs: C, the channels of the input.
    ///   - outputs: D, the channels of the output.
    ///   - kernel: the taps along each spatial axis.
    ///   - stride: the distance between outputs along each axis.
    ///   - padding: the zeros on each side of each axis.
    public init(
        _ name: String, inputs: Int, outputs: Int, kernel: [Int], stride: [Int], padding: [Int],
        generator: inout TorchGenerator
    ) {
        let fanIn = inputs * kernel.reduce(1, *)
        weight = uniformParameter(
            "\(name).weight", [outputs, fanIn], stateShape: [outputs, inputs] + kernel, fanIn: fanIn, generator: &generator)
        bias = uniformParameter("\(name).bias", [outputs], fanIn: fanIn, generator: &generator)
        self.kernel = kernel
        self.stride = stride
        self.padding = padding
    }

    /// Weight and bias, in the order in which they are drawn.
    public var parameters: [Parameter] { [weight, bias] }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        let geometry = ConvolutionGeometry(
            input: Array(x.shape.dimensions.dropFirst().dropLast()), kernel: kernel, stride: stride,
            padding: padding)
        let y = convolution(x, weight.tensor(in: x.graph), geometry)
        return y + bias.tensor(in: x.graph).broadcast(to: y.shape, axes: [0])
    }
}
