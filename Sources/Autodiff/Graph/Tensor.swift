import Kernels

/// A value in a traced computation.
public struct Tensor {
    /// The computation it belongs to.
    public let graph: Graph
    let identifier: Int
    /// The sizes of its axes.
    public let shape: Shape

    var node: Graph.Node { graph.nodes[identifier] }

    func elementwise(_ operation: ElementwiseOperation, _ others: Tensor...) -> Tensor {
        graph.append(Elementwise(operation: operation), [self] + others)
    }

    /// The constant this is, repeated or not.
    var constantValue: Float? {
        if let constant = node.primitive as? Constant { return constant.value }
        return node.primitive is Broadcast ? graph.tensor(node.operands[0]).constantValue : nil
    }

    // MARK: Arithmetic, on equal shapes or with a number

    public static func + (a: Tensor, b: Tensor) -> Tensor {
        // Gradients begin with zeros and ones; they need not stay.
        if a.shape == b.shape, b.constantValue == 0 { return a }
        if a.shape == b.shape, a.constantValue == 0 { return b }
        return a.elementwise(.add, b)
    }
    public static func - (a: Tensor, b: Tensor) -> Tensor { a.elementwise(.subtract, b) }
    public static func * (a: Tensor, b: Tensor) -> Tensor {
        if a.shape == b.shape, b.constantValue == 1 { return a }
        if a.shape == b.shape, a.constantValue == 1 { return b }
        return a.elementwise(.multiply, b)
    }
    public static func / (a: Tensor, b: Tensor) -> Tensor { a.elementwise(.divide, b) }
    public static prefix func - (a: Tensor) -> Tensor { a.elementwise(.negate) }

    public static func + (a: Tensor, b: Float) -> Tensor { a + a.filled(b) }
    public static func + (a: Float, b: Tensor) -> Tensor { b.filled(a) + b }
    public static func - (a: Tensor, b: Float) -> Tensor { a - a.filled(b) }
    public static func - (a: Float, b: Tensor) -> Tensor { b.filled(a) - b }
    public static func * (a: Tensor, b: Float) -> Tensor { a * a.filled(b) }
    public static func * (a: Float, b: Tensor) -> Tensor { b.filled(a) * b }
    public static func / (a: Tensor, b: Float) -> Tensor { a / a.filled(b) }
    public static func / (a: Float, b: Tensor) -> Tensor { b.filled(a) / b }

    /// A constant of the same shape.
    public func filled(_ value: Float) -> Tensor { graph.constant(value, shape) }
}

extension Tensor: Equatable {
    /// The same node of the same graph. Equal formulas are one node.
    public static func == (a: Tensor, b: Tensor) -> Bool { a.graph === b.graph && a.identifier == b.identifier }
}
