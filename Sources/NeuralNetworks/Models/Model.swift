import Autodiff

/// A classifier: parameters and a traced function of them.
public protocol Model: Sendable {
    /// The parameters, in the order in which they are drawn.
    var parameters: [Parameter] { get }

    /// Further inputs of the function, which training leaves as they are.
    var constants: [Parameter] { get }

    /// What else each pass is given from outside, such as noise.
    var inputs: [(name: String, shape: Shape)] { get }

    /// Features (F, N) → class scores (K, N).
    func callAsFunction(_ x: Tensor) -> Tensor
}

extension Model {
    public var constants: [Parameter] { [] }
    public var inputs: [(name: String, shape: Shape)] { [] }

    /// The number of trainable numbers.
    public var parameterCount: Int { parameters.reduce(0) { $0 + $1.shape.count } }
}
