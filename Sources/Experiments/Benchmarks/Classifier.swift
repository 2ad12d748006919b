import Artifact
import NeuralNetworks
import RandomGenerators

/// The paper's four classifiers, with its sizes.
enum Classifier: String, Codable, Sendable, CaseIterable, ExpressibleByArgument {
    case logistic, mlp, cnn, gru

    /// As the paper's Table 1 calls it, shortened.
    var title: String { self == .logistic ? rawValue : rawValue.uppercased() }

    /// A new model with weights from the stream.
    func callAsFunction(generator: inout TorchGenerator) -> any Model {
        switch self {
        case .logistic: LogisticRegression(generator: &generator)
        case .mlp: MultilayerPerceptron(generator: &generator)
        case .cnn: ConvolutionalNetwork(generator: &generator)
        case .gru: GatedRecurrentNetwork(generator: &generator)
        }
    }

    /// Time of a step compared with the others', roughly.
    var cost: Double {
        switch self {
        case .logistic: 5
        case .mlp: 90
        case .cnn: 180
        case .gru: 550
        }
    }
}

/// The order in which a classifier sees a signal's 40 positions.
enum Arrangement: String, Codable, Sendable, CaseIterable {
    case original
    /// All signals in one order, drawn at random: `numpy.random.seed(42); permutation(40)`.
    case shuffled

    var title: String { self == .original ? "Original" : "Shuffled" }
}
