import Autodiff
import RandomGenerators

/// Self-attention with several heads (A. Vaswani et al. 2017), PyTorch's `nn.MultiheadAttention` without dropout: (D, L, N) → (D, L, N).
/// In each of H heads, of D / H numbers,
///
///     out = values · softmax(keysᵀ queries / √(D / H)),  the shares of the keys' positions for each query's
///
/// Queries, keys and values are linear in x at the same position, and the outputs of all heads together are made by another linear layer.
public struct MultiHeadAttention: Model {
    private let inputWeight: Parameter
    private let inputBias: Parameter
    private let output: Linear
    private let heads: Int
    private let isCausal: Bool

    /// - Parameters:
    ///   - size: D, a multiple of the heads.
    ///   - isCausal: whether a position sees itself and earlier ones alone.
    public init(_ name: String, size: Int, heads: Int, isCausal: Bool = false, generator: inout TorchGenerator) {
        precondition(heads > 0 && size % heads == 0, "attention \(name): \(heads) heads for \(size) numbers")
        // PyTorch draws the output layer when it is made, then resets the input's weight and both biases.
        output = Linear("\(name).out_proj", inputs: size, outputs: size, biases: .zerosAfterStandard, generator: &generator)
        inputWeight = drawnParameter(
            "\(name).in_proj_weight", [3 * size, size], fanIn: size, fanOut: 3 * size, .xavierUniform(), generator: &generator)
        inputBias = Parameter(name: "\(name).in_proj_bias", shape: [3 * size], initialValues: Array(repeating: 0, count: 3 * size))
        self.heads = heads
        self.isCausal = isCausal
    }

    public var parameters: [Parameter] { [inputWeight, inputBias] + output.parameters }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        let (size, length, count) = (x.shape[0], x.shape[1], x.shape[2])
        let all = biased(atEachPosition(inputWeight.tensor(in: x.graph), x), inputBias)
        func part(_ number: Int) -> Tensor {
            all.slice(start: number * size, count: size).reshaped(to: [heads, size / heads, length, count])
        }
        let (queries, keys, values) = (part(0), part(1), part(2))
        // (H, keys, queries, N)
        var scores = batchedProduct(keys, queries, transposingLeft: true) / Float(size / heads).squareRoot()
        if isCausal { scores = scores + mask(scores) }
        let shares = softmax(scores, axis: 1)
        let mixed = batchedProduct(values, shares).reshaped(to: [size, length, count])
        return biased(atEachPosition(output.weight.tensor(in: x.graph), mixed), output.bias)
    }

    /// A large negative number where the key is later than the query.
    private func mask(_ scores: Tensor) -> Tensor {
        let (length, graph) = (scores.shape[1], scores.graph)
        let rows = (0..<length).map { key in
            key == 0
                ? graph.constant(0, [1, length, 1])
                : graph.constant(-1e9, [1, key, 1]).padded(axis: 1, start: 0, size: length)
        }
        return concatenate(rows).reshaped(to: [length, length]).broadcast(to: scores.shape, axes: [1, 2])
    }
}

/// W x at each position, (D, C) and (C, L, N) → (D, L, N).
func atEachPosition(_ weight: Tensor, _ x: Tensor) -> Tensor {
    let spatial = Array(x.shape.dimensions.dropFirst().dropLast())
    let ones = spatial.map { _ in 1 }
    return convolution(
        x, weight, ConvolutionGeometry(input: spatial, kernel: ones, stride: ones, padding: spatial.map { _ in 0 }))
}
