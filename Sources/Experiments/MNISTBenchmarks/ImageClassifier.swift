import Artifact
import Datasets
import NeuralNetworks
import RandomGenerators

/// The classifiers of Table 1, over the points of an image: those of MNIST-1D, and standard ones of images.
enum ImageClassifier: String, Codable, Sendable, CaseIterable, ExpressibleByArgument {
    case logistic, mlp, cnn, gru
    case standardMLP = "standard-mlp"
    case standardCNN = "standard-cnn"
    case standardGRU = "standard-gru"

    /// As the paper's Table 1 calls it, shortened.
    var title: String {
        switch self {
        case .logistic: rawValue
        case .mlp, .standardMLP: "MLP"
        case .cnn, .standardCNN: "CNN"
        case .gru, .standardGRU: "GRU"
        }
    }

    /// A new model with weights from the stream.
    ///
    /// - Parameters:
    ///   - width: the hidden units of MLPs, GRUs and the standard CNN, the channels of the other CNN.
    ///   - dropout: of the standard MLP, the part of its hidden units that is dropped.
    func callAsFunction(width: Int, dropout: Double, generator: inout TorchGenerator) -> any Model {
        let side = MNIST.side
        return switch self {
        case .logistic: LogisticRegression(inputs: side * side, generator: &generator)
        case .mlp: MultilayerPerceptron(inputs: side * side, hidden: width, generator: &generator)
        case .cnn: ConvolutionalNetwork(size: [side, side], channels: width, generator: &generator)
        case .gru, .standardGRU: GatedRecurrentNetwork(inputs: side, length: side, hidden: width, generator: &generator)
        case .standardMLP: DropoutPerceptron(inputs: side * side, hidden: width, probability: dropout, generator: &generator)
        case .standardCNN: LeNet(side: side, hidden: width, generator: &generator)
        }
    }

    /// The width where none is asked for.
    var standardWidth: Int {
        switch self {
        case .logistic: 0
        case .mlp, .standardCNN: 500
        case .cnn, .gru: 32
        case .standardMLP: 512
        case .standardGRU: 128
        }
    }

    /// How often it sees each training image: so often that more is not seen to help.
    func epochs(_ data: MNISTSelection) -> Int {
        switch self {
        case .logistic, .mlp, .cnn, .gru, .standardMLP: data == .full ? 20 : 50
        case .standardCNN, .standardGRU: data == .full ? 6 : 20
        }
    }

    /// Time of a step compared with the others', roughly.
    var cost: Double {
        switch self {
        case .logistic: 1
        case .mlp: 10
        case .cnn: 20
        case .gru: 30
        case .standardMLP: 15
        case .standardCNN: 70
        case .standardGRU: 90
        }
    }
}
