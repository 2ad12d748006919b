import Autodiff

/// A tensor of a model: its name, its shape, the values it starts from, and what changes it.
public struct Parameter: Hashable, Sendable {
    /// What changes a parameter.
    public enum Role: Hashable, Sendable {
        /// The optimizer.
        case trained
        /// Nothing.
        case frozen
        /// What a pass while training makes of it, such as a running mean (a buffer in PyTorch).
        case statistic
    }

    /// The name, as PyTorch's `named_parameters` gives it.
    public let name: String
    /// The shape; the weights of a convolution are a matrix (outputs, inputs · taps).
    public let shape: Shape
    /// The shape in PyTorch's `state_dict`: that of `shape` but for convolutions, which have (outputs, inputs, taps…) there. The
    /// order of the numbers is the same.
    public let stateShape: [Int]
    /// The values before the first step, the last axis fastest.
    public let initialValues: [Float]
    /// What changes it.
    public let role: Role

    public init(name: String, shape: Shape, stateShape: [Int]? = nil, initialValues: [Float], role: Role = .trained) {
        precondition(
            initialValues.count == shape.count,
            "parameter \(name) \(shape) with \(initialValues.count) initial values")
        self.name = name
        self.shape = shape
        self.role = role
        self.stateShape = stateShape ?? shape.dimensions
        precondition(
            self.stateShape.reduce(1, *) == shape.count, "parameter \(name) \(shape) as a tensor of shape \(self.stateShape)")
        self.initialValues = initialValues
    }

    /// The same with other first values.
    func replacing(initialValues: [Float]) -> Parameter {
        Parameter(name: name, shape: shape, stateShape: stateShape, initialValues: initialValues, role: role)
    }

    /// The same in another role.
    func replacing(role: Role) -> Parameter {
        Parameter(name: name, shape: shape, stateShape: stateShape, initialValues: initialValues, role: role)
    }

    /// The parameter in a trace: an input of its name.
    public func tensor(in graph: Graph) -> Tensor { graph.input(name, shape) }
}
