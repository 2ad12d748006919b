import Autodiff
import RandomGenerators

/// A fully connected classifier of images with dropout: two hidden layers with relu, dropout after each.
public struct DropoutPerceptron: Model {
    private let layers: [Linear]
    public let dropouts: [Dropout]

    public init(
        inputs: Int, hidden: Int = 512, classes: Int = 10, probability: Double = 0.5, generator: inout TorchGenerator
    ) {
        let sizes = [inputs, hidden, hidden, classes]
        layers = (1...3).map {
            Linear("linear\($0)", inputs: sizes[$0 - 1], outputs: sizes[$0], generator: &generator)
        }
        dropouts = (1...2).map { Dropout("dropout\($0)", probability: probability) }
    }

    public var parameters: [Parameter] { layers.flatMap(\.parameters) }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        layers[2](dropouts[1](relu(layers[1](dropouts[0](relu(layers[0](x)))))))
    }
}
