import Autodiff
import RandomGenerators

/// A vector for each of V numbers 0 ..< V, PyTorch's `nn.Embedding` with its initial values N(0, 1): (L, N) → (D, L, N), or
/// (N) → (D, N).
///
/// Any other number gets zeros.
public struct Embedding: Model {
    /// (V, D).
    public let weight: Parameter

    /// - Parameters:
    ///   - count: V.
    ///   - size: D; V · D is at least 16.
    public init(
        _ name: String, count: Int, size: Int, weights: Initializer = .normal(), generator: inout TorchGenerator
    ) {
        weight = drawnParameter("\(name).weight", [count, size], fanIn: size, fanOut: count, weights, generator: &generator)
    }

    public var parameters: [Parameter] { [weight] }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        let weight = weight.tensor(in: x.graph)
        let numbers = x.reshaped(to: [1, x.shape.count])
        let isNumber = concatenate(
            (0..<weight.shape[0]).map { number in
                let value = numbers.filled(Float(number))
                return isGreaterOrEqual(numbers, value) * isGreaterOrEqual(value, numbers)
            })
        return product(weight, isNumber, transposingLeft: true).reshaped(to: Shape([weight.shape[1]] + x.shape.dimensions))
    }
}

/// A trained vector for each of L positions that is added there: (D, L, N) → (D, L, N).
public struct PositionalEmbedding: Model {
    /// (D, L).
    public let weight: Parameter

    /// - Parameters:
    ///   - size: D.
    ///   - length: L.
    public init(_ name: String, size: Int, length: Int, weights: Initializer = .normal(deviation: 0.02), generator: inout TorchGenerator) {
        weight = drawnParameter(name, [size, length], fanIn: length, weights, generator: &generator)
    }

    public var parameters: [Parameter] { [weight] }
    public func callAsFunction(_ x: Tensor) -> Tensor { x + weight.tensor(in: x.graph).broadcast(to: x.shape, axes: [0, 1]) }
}
