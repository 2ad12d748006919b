import NeuralNetworks
import RandomGenerators

/// What is made wider and wider.
enum Network: String, Codable, Sendable, CaseIterable {
    /// One hidden layer: 51 h + 10 parameters at width h.
    case oneHiddenLayer = "mlp"
    /// Two hidden layers of the same width: h² + 52 h + 10 parameters.
    case twoHiddenLayers = "mlp-two-layers"
    /// Three convolutions with c channels each: 6 c² + 58 c + 10 parameters at width c.
    case convolutional = "cnn"

    /// A new model with weights from the stream.
    func callAsFunction(width: Int, generator: inout TorchGenerator) -> any Model {
        switch self {
        case .oneHiddenLayer: OneHiddenLayerNetwork(hidden: width, generator: &generator)
        case .twoHiddenLayers: MultilayerPerceptron(hidden: width, isResidual: false, generator: &generator)
        case .convolutional: ConvolutionalNetwork(channels: width, generator: &generator)
        }
    }

    func parameterCount(width: Int) -> Int {
        switch self {
        case .oneHiddenLayer: 51 * width + 10
        case .twoHiddenLayers: width * width + 52 * width + 10
        case .convolutional: 6 * width * width + 58 * width + 10
        }
    }

    /// Microseconds a step of 100 examples takes, roughly: enough to start long runs first.
    func cost(width: Int) -> Double {
        let width = Double(width)
        return switch self {
        case .oneHiddenLayer: 14 + 0.25 * width
        case .twoHiddenLayers: 15 + 0.4 * width + 0.003 * width * width
        case .convolutional: 20 + 3 * width + 0.18 * width * width
        }
    }

    /// Widths of the paper's study; parameters grow by about a factor of √2 from one to the next.
    var widths: [Int] {
        switch self {
        case .oneHiddenLayer: [2, 3, 4, 6, 8, 11, 16, 23, 32, 45, 64, 91, 128, 181, 256, 362, 512]
        case .convolutional: [2, 3, 4, 5, 6, 8, 10, 12, 14, 17, 20, 24, 29, 35, 41, 49]
        case .twoHiddenLayers: []
        }
    }

    /// Widths in the authors' later notebook.
    var notebookWidths: [Int] {
        switch self {
        case .oneHiddenLayer: []
        case .twoHiddenLayers: [2, 3, 4, 5, 7, 9, 12, 16, 21, 27, 36, 47, 61, 80, 104, 135, 177, 230, 300]
        case .convolutional: Array(stride(from: 2, through: 28, by: 2)) + Array(stride(from: 30, through: 100, by: 5))
        }
    }
}
