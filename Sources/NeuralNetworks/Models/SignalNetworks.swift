import Autodiff
import RandomGenerators

// Networks of signals (L, N) whose scores are linear in the mean over all positions, so that they know no place.

/// A residual network (K. He et al. 2015) of one dimension: a convolution of 7 taps and stride 2 with batch normalization, then
/// blocks of two convolutions of 3 taps with batch normalization, then the mean over positions and scores.
///
/// Source: arXiv 2602.13348, with one block of 64 channels.
public struct ResidualConvolutionalNetwork: Model {
    private let all: Sequential

    /// - Parameter normalization: of what each convolution gives.
    public init(
        channels: Int = 64, blocks: Int = 1, normalization: NormalizationLayer = .batch, classes: Int = 10, generator: inout TorchGenerator
    ) {
        var layers = stem(channels, normalization, &generator)
        for block in 1..<blocks + 1 {
            let body = normalizedConvolutions("block\(block)", channels, normalization, activatesLast: false, dropout: nil, &generator)
            layers += [Residual(body), Function.relu]
        }
        all = Sequential(layers + head(channels, classes, &generator))
    }

    public var parameters: [Parameter] { all.parameters }
    public func callAsFunction(_ x: Tensor) -> Tensor { all(x) }
}

/// The network that arXiv 2602.13348 calls temporal: the residual network with an activation and dropout after each convolution of a
/// block.
///
/// With `dilations` its blocks are causal instead, each with the next dilation, as in the temporal networks of S. Bai et al. 2018.
public struct TemporalConvolutionalNetwork: Model {
    private let all: Sequential

    /// - Parameters:
    ///   - blocks: how many there are without dilations.
    ///   - dropout: the probability; none where it is 0.
    ///   - dilations: of the causal blocks.
    ///   - normalization: of what each convolution gives.
    public init(
        channels: Int = 64, blocks: Int = 1, dropout: Double = 0.2, dilations: [Int]? = nil, normalization: NormalizationLayer = .batch,
        classes: Int = 10, generator: inout TorchGenerator
    ) {
        var layers = stem(channels, normalization, &generator)
        for block in 1..<(dilations?.count ?? blocks) + 1 {
            layers.append(
                Residual(
                    normalizedConvolutions(
                        "block\(block)", channels, normalization, activatesLast: true, dropout: dropout,
                        causal: dilations?[block - 1], &generator)))
        }
        all = Sequential(layers + head(channels, classes, &generator))
    }

    public var parameters: [Parameter] { all.parameters }
    public var dropouts: [Dropout] { all.dropouts }
    public func callAsFunction(_ x: Tensor) -> Tensor { all(x) }
}

/// Convolutions of 3 taps at a distance, each with relu, then the mean over positions and scores.
///
/// Source: arXiv 2602.13348, with three of 64 channels and dilation 2.
public struct DilatedConvolutionalNetwork: Model {
    private let all: Sequential

    /// - Parameters:
    ///   - dilations: of the convolutions, in order.
    ///   - normalization: of what each convolution gives.
    public init(
        channels: Int = 64, dilations: [Int] = [2, 2, 2], normalization: NormalizationLayer = .none, classes: Int = 10,
        generator: inout TorchGenerator
    ) {
        var layers: [any Model] = [Function.channels()]
        for (index, dilation) in dilations.enumerated() {
            layers.append(
                Convolution(
                    "conv\(index + 1)", inputs: index == 0 ? 1 : channels, outputs: channels, kernel: 3, padding: dilation,
                    dilation: dilation, generator: &generator))
            layers += normalization.layers("\(normalization.abbreviation)\(index + 1)", channels: channels) + [Function.relu]
        }
        all = Sequential(layers + head(channels, classes, &generator))
    }

    public var parameters: [Parameter] { all.parameters }
    public func callAsFunction(_ x: Tensor) -> Tensor { all(x) }
}

/// A small transformer over the points of a signal: each point becomes a vector, a trained vector of its position is added, blocks of
/// attention follow, then a layer normalization, the mean over positions and scores.
public struct SignalTransformer: Model {
    private let all: Sequential

    /// - Parameters:
    ///   - size: the numbers of a position.
    ///   - hidden: the width between the two linear layers of a block.
    ///   - hasPositions: false leaves out the vectors of positions: the network then sees a set of points.
    ///   - dropout: the probability; none where it is 0.
    public init(
        length: Int = 40, size: Int = 32, heads: Int = 4, blocks: Int = 2, hidden: Int = 64, hasPositions: Bool = true, dropout: Double = 0,
        classes: Int = 10, generator: inout TorchGenerator
    ) {
        var layers: [any Model] = [
            Function.channels(), Convolution("embedding", inputs: 1, outputs: size, kernel: 1, generator: &generator),
        ]
        if hasPositions { layers.append(PositionalEmbedding("positions", size: size, length: length, generator: &generator)) }
        for block in 1..<blocks + 1 {
            layers.append(
                TransformerBlock("block\(block)", size: size, heads: heads, hidden: hidden, dropout: dropout, generator: &generator))
        }
        layers.append(LayerNormalization("norm", size: size))
        all = Sequential(layers + head(size, classes, &generator))
    }

    public var parameters: [Parameter] { all.parameters }
    public var dropouts: [Dropout] { all.dropouts }
    public func callAsFunction(_ x: Tensor) -> Tensor { all(x) }
}

/// One channel, and the first convolution.
private func stem(_ channels: Int, _ normalization: NormalizationLayer, _ generator: inout TorchGenerator) -> [any Model] {
    [Function.channels(), Convolution("conv1", inputs: 1, outputs: channels, kernel: 7, stride: 2, padding: 3, generator: &generator)]
        + normalization.layers("\(normalization.abbreviation)1", channels: channels) + [Function.relu]
}

/// The mean over positions, and scores.
private func head(_ channels: Int, _ classes: Int, _ generator: inout TorchGenerator) -> [any Model] {
    [Function.globalMean, Linear("linear", inputs: channels, outputs: classes, generator: &generator)]
}

/// Two convolutions of 3 taps, normalized.
///
/// - Parameter causal: the dilation of convolutions that see no later position.
private func normalizedConvolutions(
    _ name: String, _ channels: Int, _ normalization: NormalizationLayer, activatesLast: Bool, dropout: Double?, causal: Int? = nil,
    _ generator: inout TorchGenerator
) -> Sequential {
    var layers: [any Model] = []
    for number in 1...2 {
        let dilation = causal ?? 1
        layers.append(
            Convolution(
                "\(name).conv\(number)", inputs: channels, outputs: channels, kernel: 3, padding: causal == nil ? 1 : 2 * dilation,
                dilation: dilation, generator: &generator))
        // Zeros on both sides, of which the later ones are cut off again.
        if causal != nil { layers.append(Function { $0.slice(axis: 1, start: 0, count: $0.shape[1] - 2 * dilation) }) }
        layers += normalization.layers("\(name).\(normalization.abbreviation)\(number)", channels: channels)
        if number == 1 || activatesLast { layers.append(Function.relu) }
        if let dropout, dropout > 0 { layers.append(Dropout("\(name).dropout\(number)", probability: dropout)) }
    }
    return Sequential(layers)
}
