import Artifact
import Datasets
import NeuralNetworks
import RandomGenerators

/// The classifiers of Table 1, over the points of an image.
enum ImageClassifier: String, Codable, Sendable, CaseIterable, ExpressibleByArgument {
    case logistic, mlp, cnn, gru

    /// As the paper's Table 1 calls it, shortened.
    var title: String { self == .logistic ? rawValue : rawValue.uppercased() }

    /// A new model with weights from the stream. `width` is the hidden units of MLP and GRU and the channels of the CNN.
    func callAsFunction(width: Int, generator: inout TorchGenerator) -> any Model {
        let side = MNIST.side
        return switch self {
        case .logistic: LogisticRegression(inputs: side * side, generator: &generator)
        case .mlp: MultilayerPerceptron(inputs: side * side, hidden: width, generator: &generator)
        case .cnn: ConvolutionalNetwork(size: [side, side], channels: width, generator: &generator)
        case .gru: GatedRecurrentNetwork(inputs: side, length: side, hidden: width, generator: &generator)
        }
    }

    /// The width where none is asked for.
    var standardWidth: Int {
        switch self {
        case .logistic: 0
        case .mlp: 500
        case .cnn, .gru: 32
        }
    }

    /// Time of a step compared with the others', roughly.
    var cost: Double {
        switch self {
        case .logistic: 1
        case .mlp: 10
        case .cnn: 20
        case .gru: 30
        }
    }
}
