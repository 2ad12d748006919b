import Autodiff

/// A trainable tensor: its name within the model, its shape and the values it starts from.
public struct Parameter: Hashable, Sendable {
    /// The name, as PyTorch's `named_parameters` gives it.
    public let name: String
    /// The shape; the weights of a convolution are a matrix (outputs, inputs · taps).
    public let shape: Shape
    /// The values before the first step, the last axis fastest.
    public let initialValues: [Float]

    public init(name: String, shape: Shape, initialValues: [Float]) {
        precondition(
            initialValues.count == shape.count,
            "parameter \(name) \(shape) with \(initialValues.count) initial values")
        self.name = name
        self.shape = shape
        self.initialValues = initialValues
    }

    /// The parameter in a trace: an input of its name.
    public func tensor(in graph: Graph) -> Tensor { graph.input(name, shape) }
}
