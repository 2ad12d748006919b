import Autodiff

/// Layer normalization (J. L. Ba et al. 2016) over the first axis: of each example of (C, N), of each position of (C, positions…, N), as
/// PyTorch's `nn.LayerNorm` over its last one: y = (x - m) / √(v + ε) · weight + bias, m and v mean and variance over the axis.
public struct LayerNormalization: Model {
    private let weight: Parameter
    private let bias: Parameter
    private let epsilon: Float

    /// - Parameter size: C.
    public init(_ name: String, size: Int, epsilon: Double = 1e-5) {
        weight = Parameter(name: "\(name).weight", shape: [size], initialValues: Array(repeating: 1, count: size))
        bias = Parameter(name: "\(name).bias", shape: [size], initialValues: Array(repeating: 0, count: size))
        self.epsilon = Float(epsilon)
    }

    public var parameters: [Parameter] { [weight, bias] }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        let others = Array(1..<x.shape.rank)
        func along(_ channels: Parameter) -> Tensor { channels.tensor(in: x.graph).broadcast(to: x.shape, axes: [0]) }
        let difference = x - x.mean(axes: [0]).broadcast(to: x.shape, axes: others)
        let variance = (difference * difference).mean(axes: [0])
        let inverse = 1 / squareRoot(variance + epsilon)
        return difference * inverse.broadcast(to: x.shape, axes: others) * along(weight) + along(bias)
    }
}
