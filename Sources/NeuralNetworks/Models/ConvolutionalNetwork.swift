import Autodiff
import RandomGenerators

/// The paper's convolutional model: three convolutions (kernels 5, 3, 3; stride 2; padding 1), each followed by
/// relu, then scores linear in all channels and positions.
public struct ConvolutionalNetwork: Model {
    private let convolutions: [Convolution]
    private let linear: Linear

    public init(
        length: Int = 40, channels: Int = 25, classes: Int = 10, generator: inout TorchGenerator
    ) {
        var convolutions: [Convolution] = []
        var (inputs, positions) = (1, length)
        for (number, kernel) in [5, 3, 3].enumerated() {
            convolutions.append(
                Convolution(
                    "conv\(number + 1)", inputs: inputs, outputs: channels, kernel: [kernel],
                    stride: [2], padding: [1], generator: &generator))
            inputs = channels
            positions = (positions + 2 - kernel) / 2 + 1
        }
        self.convolutions = convolutions
        linear = Linear(
            "linear", inputs: channels * positions, outputs: classes, generator: &generator)
    }

    public var parameters: [Parameter] {
        convolutions.flatMap(\.parameters) + linear.parameters
    }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        var h = x.reshaped(to: [1, x.shape[0], x.shape[1]])
        for convolution in convolutions { h = relu(convolution(h)) }
        return linear(h.reshaped(to: [h.shape.rows, h.shape.columns]))
    }
}
