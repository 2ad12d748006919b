/// One tensor of a model's state, named and shaped as in PyTorch's `state_dict`.
public struct StateTensor: Hashable, Sendable {
    /// Such as `conv1.weight`.
    public let name: String
    /// (outputs, inputs, taps…) for a convolution's weight.
    public let shape: [Int]
    /// The last axis fastest.
    public let values: [Float]

    public init(name: String, shape: [Int], values: [Float]) {
        precondition(values.count == shape.reduce(1, *), "\(name): \(values.count) values for the shape \(shape)")
        self.name = name
        self.shape = shape
        self.values = values
    }
}
