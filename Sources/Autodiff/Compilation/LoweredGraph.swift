import Kernels

/// Pass 1, lowering: the live part of a graph with views resolved. Each node is an input, a constant, an elementwise
/// operation, a concatenation or one instruction, and reads its operands through views; what is not looked at from
/// the given tensors is left out.
struct LoweredGraph {
    enum Kind {
        case input(String)
        case constant(Float)
        case elementwise(ElementwiseOperation)
        case concatenation
        case instruction(Work)
    }

    /// What an instruction computes. A class, so that copies of a node count one reference.
    final class Work {
        let primitive: any Primitive
        /// The operands that nodes of this type of primitive must share to be computed together; nil where each is on its own.
        let shared: Range<Int>?
        let instruction: (_ siblings: [Evaluation.Sibling]) -> Instruction

        init(
            _ primitive: any Primitive, sharing shared: Range<Int>?,
            instruction: @escaping ([Evaluation.Sibling]) -> Instruction
        ) {
            self.primitive = primitive
            self.shared = shared
            self.instruction = instruction
        }
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
        var isConcatenation: Bool {
            if case .concatenation = kind { return true }
            return false
        }
        var isConstant: Bool {
            if case .constant = kind { return true }
            return false
        }
        var isComputed: Bool {
            switch kind {
            case .input, .constant: false
            case .elementwise, .concatenation, .instruction: true
            }
        }
    }

    private(set) var nodes: [Node] = []
    private let graph: Graph
    private var views: [Int: View] = [:]
    /// Parts of concatenations, which are computed where they lie in the whole.
    private(set) var partOf: [Int: (whole: Int, offset: Int)] = [:]
    /// How each of the program's outputs is read.
    private(set) var outputs: [View] = []
    /// The inputs that are updated, each with its new value.
    private(set) var updates: [(input: Int, value: View)] = []

    /// Lowers what outputs and updates depend on.
    init(_ graph: Graph, outputs: [Tensor], updates: [(input: Tensor, value: Tensor)]) {
        self.graph = graph
        var isLive = [Bool](repeating: false, count: graph.nodes.count)
        for tensor in outputs + updates.flatMap({ [$0.input, $0.value] }) { isLive[tensor.identifier] = true }
        for identifier in graph.nodes.indices.reversed() where isLive[identifier] {
            for operand in graph.nodes[identifier].operands { isLive[operand] = true }
        }
        for identifier in graph.nodes.indices where isLive[identifier] { lower(identifier) }
        self.outputs = outputs.map { computedView(of: $0) }
        self.updates = updates.map { (views[$0.input.identifier]!.root, computedView(of: $0.value)) }
    }

    /// How a tensor is read as a buffer that a program computes, with a copy where there is none.
    private mutating func computedView(of tensor: Tensor) -> View {
        let view = views[tensor.identifier]!
        if nodes[view.root].isComputed, view.contiguousStart(tensor.shape) != nil { return view }
        return copy(view, tensor.shape)
    }

    private mutating func lower(_ identifier: Int) {
        let node = graph.nodes[identifier]
        let shapes = node.operands.map { graph.nodes[$0].shape }
        let operands = node.operands.map { views[$0]! }
        func instruction(
            sharing shared: Range<Int>? = nil, _ make: @escaping ([Evaluation.Sibling]) -> Instruction
        ) {
            let buffers = zip(operands, shapes).map { view, shape in
                let isBuffer = !nodes[view.root].isConstant && view.contiguousStart(shape) != nil
                return isBuffer ? view : copy(view, shape)
            }
            let work = Work(node.primitive, sharing: shared, instruction: make)
            define(identifier, .instruction(work), buffers, shapes)
        }
        switch node.primitive.evaluation {
        case .input(let name): define(identifier, .input(name), [], [])
        case .constant(let value):
            define(identifier, .constant(value), [], [])
            // A constant fills its buffer, so that it can be read as any shape.
            let view = views[identifier]!
            views[identifier] = View(root: view.root, offsets: view.offsets, repeatsColumns: true)
        case .elementwise(let operation):
            if node.shape.rank == 0, let value = folded(operation, operands) {
                define(identifier, .constant(value), [], [])
            } else {
                define(identifier, .elementwise(operation), operands, shapes)
            }
        case .view(let rule, let otherwise):
            if let view = rule(operands[0], shapes[0], node.shape) {
                views[identifier] = view
            } else {
                instruction { otherwise($0[0].operands[0], $0[0].output) }
            }
        case .concatenation: lowerConcatenation(identifier, operands, shapes)
        case .instruction(let make): instruction { make($0[0].operands, $0[0].output) }
        case .joint(let shared, let make): instruction(sharing: shared, make)
        }
    }

    /// The value of an operation on constants alone, as a program would compute it.
    private func folded(_ operation: ElementwiseOperation, _ operands: [View]) -> Float? {
        let values = operands.compactMap { operand -> Float? in
            if case .constant(let value) = nodes[operand.root].kind { value } else { nil }
        }
        return values.count == operands.count ? operation(values) : nil
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
        define(identifier, .concatenation, parts, shapes)
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
    }

    private mutating func copy(_ view: View, _ shape: Shape) -> View {
        nodes.append(
            Node(kind: .elementwise(.copy), operands: [view], operandShapes: [shape], shape: shape))
        return View(root: nodes.count - 1, shape)
    }

    /// The view is all of an elementwise node of the same layout.
    func isDirect(_ view: View, _ shape: Shape) -> Bool {
        let root = nodes[view.root]
        return root.isElementwise && root.shape.rows == shape.rows
            && root.shape.columns == shape.columns && view.contiguousStart(shape) == 0
    }

    /// The buffer that a node lives in, its own or that of a concatenation, and the offset there.
    func buffer(of node: Int) -> (owner: Int, offset: Int) {
        var (owner, offset) = (node, 0)
        while let part = partOf[owner] {
            offset += part.offset
            owner = part.whole
        }
        return (owner, offset)
    }
}

extension LoweredGraph: CustomStringConvertible {
    /// One line per node: `%3 (100, 50) = product %1 %2`, operands as views.
    var description: String {
        let lines = nodes.enumerated().map { index, node in
            "%\(index) \(node.shape) = \(([node.kind.description] + node.operands.map(text)).joined(separator: " "))"
        }
        let results =
            outputs.enumerated().map { "output \($0) = \(text($1))" }
            + updates.map { "update of %\($0) = \(text($1))" }
        return (lines + results).joined(separator: "\n")
    }

    /// `%3` for a buffer as it lies, `%3[64 by 0]` for rows from float 64 at even distances, `%3[rows]` for others; with `*`
    /// where one float stands for a row.
    func text(_ view: View) -> String {
        let first = view.offsets.first ?? 0
        let distances = zip(view.offsets, view.offsets.dropFirst()).map { $1 - $0 }
        let distance = distances.first ?? nodes[view.root].shape.rowStride
        let layout =
            first < 0 || distances.contains { $0 != distance }
            ? "[rows]"
            : distance != nodes[view.root].shape.rowStride ? "[\(first) by \(distance)]" : first > 0 ? "[\(first)]" : ""
        return "%\(view.root)\(layout)\(view.repeatsColumns ? "*" : "")"
    }
}

extension LoweredGraph.Kind: CustomStringConvertible {
    var description: String {
        switch self {
        case .input(let name): "input \(name)"
        case .constant(let value): "constant \(value)"
        case .elementwise(let operation): "\(operation)"
        case .concatenation: "concatenation"
        case .instruction(let work): "\(work.primitive)"
        }
    }
}
