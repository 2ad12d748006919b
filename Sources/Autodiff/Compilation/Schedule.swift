/// Pass 3, scheduling: the order in which a program works through the groups. Each comes after what it reads, and an update
/// after all others that read the old value, so that it can overwrite it.
struct Schedule {
    /// The nodes of each unit, ascending; units in order of execution.
    private(set) var units: [[Int]] = []
    /// The unit of each computed node, as an index into `units`; -1 for inputs and constants.
    private(set) var unitOf: [Int]
    /// Whether each update can overwrite its input at once; otherwise all are copied at the end.
    private(set) var updatesInPlace: Bool

    init(_ lowered: LoweredGraph, _ fusion: Fusion) {
        let nodes = lowered.nodes
        let group = fusion.groupOf
        var predecessors = [Int: Set<Int>]()
        for (index, node) in nodes.enumerated() where node.isComputed {
            for view in node.operands where group[view.root] >= 0 && group[view.root] != group[index] {
                predecessors[group[index], default: []].insert(group[view.root])
            }
        }
        // An update waits for all others that read the old value.
        var waiting = predecessors
        for (input, view) in lowered.updates where nodes[view.root].isElementwise {
            for (index, node) in nodes.enumerated()
            where node.isComputed && group[index] != group[view.root]
                && node.operands.contains(where: { $0.root == input })
            {
                waiting[group[view.root], default: []].insert(group[index])
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
        var positions = [Int: Int]()
        for (position, name) in order.enumerated() { positions[name] = position }
        units = [[Int]](repeating: [], count: order.count)
        unitOf = [Int](repeating: -1, count: nodes.count)
        for index in computed {
            unitOf[index] = positions[group[index]]!
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

extension Schedule: CustomStringConvertible {
    /// One line per unit.
    var description: String {
        let lines = units.enumerated().map { "unit \($0): " + $1.map { "%\($0)" }.joined(separator: " ") }
        return (lines + (updatesInPlace ? [] : ["updates depend on each other: all are copied at the end"]))
            .joined(separator: "\n")
    }
}
