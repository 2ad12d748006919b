import RandomGenerators

/// The paper's four classifiers of signals.
public enum SignalClassifier: String, Codable, CaseIterable, Sendable {
    case logistic, mlp, cnn, gru

    /// Their sizes; the defaults are the paper's.
    public struct Sizes: Codable, Hashable, Sendable {
        /// Hidden units of the MLP.
        public var hidden = 100
        /// Of the CNN: channels and taps of each convolution, distance between outputs, zeros at each end.
        public var channels = 25
        public var kernels = [5, 3, 3]
        public var stride = 2
        public var padding = 1
        /// The GRU's state in each direction.
        public var state = 6

        public init() {}
    }

    /// A new model with weights from the stream.
    ///
    /// - Precondition: There is no ``problem(_:length:)``.
    public func callAsFunction(
        _ sizes: Sizes = Sizes(), length: Int = 40, classes: Int = 10, generator: inout TorchGenerator
    ) -> any Model {
        switch self {
        case .logistic: LogisticRegression(inputs: length, classes: classes, generator: &generator)
        case .mlp: MultilayerPerceptron(inputs: length, hidden: sizes.hidden, classes: classes, generator: &generator)
        case .cnn:
            ConvolutionalNetwork(
                size: [length], channels: sizes.channels, kernels: sizes.kernels, stride: sizes.stride, padding: sizes.padding,
                classes: classes, generator: &generator)
        case .gru: GatedRecurrentNetwork(length: length, hidden: sizes.state, classes: classes, generator: &generator)
        }
    }

    /// Why there is no such model for signals of `length` points; nil where there is one.
    public func problem(_ sizes: Sizes = Sizes(), length: Int) -> String? {
        guard self == .cnn else { return nil }
        return ConvolutionalNetwork.problem(length: length, kernels: sizes.kernels, stride: sizes.stride, padding: sizes.padding)
    }

    /// The name in text: logistic, MLP, CNN, GRU.
    public var title: String { self == .logistic ? rawValue : rawValue.uppercased() }

    /// The name with the size that the paper gives it, as in the tables of speed: logistic, mlp-100, cnn-25, gru-6.
    public var sizedName: String {
        let sizes = Sizes()
        switch self {
        case .logistic: return rawValue
        case .mlp: return "\(rawValue)-\(sizes.hidden)"
        case .cnn: return "\(rawValue)-\(sizes.channels)"
        case .gru: return "\(rawValue)-\(sizes.state)"
        }
    }

    /// Microseconds that a step of 100 examples takes at the paper's sizes, roughly: enough to start long runs first.
    public var cost: Double {
        switch self {
        case .logistic: 5
        case .mlp: 90
        case .cnn: 180
        case .gru: 550
        }
    }
}
