/// A traced computation: nodes in order of definition, equal nodes kept once.
///
/// A mistake in a trace (shapes that do not fit, operands of another graph) is kept as `error` and thrown
/// when the graph is compiled, so that model code can be written as plain formulas.
public final class Graph: CustomStringConvertible {
    struct Node {
        let primitive: any Primitive
        let operands: [Int]
        let shape: Shape
    }

    private(set) var nodes: [Node] = []
    private var identifiers: [Node: Int] = [:]
    private var inputShapes: [String: Shape] = [:]
    /// The first mistake of the trace.
    public private(set) var error: GraphError?
    /// Whether the trace is a step of training: dropout and batch normalization are other functions then.
    public let isTraining: Bool
    /// What a training step sets beside the parameters, such as running statistics; an input is there once, with its last value.
    public private(set) var updates: [(input: Tensor, value: Tensor)] = []
    /// Values that a layer or a loss has given a name, in order.
    public private(set) var notes: [(name: String, value: Tensor)] = []

    public init(isTraining: Bool = false) { self.isTraining = isTraining }

    /// A value given from outside. Asking again for the same name gives the same tensor.
    public func input(_ name: String, _ shape: Shape) -> Tensor {
        if let known = inputShapes[name], known != shape {
            record(GraphError("input \(name) is already there with shape \(known), not \(shape)"))
        }
        inputShapes[name] = shape
        return append(Input(name: name, shape: shape), [])
    }

    /// The inputs asked for so far, in order.
    public var inputs: [(name: String, tensor: Tensor)] {
        nodes.indices.compactMap { index in (nodes[index].primitive as? Input).map { ($0.name, tensor(index)) } }
    }

    /// Lets an input take a new value when the step is taken.
    public func update(_ input: Tensor, to value: Tensor) {
        if value.shape != input.shape { record(GraphError("an input \(input.shape) takes a value \(value.shape)")) }
        updates.removeAll { $0.input == input }
        updates.append((input, value))
    }

    /// The value that an input has at this point of the trace: its last update, or itself.
    public func current(_ input: Tensor) -> Tensor { updates.first { $0.input == input }?.value ?? input }

    /// Gives a value a name, to be looked at.
    public func note(_ name: String, _ value: Tensor) { notes.append((name, value)) }

    /// A constant, of any shape.
    public func constant(_ value: Float, _ shape: Shape = []) -> Tensor {
        let scalar = append(Constant(value: value), [])
        return shape.rank == 0 ? scalar : append(Broadcast(to: shape, axes: []), [scalar])
    }

    /// Adds a node, or finds the equal one.
    func append(_ primitive: any Primitive, _ operands: [Tensor]) -> Tensor {
        let shapes = operands.map(\.shape)
        guard operands.allSatisfy({ $0.graph === self }) else {
            record(GraphError(primitive, shapes, "operands of different graphs"))
            return constant(.nan)
        }
        do {
            let count = primitive.operandCount
            try require(count == nil || count == shapes.count, "takes \(count ?? 0) operands, not \(shapes.count)")
            try require(count != nil || !shapes.isEmpty, "takes at least one operand")
            return insert(
                Node(primitive: primitive, operands: operands.map(\.identifier), shape: try primitive.shape(shapes)))
        } catch {
            record(GraphError(primitive, shapes, (error as? Misfit)?.reason ?? "\(error)"))
            return constant(.nan, shapes.first ?? [])
        }
    }

    private func insert(_ node: Node) -> Tensor {
        if let identifier = identifiers[node] {
            return Tensor(graph: self, identifier: identifier, shape: node.shape)
        }
        nodes.append(node)
        identifiers[node] = nodes.count - 1
        return Tensor(graph: self, identifier: nodes.count - 1, shape: node.shape)
    }

    func record(_ problem: GraphError) {
        if error == nil { error = problem }
    }

    func tensor(_ identifier: Int) -> Tensor {
        Tensor(graph: self, identifier: identifier, shape: nodes[identifier].shape)
    }

    /// One line per node: `%3 (100, 50) = product %1 %2`.
    public var description: String {
        nodes.enumerated().map { index, node in
            let operands = node.operands.map { " %\($0)" }.joined()
            return "%\(index) \(node.shape) = \(node.primitive)\(operands)"
        }.joined(separator: "\n")
    }
}

extension Graph.Node: Hashable {
    static func == (a: Graph.Node, b: Graph.Node) -> Bool {
        a.operands == b.operands && a.shape == b.shape && a.primitive.isEqual(to: b.primitive)
    }

    func hash(into hasher: inout Hasher) {
        primitive.hashTypeAndAttributes(into: &hasher)
        hasher.combine(operands)
        hasher.combine(shape)
    }
}
