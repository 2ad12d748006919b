import NeuralNetworks
import RandomGenerators

/// What is made wider and wider.
enum Network: String, Codable, Sendable, CaseIterable {
    /// One hidden layer: (L + 1 + K) h + K parameters at width h with L inputs and K outputs, 51 h + 10 with 40 and ten.
    case oneHiddenLayer = "mlp"
    /// Two hidden layers of the same width: h² + (L + 2 + K) h + K parameters.
    case twoHiddenLayers = "mlp-two-layers"
    /// Three convolutions with c channels each: 6 c² + (8 + P K) c + K parameters at width c, 6 c² + 58 c + 10 with P = 5
    /// positions at the end and ten outputs.
    case convolutional = "cnn"

    /// A new model with weights from the stream.
    func callAsFunction(width: Int, inputs: Int, outputs: Int, generator: inout TorchGenerator) -> any Model {
        switch self {
        case .oneHiddenLayer: OneHiddenLayerNetwork(inputs: inputs, hidden: width, classes: outputs, generator: &generator)
        case .twoHiddenLayers:
            MultilayerPerceptron(inputs: inputs, hidden: width, classes: outputs, isResidual: false, generator: &generator)
        case .convolutional: ConvolutionalNetwork(size: [inputs], channels: width, classes: outputs, generator: &generator)
        }
    }

    func parameterCount(width: Int, inputs: Int, outputs: Int) -> Int {
        switch self {
        case .oneHiddenLayer: return (inputs + 1 + outputs) * width + outputs
        case .twoHiddenLayers: return width * width + (inputs + 2 + outputs) * width + outputs
        case .convolutional:
            let positions = [5, 3, 3].reduce(inputs) { ($0 + 2 - $1) / 2 + 1 }
            return 6 * width * width + (8 + positions * outputs) * width + outputs
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
    func widths(withParameters range: ClosedRange<Int>, inputs: Int = 40, outputs: Int) -> [Int] {
        var widths: [Int] = []
        var width = 1
        while parameterCount(width: width, inputs: inputs, outputs: outputs) <= range.upperBound {
            if range.contains(parameterCount(width: width, inputs: inputs, outputs: outputs)) { widths.append(width) }
            width = max(width + 1, width * 108 / 100)
        }
        return widths
    }
}
