import Autodiff

/// A trainable tensor: its name within the model, its shape and the values it starts from.
public struct Parameter: Hashable, Sendable {
    /// The name, as PyTorch's `named_parameters` gives it.
    public let name: String
    /// The shape; the weights of a convolution are a matrix (outputs, inputs · taps).
    public let shape: Shape
    /// The shape in PyTorch's `state_dict`: that of `shape` but for convolutions, which have (outputs, inputs, taps…) there. The
    /// order of the numbers is the same.
    public let stateShape: [Int]
    /// The values before the first step, the last axis fastest.
    public let initialValues: [Float]

    public init(name: String, shape: Shape, stateShape: [Int]? = nil, initialValues: [Float]) {
        precondition(
            initialValues.count == shape.count,
            "parameter \(name) \(shape) with \(initialValues.count) initial values")
        self.name = name
        self.shape = shape
        self.stateShape = stateShape ?? shape.dimensions
        precondition(
            self.stateShape.reduce(1, *) == shape.count, "parameter \(name) \(shape) as a tensor of shape \(self.stateShape)")
        self.initialValues = initialValues
    }

    /// The parameter in a trace: an input of its name.
    public func tensor(in graph: Graph) -> Tensor { graph.input(name, shape) }
}
