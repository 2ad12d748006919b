import Autodiff
import RandomGenerators

/// A fully connected network of any depth: linear layers with an activation between them, as `nn.Sequential` lists them.
///
/// Parameters are linear1, linear2, …, and norm1, norm2, … before the activations where there are normalizations.
public struct Perceptron: Model {
    /// The linear layers, in order.
    public let layers: [Linear]
    private let normalizations: [Sequential]
    private let activation: @Sendable (Tensor) -> Tensor

    /// - Parameters:
    ///   - sizes: of the input, the hidden layers and the output.
    ///   - normalization: of what each hidden layer gives.
    ///   - weights: the first values of weights.
    ///   - biases: the first values of biases.
    ///   - activation: elementwise.
    public init(
        _ sizes: [Int], normalization: NormalizationLayer = .none, weights: Initializer = .standard, biases: Initializer = .standard,
        activation: @escaping @Sendable (Tensor) -> Tensor = { relu($0) }, generator: inout TorchGenerator
    ) {
        precondition(sizes.count >= 2, "a network of the sizes \(sizes): give those of input and output at least")
        layers = (1..<sizes.count).map {
            Linear(
                "linear\($0)", inputs: sizes[$0 - 1], outputs: sizes[$0], weights: weights, biases: biases, generator: &generator)
        }
        normalizations = (1..<sizes.count).map {
            Sequential($0 == sizes.count - 1 ? [] : normalization.layers("norm\($0)", channels: sizes[$0]))
        }
        self.activation = activation
    }

    public var parameters: [Parameter] { zip(layers, normalizations).flatMap { $0.parameters + $1.parameters } }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        layers.last!(zip(layers, normalizations).dropLast().reduce(x) { activation($1.1($1.0($0))) })
    }
}

/// A residual fully connected network: a linear layer, then blocks h ← h + W activation(normalization(h)), then scores.
///
/// Parameters are linear1, linear2, …, and norm2, … of the blocks where there are normalizations.
public struct ResidualPerceptron: Model {
    private let all: Sequential

    /// - Parameters:
    ///   - blocks: how many of them.
    ///   - normalization: what each block begins with.
    public init(
        inputs: Int = 40, hidden: Int = 100, blocks: Int, classes: Int = 10, normalization: NormalizationLayer = .none,
        activation: @escaping @Sendable (Tensor) -> Tensor = { relu($0) }, generator: inout TorchGenerator
    ) {
        var layers: [any Model] = [Linear("linear1", inputs: inputs, outputs: hidden, generator: &generator)]
        for number in 2..<blocks + 2 {
            let linear = Linear("linear\(number)", inputs: hidden, outputs: hidden, generator: &generator)
            layers.append(Residual(Sequential(normalization.layers("norm\(number)", channels: hidden) + [Function(activation), linear])))
        }
        layers.append(Linear("linear\(blocks + 2)", inputs: hidden, outputs: classes, generator: &generator))
        all = Sequential(layers)
    }

    public var parameters: [Parameter] { all.parameters }
    public func callAsFunction(_ x: Tensor) -> Tensor { all(x) }
    /// What each layer and block makes of x, in order.
    public func outputs(_ x: Tensor) -> [Tensor] { all.outputs(x) }
}
