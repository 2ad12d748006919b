import NeuralNetworks
import RandomGenerators

/// What is made wider and wider.
enum Network: String, Codable, Sendable, CaseIterable {
    /// One hidden layer: (41 + K) h + K parameters at width h with K outputs, 51 h + 10 with ten.
    case oneHiddenLayer = "mlp"
    /// Two hidden layers of the same width: h² + (42 + K) h + K parameters.
    case twoHiddenLayers = "mlp-two-layers"
    /// Three convolutions with c channels each: 6 c² + (8 + 5 K) c + K parameters at width c, 6 c² + 58 c + 10 with ten outputs.
    case convolutional = "cnn"

    /// A new model with weights from the stream.
    func callAsFunction(width: Int, outputs: Int, generator: inout TorchGenerator) -> any Model {
        switch self {
        case .oneHiddenLayer: OneHiddenLayerNetwork(hidden: width, classes: outputs, generator: &generator)
        case .twoHiddenLayers:
            MultilayerPerceptron(hidden: width, classes: outputs, isResidual: false, generator: &generator)
        case .convolutional: ConvolutionalNetwork(channels: width, classes: outputs, generator: &generator)
        }
    }

    func parameterCount(width: Int, outputs: Int) -> Int {
        switch self {
        case .oneHiddenLayer: (41 + outputs) * width + outputs
        case .twoHiddenLayers: width * width + (42 + outputs) * width + outputs
        case .convolutional: 6 * width * width + (8 + 5 * outputs) * width + outputs
        }
    }

    /// Microseconds a step of 100 examples takes, roughly: enough to start long runs first.
    func cost(width: Int) -> Double {
        let width = Double(width)
        return switch self {
        case .oneHiddenLayer: 4 + 0.3 * width
        case .twoHiddenLayers: 8 + 0.4 * width + 0.003 * width * width
        case .convolutional: 20 + 3 * width + 0.18 * width * width
        }
    }

    /// Every width up to 12, then steps of 8 %, with a number of parameters in a range.
    func widths(withParameters range: ClosedRange<Int>, outputs: Int) -> [Int] {
        var widths: [Int] = []
        var width = 1
        while parameterCount(width: width, outputs: outputs) <= range.upperBound {
            if range.contains(parameterCount(width: width, outputs: outputs)) { widths.append(width) }
            width = max(width + 1, width * 108 / 100)
        }
        return widths
    }
}
