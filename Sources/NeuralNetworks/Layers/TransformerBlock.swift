import Autodiff
import RandomGenerators

/// A block of a transformer, (D, L, N) → (D, L, N), PyTorch's `nn.TransformerEncoderLayer(norm_first=True)`: attention, then two
/// layers at each position, each after a layer normalization and added to what came before.
public struct TransformerBlock: Model {
    private let attention: MultiHeadAttention
    private let linears: [Linear]
    private let normalizations: [LayerNormalization]
    private let activation: @Sendable (Tensor) -> Tensor
    public let dropouts: [Dropout]

    /// - Parameters:
    ///   - size: D.
    ///   - hidden: the width between the two layers.
    ///   - dropout: of the attention's output, the hidden layer and the last one's output; no layers of dropout where it is 0.
    public init(
        _ name: String, size: Int, heads: Int, hidden: Int, dropout: Double = 0, isCausal: Bool = false,
        activation: @escaping @Sendable (Tensor) -> Tensor = { relu($0) }, generator: inout TorchGenerator
    ) {
        attention = MultiHeadAttention("\(name).self_attn", size: size, heads: heads, isCausal: isCausal, generator: &generator)
        linears = [
            Linear("\(name).linear1", inputs: size, outputs: hidden, generator: &generator),
            Linear("\(name).linear2", inputs: hidden, outputs: size, generator: &generator),
        ]
        normalizations = (1...2).map { LayerNormalization("\(name).norm\($0)", size: size) }
        dropouts = dropout == 0 ? [] : ["dropout1", "dropout", "dropout2"].map { Dropout("\(name).\($0)", probability: dropout) }
        self.activation = activation
    }

    public var parameters: [Parameter] {
        attention.parameters + linears.flatMap(\.parameters) + normalizations.flatMap(\.parameters)
    }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        func dropped(_ y: Tensor, _ number: Int) -> Tensor { dropouts.isEmpty ? y : dropouts[number](y) }
        func linear(_ number: Int, _ y: Tensor) -> Tensor {
            biased(atEachPosition(linears[number].weight.tensor(in: y.graph), y), linears[number].bias)
        }
        let h = x + dropped(attention(normalizations[0](x)), 0)
        let hidden = dropped(activation(linear(0, normalizations[1](h))), 1)
        return h + dropped(linear(1, hidden), 2)
    }
}
