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
/// through anything else, since that would add to the depth.
private func fuse(_ nodes: [LoweredGraph.Node]) -> [Int] {
    var depth = [Int](repeating: 0, count: nodes.count)
    var group = Array(nodes.indices)
    func name(_ index: Int) -> Int {
        var index = index
        while group[index] != index {
            group[index] = group[group[index]]
            index = group[index]
        }
        return index
    }
    for (index, node) in nodes.enumerated() where node.isComputed {
        for view in node.operands {
            let isDirect = node.isElementwise && nodes.isDirect(view, node.shape)
            depth[index] = max(depth[index], depth[view.root] + (isDirect ? 0 : 1))
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

extension [LoweredGraph.Node] {
    /// The view is all of an elementwise node of the same layout.
    func isDirect(_ view: View, _ shape: Shape) -> Bool {
        let root = self[view.root]
        return root.isElementwise && root.shape.rows == shape.rows
            && root.shape.columns == shape.columns && view.contiguousStart(shape) == 0
    }
}
