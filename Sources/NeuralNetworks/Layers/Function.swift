import Autodiff

/// A layer without parameters: any function of a tensor.
public struct Function: Model {
    private let function: @Sendable (Tensor) -> Tensor

    public init(_ function: @escaping @Sendable (Tensor) -> Tensor) { self.function = function }

    public var parameters: [Parameter] { [] }
    public func callAsFunction(_ x: Tensor) -> Tensor { function(x) }

    /// max(x, 0).
    public static let relu = Function { Autodiff.relu($0) }
    /// x Φ(x).
    public static let gelu = Function { Autodiff.gelu($0) }
    /// x · sigmoid(x).
    public static let silu = Function { Autodiff.swish($0) }
    /// The hyperbolic tangent.
    public static let tanh = Function { Autodiff.tanh($0) }

    /// Signals (channels · L, N) → (channels, L, N), channel by channel.
    public static func channels(_ count: Int = 1) -> Function {
        Function { $0.reshaped(to: [count, $0.shape[0] / count, $0.shape[1]]) }
    }
    /// (C, positions…, N) → (C · positions, N), channel by channel.
    public static let flatten = Function { $0.reshaped(to: [$0.shape.rows, $0.shape.columns]) }
    /// The mean over all positions, (C, positions…, N) → (C, N).
    public static let globalMean = Function { $0.mean(axes: Array(1..<$0.shape.rank - 1)) }
    /// The largest of all positions, (C, positions…, N) → (C, N).
    public static let globalMaximum = Function { $0.maximum(axes: Array(1..<$0.shape.rank - 1)) }
}
