import Kernels

/// A traced computation: nodes in order of definition, equal nodes kept once.
///
/// A mistake in a trace (shapes that do not fit, operands of another graph) is kept as `error` and thrown
/// when the graph is compiled, so that model code can be written as plain formulas.
public final class Graph: CustomStringConvertible {
    struct Node: Hashable {
        let primitive: Primitive
        let operands: [Int]
        let shape: Shape
    }

    private(set) var nodes: [Node] = []
    private var identifiers: [Node: Int] = [:]
    private var inputs: [String: Shape] = [:]
    /// The first mistake of the trace.
    public private(set) var error: GraphError?

    public init() {}

    /// A value given from outside. Asking again for the same name gives the same tensor.
    public func input(_ name: String, _ shape: Shape) -> Tensor {
        if let known = inputs[name], known != shape {
            record(GraphError("input \(name) is already there with shape \(known), not \(shape)"))
        }
        inputs[name] = shape
        return insert(Node(primitive: .input(name), operands: [], shape: shape))
    }

    /// A constant, of any shape.
    public func constant(_ value: Float, _ shape: Shape = []) -> Tensor {
        let scalar = insert(Node(primitive: .constant(value), operands: [], shape: []))
        return shape.rank == 0 ? scalar : append(.broadcast(to: shape, axes: []), [scalar])
    }

    /// Adds a node, or finds the equal one.
    func append(_ primitive: Primitive, _ operands: [Tensor]) -> Tensor {
        guard operands.allSatisfy({ $0.graph === self }) else {
            record(GraphError(primitive, operands.map(\.shape), "operands of different graphs"))
            return constant(.nan)
        }
        do {
            let shape = try shape(of: primitive, operands.map(\.shape))
            return insert(Node(primitive: primitive, operands: operands.map(\.identifier), shape: shape))
        } catch {
            record(error as? GraphError ?? GraphError("\(error)"))
            return constant(.nan, operands.first?.shape ?? [])
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

    /// One line a node: `%3 (100, 50) = product %1 %2`.
    public var description: String {
        nodes.enumerated().map { index, node in
            let operands = node.operands.map { " %\($0)" }.joined()
            return "%\(index) \(node.shape) = \(node.primitive)\(operands)"
        }.joined(separator: "\n")
    }
}
