import Autodiff
import RandomGenerators

/// A convolutional classifier of images after LeNet-5 (Y. LeCun et al. 1998), in the form that frameworks' examples have
/// given it: 20 and 50 channels of 5 x 5, each with relu and max pooling over 2 x 2, then 500 hidden units with relu.
public struct LeNet: Model {
    private let input: [Int]
    private let convolutions: [Convolution]
    private let linears: [Linear]

    /// - Parameters:
    ///   - inputs: the channels of an example.
    ///   - side: the positions along both sides.
    public init(
        inputs: Int = 1, side: Int = 28, channels: [Int] = [20, 50], hidden: Int = 500, classes: Int = 10,
        generator: inout TorchGenerator
    ) {
        input = [inputs, side, side]
        var (inputs, side) = (inputs, side)
        convolutions = channels.enumerated().map { number, outputs in
            defer { (inputs, side) = (outputs, (side - 4) / 2) }
            return Convolution(
                "conv\(number + 1)", inputs: inputs, outputs: outputs, kernel: [5, 5], stride: [1, 1], padding: [0, 0],
                generator: &generator)
        }
        linears = [
            Linear("linear1", inputs: inputs * side * side, outputs: hidden, generator: &generator),
            Linear("linear2", inputs: hidden, outputs: classes, generator: &generator),
        ]
    }

    public var parameters: [Parameter] { convolutions.flatMap(\.parameters) + linears.flatMap(\.parameters) }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        var h = x.reshaped(to: Shape(input + [x.shape[1]]))
        for convolution in convolutions { h = maximumPooling(relu(convolution(h))) }
        return linears[1](relu(linears[0](h.reshaped(to: [h.shape.rows, h.shape.columns]))))
    }
}
