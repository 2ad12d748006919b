/// The order in which a program works: units of elementwise nodes fused together, or of one larger node.
struct Schedule {
    /// The nodes of each unit, ascending; units in order of execution.
    private(set) var units: [[Int]] = []
    /// The unit of each computed node, as an index into `units`; -1 for inputs and constants.
    private(set) var unitOf: [Int]
    /// Whether each update can overwrite its input at once; otherwise all are copied at the end.
    private(set) var updatesInPlace: Bool

    /// - Parameter updates: pairs of an input node and the node that replaces it.
    init(_ lowered: LoweredGraph, updates: [(input: Int, value: Int)]) {
        let nodes = lowered.nodes
        var group = fuse(nodes)
        for index in nodes.indices where !nodes[index].isComputed { group[index] = -1 }

        var predecessors = [Int: Set<Int>]()
        for (index, node) in nodes.enumerated() where node.isComputed {
            for view in node.operands where group[view.root] >= 0 && group[view.root] != group[index] {
                predecessors[group[index], default: []].insert(group[view.root])
            }
        }
        // An update waits for all others that read the old value.
        var waiting = predecessors
        for (input, value) in updates where nodes[value].isElementwise {
            for (index, node) in nodes.enumerated()
            where node.isComputed && group[index] != group[value]
                && node.operands.contains(where: { $0.root == input })
            {
                waiting[group[value], default: []].insert(group[index])
            }
        }
        let computed = nodes.indices.filter { group[$0] >= 0 }
        let order: [Int]
        if let withUpdates = Self.order(computed, group, waiting) {
            order = withUpdates
            updatesInPlace = true
        } else {
            order = Self.order(computed, group, predecessors)!
            updatesInPlace = false
        }
        var place = [Int: Int]()
        for (position, name) in order.enumerated() { place[name] = position }
        units = [[Int]](repeating: [], count: order.count)
        unitOf = [Int](repeating: -1, count: nodes.count)
        for index in computed {
            unitOf[index] = place[group[index]]!
            units[unitOf[index]].append(index)
        }
    }

    /// Groups sorted so that predecessors come first, otherwise by their last node; nil for a circle.
    private static func order(
        _ computed: [Int], _ group: [Int], _ predecessors: [Int: Set<Int>]
    ) -> [Int]? {
        var lastNode = [Int: Int]()
        for index in computed { lastNode[group[index]] = index }
        let names = lastNode.keys.sorted { lastNode[$0]! < lastNode[$1]! }
        var state = [Int: Bool]()  // false while its predecessors are visited, then true
        var order: [Int] = []
        for start in names where state[start] == nil {
            var stack = [(name: start, next: 0, before: (predecessors[start] ?? []).sorted())]
            state[start] = false
            while let top = stack.last {
                if top.next < top.before.count {
                    stack[stack.count - 1].next += 1
                    let name = top.before[top.next]
                    switch state[name] {
                    case nil:
                        state[name] = false
                        stack.append((name, 0, (predecessors[name] ?? []).sorted()))
                    case false?: return nil
                    case true?: break
                    }
                } else {
                    state[top.name] = true
                    order.append(top.name)
                    stack.removeLast()
                }
            }
        }
        return order
    }
}

/// Gives each node the name of its group, the least node in it.
///
/// The depth of a node counts the larger operations, and the changes of layout, on the longest way to it.
/// Elementwise nodes of one depth that feed each other directly are fused: no way between them can lead
/// through anything else, since that would add to the depth. Nodes that share work and have one depth are computed
/// together for the same reason.
private func fuse(_ nodes: [LoweredGraph.Node]) -> [Int] {
    let depth = depths(nodes)
    var group = Array(nodes.indices)
    var sharing = [SharedWork: Int]()
    func name(_ index: Int) -> Int {
        var index = index
        while group[index] != index {
            group[index] = group[group[index]]
            index = group[index]
        }
        return index
    }
    for (index, node) in nodes.enumerated() where node.isComputed {
        if var work = SharedWork(node) {
            work.depth = depth[index]
            if let first = sharing[work] { group[index] = first } else { sharing[work] = index }
        }
        guard node.isElementwise else { continue }
        for view in node.operands
        where depth[view.root] == depth[index] && nodes.isDirect(view, node.shape) {
            let (a, b) = (name(view.root), name(index))
            group[max(a, b)] = min(a, b)
        }
    }
    return nodes.indices.map(name)
}

/// The depth of each node. Nodes that share work wait for the deepest of them, unless one depends on another.
private func depths(_ nodes: [LoweredGraph.Node]) -> [Int] {
    var deepest = [SharedWork: Int]()
    var depth = [Int](repeating: 0, count: nodes.count)
    // Each pass can only deepen; where nodes that share work depend on each other there would be no end.
    for pass in 0...8 {
        let waits = pass < 8
        let before = depth
        for (index, node) in nodes.enumerated() where node.isComputed {
            depth[index] = 0
            for view in node.operands {
                let isDirect = node.isElementwise && nodes.isDirect(view, node.shape)
                depth[index] = max(depth[index], depth[view.root] + (isDirect ? 0 : 1))
            }
            if waits, let work = SharedWork(node) {
                deepest[work] = max(deepest[work] ?? 0, depth[index])
                depth[index] = deepest[work]!
            }
        }
        if depth == before { break }
    }
    return depth
}

/// What nodes have in common that are cheaper computed together: the values of tanh that they sum.
private struct SharedWork: Hashable {
    let isMixture: Bool
    let operands: [View]
    var depth = 0

    init?(_ node: LoweredGraph.Node) {
        switch node.kind {
        case .primitive(.tanhMixture): (isMixture, operands) = (true, Array(node.operands[0...2]))
        case .primitive(.tanhMoments): (isMixture, operands) = (false, Array(node.operands[1...3]))
        default: return nil
        }
    }
}

extension [LoweredGraph.Node] {
    /// The view is all of an elementwise node of the same layout.
    func isDirect(_ view: View, _ shape: Shape) -> Bool {
        let root = self[view.root]
        return root.isElementwise && root.shape.rows == shape.rows
            && root.shape.columns == shape.columns && view.contiguousStart(shape) == 0
    }
}
