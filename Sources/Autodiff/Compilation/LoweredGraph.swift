import Kernels

/// The live part of a graph with views resolved: each node is an input, a constant, an elementwise
/// operation or one of the larger primitives, and reads its operands through views.
struct LoweredGraph {
    enum Kind: Hashable {
        case input(String)
        case constant(Float)
        case elementwise(ElementwiseOperation)
        case primitive(Primitive)
    }

    struct Node {
        let kind: Kind
        let operands: [View]
        let operandShapes: [Shape]
        let shape: Shape

        var isElementwise: Bool {
            if case .elementwise = kind { return true }
            return false
        }
        var isConcatenation: Bool { kind == .primitive(.concatenate) }
        var isComputed: Bool {
            switch kind {
            case .input, .constant: false
            case .elementwise, .primitive: true
            }
        }
    }

    private(set) var nodes: [Node] = []
    private let graph: Graph
    private var views: [Int: View] = [:]
    /// Parts of concatenations, which are computed in their place in the whole.
    private(set) var partOf: [Int: (whole: Int, offset: Int)] = [:]

    /// Lowers what `tensors` depend on.
    init(_ graph: Graph, for tensors: [Tensor]) {
        self.graph = graph
        var isLive = [Bool](repeating: false, count: graph.nodes.count)
        for tensor in tensors { isLive[tensor.identifier] = true }
        for identifier in graph.nodes.indices.reversed() where isLive[identifier] {
            for operand in graph.nodes[identifier].operands { isLive[operand] = true }
        }
        for identifier in graph.nodes.indices where isLive[identifier] { lower(identifier) }
    }

    /// How a tensor is read.
    func view(of tensor: Tensor) -> View { views[tensor.identifier]! }

    /// How a tensor is read as a buffer that a program computes, with a copy where there is none.
    mutating func computedView(of tensor: Tensor) -> View {
        let view = views[tensor.identifier]!
        if nodes[view.root].isComputed, view.contiguousStart(tensor.shape) != nil { return view }
        return copy(view, tensor.shape)
    }

    private mutating func lower(_ identifier: Int) {
        let node = graph.nodes[identifier]
        let shapes = node.operands.map { graph.nodes[$0].shape }
        let operands = node.operands.map { views[$0]! }
        switch node.primitive {
        case .input(let name): define(identifier, .input(name), [], [])
        case .constant(let value): define(identifier, .constant(value), [], [])
        case .elementwise(let operation):
            define(identifier, .elementwise(operation), operands, shapes)
        case .concatenate: lowerConcatenation(identifier, operands, shapes)
        case .broadcast, .slice, .pad, .stopGradient, .reshape:
            if let view = operands[0].through(node.primitive, from: shapes[0], to: node.shape) {
                views[identifier] = view
            } else {
                fallthrough
            }
        default:
            let buffers = zip(operands, shapes).map { view, shape in
                if nodes[view.root].kind.isStored, view.contiguousStart(shape) != nil { return view }
                return copy(view, shape)
            }
            define(identifier, .primitive(node.primitive), buffers, shapes)
        }
    }

    /// Each part is computed where it belongs; a part that is an input, a view or part of something else
    /// is copied there.
    private mutating func lowerConcatenation(_ identifier: Int, _ operands: [View], _ shapes: [Shape]) {
        var parts: [View] = []
        for (view, shape) in zip(operands, shapes) {
            let isWhole =
                nodes[view.root].isComputed && view.contiguousStart(shape) == 0
                && nodes[view.root].shape.storage == shape.storage
            let isFree = partOf[view.root] == nil && !parts.contains { $0.root == view.root }
            parts.append(isWhole && isFree ? view : copy(view, shape))
        }
        define(identifier, .primitive(.concatenate), parts, shapes)
        var offset = 0
        for (part, shape) in zip(parts, shapes) {
            partOf[part.root] = (nodes.count - 1, offset)
            offset += shape.storage
        }
    }

    private mutating func define(
        _ identifier: Int, _ kind: Kind, _ operands: [View], _ shapes: [Shape]
    ) {
        let shape = graph.nodes[identifier].shape
        nodes.append(Node(kind: kind, operands: operands, operandShapes: shapes, shape: shape))
        views[identifier] = View(root: nodes.count - 1, shape)
        // A constant fills its buffer, so that it can be read as any shape.
        if case .constant = kind { views[identifier]!.repeatsColumns = true }
    }

    private mutating func copy(_ view: View, _ shape: Shape) -> View {
        nodes.append(
            Node(kind: .elementwise(.copy), operands: [view], operandShapes: [shape], shape: shape))
        return View(root: nodes.count - 1, shape)
    }
}

extension LoweredGraph.Kind {
    /// There is a buffer of the node's shape.
    var isStored: Bool {
        if case .constant = self { return false }
        return true
    }
}
