import Artifact
import NeuralNetworks
import RandomGenerators

/// The paper's four classifiers, with its sizes.
enum SignalClassifier: String, Codable, Sendable, CaseIterable, ExpressibleByArgument {
    case logistic, mlp, cnn, gru

    /// A new model with weights from the stream.
    func callAsFunction(generator: inout TorchGenerator) -> any Model {
        switch self {
        case .logistic: LogisticRegression(generator: &generator)
        case .mlp: MultilayerPerceptron(generator: &generator)
        case .cnn: ConvolutionalNetwork(generator: &generator)
        case .gru: GatedRecurrentNetwork(generator: &generator)
        }
    }

    /// Microseconds a step takes, roughly: enough to start long runs first.
    var cost: Double {
        switch self {
        case .logistic: 5
        case .mlp: 90
        case .cnn: 180
        case .gru: 550
        }
    }
}
