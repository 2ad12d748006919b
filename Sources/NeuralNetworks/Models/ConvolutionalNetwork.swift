import Autodiff
import RandomGenerators

/// The paper's convolutional model, over signals or images: three convolutions (kernels 5, 3, 3; stride 2; padding 1
/// along each axis), each followed by an activation, then scores linear in all channels and positions.
///
/// Features are read channel by channel, each with the last axis fastest, as PyTorch's `nn.Conv1d` and `nn.Conv2d` have them.
public struct ConvolutionalNetwork: Model {
    private let input: [Int]
    private let convolutions: [Convolution]
    private let linear: Linear
    private let activation: @Sendable (Tensor) -> Tensor

    /// - Parameters:
    ///   - inputs: the channels of an example: 1 for a signal or a grey image, 3 for a coloured one.
    ///   - size: the positions along each axis: `[40]` for a signal, `[28, 28]` for an image of MNIST.
    ///   - channels: the outputs of each convolution.
    ///   - kernels: the taps of each convolution along each axis.
    ///   - stride: the distance between outputs along each axis.
    ///   - padding: the zeros at each end of each axis.
    ///   - activation: elementwise.
    public init(
        inputs: Int = 1, size: [Int] = [40], channels: Int = 25, kernels: [Int] = [5, 3, 3], stride: Int = 2, padding: Int = 1,
        classes: Int = 10,
        activation: @escaping @Sendable (Tensor) -> Tensor = relu, generator: inout TorchGenerator
    ) {
        input = [inputs] + size
        self.activation = activation
        func along(_ value: Int) -> [Int] { Array(repeating: value, count: size.count) }
        var convolutions: [Convolution] = []
        var (inputs, size) = (inputs, size)
        for (number, kernel) in kernels.enumerated() {
            convolutions.append(
                Convolution(
                    "conv\(number + 1)", inputs: inputs, outputs: channels, kernel: along(kernel), stride: along(stride),
                    padding: along(padding), generator: &generator))
            inputs = channels
            size = size.map { ($0 + 2 * padding - kernel) / stride + 1 }
        }
        self.convolutions = convolutions
        linear = Linear("linear", inputs: size.reduce(channels, *), outputs: classes, generator: &generator)
    }

    /// Why there is no such model of `length` positions along an axis; nil where there is one.
    public static func problem(length: Int, kernels: [Int] = [5, 3, 3], stride: Int = 2, padding: Int = 1) -> String? {
        var size = length
        for (number, kernel) in kernels.enumerated() {
            guard kernel <= size + 2 * padding else {
                return
                    "convolution \(number + 1) has \(kernel) taps for \(size) positions and \(2 * padding) zeros: give longer signals or smaller kernels"
            }
            size = (size + 2 * padding - kernel) / stride + 1
        }
        return nil
    }

    public var parameters: [Parameter] {
        convolutions.flatMap(\.parameters) + linear.parameters
    }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        var h = x.reshaped(to: Shape(input + [x.shape[1]]))
        for convolution in convolutions { h = activation(convolution(h)) }
        return linear(h.reshaped(to: [h.shape.rows, h.shape.columns]))
    }
}
