import RandomGenerators

/// The networks of signals by name: the paper's four, and others that know less or more of space.
///
///     let model = SignalArchitecture.resnet(.init(channels: 32), length: 40, classes: 10, generator: &generator)
public enum SignalArchitecture: String, Codable, CaseIterable, Sendable {
    case logistic, mlp, cnn, gru
    /// ``Perceptron``.
    case plainMLP = "plain-mlp"
    /// ``ResidualPerceptron``.
    case residualMLP = "residual-mlp"
    /// ``ResidualConvolutionalNetwork``.
    case resnet
    /// ``TemporalConvolutionalNetwork``.
    case tcn
    /// ``DilatedConvolutionalNetwork``.
    case dilatedCNN = "dilated-cnn"
    /// ``SignalTransformer``.
    case transformer

    /// What can be chosen of a network; nil is what is usual for it, or what it has not got.
    public struct Sizes: Codable, Hashable, Sendable {
        /// Hidden units of a layer, of a GRU's direction, of a position in a transformer's block.
        public var hidden: Int?
        /// Hidden layers or blocks.
        public var layers: Int?
        /// Channels of convolutions, numbers of a transformer's position.
        public var channels: Int?
        /// Taps of each convolution of the CNN.
        public var kernels: [Int]?
        /// Of each convolution of the dilated CNN; of each block of the TCN, which is causal then. One is that of all layers.
        public var dilations: [Int]?
        /// Of a transformer's attention.
        public var heads: Int?
        public var normalization: NormalizationLayer?
        /// The probability.
        public var dropout: Double?
        /// Whether a transformer knows where points are.
        public var hasPositions: Bool?

        /// - Parameters: What differs from ``SignalArchitecture/usualSizes``; all counts are above 0, and `dropout` is from 0 to below 1.
        public init(
            hidden: Int? = nil, layers: Int? = nil, channels: Int? = nil, kernels: [Int]? = nil, dilations: [Int]? = nil,
            heads: Int? = nil, normalization: NormalizationLayer? = nil, dropout: Double? = nil, hasPositions: Bool? = nil
        ) {
            (self.hidden, self.layers, self.channels, self.kernels, self.dilations) = (hidden, layers, channels, kernels, dilations)
            (self.heads, self.normalization, self.dropout, self.hasPositions) = (heads, normalization, dropout, hasPositions)
        }
    }

    /// The usual sizes: the paper's, those of arXiv 2602.13348, and our own of the transformer. What is nil, it has not got.
    public var usualSizes: Sizes {
        switch self {
        case .logistic: Sizes()
        case .mlp: Sizes(hidden: 100)
        case .cnn: Sizes(channels: 25, kernels: [5, 3, 3])
        case .gru: Sizes(hidden: 6)
        case .plainMLP, .residualMLP: Sizes(hidden: 100, layers: 2, normalization: NormalizationLayer.none)
        case .resnet: Sizes(layers: 1, channels: 64, normalization: .batch)
        case .tcn: Sizes(layers: 1, channels: 64, dilations: [], normalization: .batch, dropout: 0.2)
        case .dilatedCNN: Sizes(layers: 3, channels: 64, dilations: [2, 2, 2], normalization: NormalizationLayer.none)
        case .transformer: Sizes(hidden: 64, layers: 2, channels: 32, heads: 4, dropout: 0, hasPositions: true)
        }
    }

    /// The usual sizes, and in their place those that are given.
    public func sizes(_ given: Sizes) -> Sizes {
        let usual = usualSizes
        var all = Sizes(
            hidden: given.hidden ?? usual.hidden, layers: given.layers ?? usual.layers, channels: given.channels ?? usual.channels,
            kernels: given.kernels ?? usual.kernels, dilations: given.dilations ?? usual.dilations, heads: given.heads ?? usual.heads,
            normalization: given.normalization ?? usual.normalization, dropout: given.dropout ?? usual.dropout,
            hasPositions: given.hasPositions ?? usual.hasPositions)
        guard let dilations = all.dilations, let first = dilations.first, let layers = all.layers else { return all }
        if given.dilations?.count ?? 1 == 1 {
            all.dilations = Array(repeating: first, count: layers)
        } else {
            all.layers = dilations.count
        }
        return all
    }

    /// A new network with weights from the stream.
    ///
    /// - Precondition: There is no ``problem(_:length:)``.
    public func callAsFunction(
        _ given: Sizes = Sizes(), length: Int = 40, classes: Int = 10, generator: inout TorchGenerator
    ) -> any Model {
        let sizes = sizes(given)
        let (hidden, layers, channels) = (sizes.hidden ?? 0, sizes.layers ?? 0, sizes.channels ?? 0)
        let normalization = sizes.normalization ?? NormalizationLayer.none
        switch self {
        case .logistic: return LogisticRegression(inputs: length, classes: classes, generator: &generator)
        case .mlp: return MultilayerPerceptron(inputs: length, hidden: hidden, classes: classes, generator: &generator)
        case .cnn:
            return ConvolutionalNetwork(
                size: [length], channels: channels, kernels: sizes.kernels!, classes: classes, generator: &generator)
        case .gru: return GatedRecurrentNetwork(length: length, hidden: hidden, classes: classes, generator: &generator)
        case .plainMLP:
            let inner = Array(repeating: hidden, count: layers)
            return Perceptron([length] + inner + [classes], normalization: normalization, generator: &generator)
        case .residualMLP:
            return ResidualPerceptron(
                inputs: length, hidden: hidden, blocks: layers, classes: classes, normalization: normalization, generator: &generator)
        case .resnet:
            return ResidualConvolutionalNetwork(
                channels: channels, blocks: layers, normalization: normalization, classes: classes, generator: &generator)
        case .tcn:
            let dilations = sizes.dilations ?? []
            return TemporalConvolutionalNetwork(
                channels: channels, blocks: layers, dropout: sizes.dropout ?? 0, dilations: dilations.isEmpty ? nil : dilations,
                normalization: normalization, classes: classes, generator: &generator)
        case .dilatedCNN:
            return DilatedConvolutionalNetwork(
                channels: channels, dilations: sizes.dilations!, normalization: normalization, classes: classes, generator: &generator)
        case .transformer:
            return SignalTransformer(
                length: length, size: channels, heads: sizes.heads!, blocks: layers, hidden: hidden, hasPositions: sizes.hasPositions!,
                dropout: sizes.dropout ?? 0, classes: classes, generator: &generator)
        }
    }

    /// Why there is no such network for signals of `length` points; nil where there is one.
    public func problem(_ given: Sizes = Sizes(), length: Int) -> String? {
        let sizes = sizes(given)
        switch self {
        case .cnn:
            guard !sizes.kernels!.isEmpty else { return "has no convolution: give the taps of each" }
            return ConvolutionalNetwork.problem(length: length, kernels: sizes.kernels!)
        case .dilatedCNN: return sizes.dilations!.isEmpty ? "has no convolution: give the dilation of each" : nil
        case .transformer:
            let (channels, heads) = (sizes.channels!, sizes.heads!)
            guard channels % heads == 0 else { return "\(channels) channels cannot be divided among \(heads) heads: give a multiple" }
            guard !sizes.hasPositions! || channels * length >= 16 else {
                return "\(channels) channels at \(length) positions are fewer than the 16 numbers that PyTorch draws at once: give more"
            }
            return nil
        default: return nil
        }
    }

    /// Whether training needs at least two examples a step: batch normalization where each example has one number for a channel.
    public func needsPairs(_ given: Sizes) -> Bool {
        (self == .plainMLP || self == .residualMLP) && sizes(given).normalization == .batch
    }

    /// The fewest numbers that a network of these sizes has: known before one is made.
    public func leastParameterCount(_ given: Sizes) -> Int {
        let sizes = sizes(given)
        let (hidden, layers, channels) = (sizes.hidden ?? 0, sizes.layers ?? 0, sizes.channels ?? 0)
        switch self {
        case .logistic: return 0
        case .mlp: return hidden * hidden
        case .gru: return 6 * hidden * hidden
        case .plainMLP: return (layers - 1) * hidden * hidden + hidden
        case .residualMLP: return layers * hidden * hidden + hidden
        case .cnn: return (sizes.kernels!.count - 1) * channels * channels + channels
        case .dilatedCNN: return (layers - 1) * 3 * channels * channels + channels
        case .resnet, .tcn: return 6 * layers * channels * channels + channels
        case .transformer: return layers * (4 * channels * channels + 2 * channels * hidden) + channels
        }
    }
}
