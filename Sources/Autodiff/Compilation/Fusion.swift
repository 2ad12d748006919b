/// Pass 2, fusion: which nodes are computed together. Elementwise nodes of one layout become chains that run block by
/// block; nodes of one joint primitive that share operands become one instruction.
///
/// The depth of a node counts the larger operations, and the changes of layout, on the longest way to it.
/// Elementwise nodes of one depth that feed each other directly are fused: no way between them can lead
/// through anything else, since that would add to the depth. Nodes that share work and have one depth are computed
/// together for the same reason.
///
/// Of what is computed early and read late alone, such as the factor of an activation's gradient, the late chain computes it:
/// the value then needs no buffer in between.
struct Fusion {
    /// The name of each computed node's group, the least node in it; -1 for inputs and constants.
    private(set) var groupOf: [Int]

    init(_ lowered: LoweredGraph) {
        let nodes = lowered.nodes
        var depth = Self.depths(lowered)
        Self.sink(&depth, lowered)
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
            where depth[view.root] == depth[index] && lowered.isDirect(view, node.shape) {
                let (a, b) = (name(view.root), name(index))
                group[max(a, b)] = min(a, b)
            }
        }
        groupOf = nodes.indices.map { nodes[$0].isComputed ? name($0) : -1 }
    }

    /// The depth of each node. Nodes that share work wait for the deepest of them, unless one depends on another.
    private static func depths(_ lowered: LoweredGraph) -> [Int] {
        let nodes = lowered.nodes
        var deepest = [SharedWork: Int]()
        var depth = [Int](repeating: 0, count: nodes.count)
        // Each pass can only deepen; where nodes that share work depend on each other there would be no end.
        for pass in 0...8 {
            let waits = pass < 8
            let before = depth
            for (index, node) in nodes.enumerated() where node.isComputed {
                depth[index] = 0
                for view in node.operands {
                    let isDirect = node.isElementwise && lowered.isDirect(view, node.shape)
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
}

extension Fusion {
    /// Gives elementwise nodes the depth of their readers where all readers are one deeper chain's, unless more than one
    /// other buffer would then be kept until there.
    private static func sink(_ depth: inout [Int], _ lowered: LoweredGraph) {
        let nodes = lowered.nodes
        var readers = [[Int]](repeating: [], count: nodes.count)
        for (index, node) in nodes.enumerated() {
            for view in node.operands where readers[view.root].last != index { readers[view.root].append(index) }
        }
        let kept = Set((lowered.outputs + lowered.updates.map(\.value)).map(\.root))
        for (index, node) in nodes.enumerated().reversed()
        where node.isElementwise && !kept.contains(index) && lowered.partOf[index] == nil {
            guard let later = readers[index].first.map({ depth[$0] }), later > depth[index] else { continue }
            let isReadThere = readers[index].allSatisfy { reader in
                nodes[reader].isElementwise && depth[reader] == later
                    && nodes[reader].operands.allSatisfy { $0.root != index || lowered.isDirect($0, nodes[reader].shape) }
            }
            guard isReadThere else { continue }
            let prolonged = Set(
                node.operands.filter { view in
                    nodes[view.root].isComputed && !view.repeatsColumns
                        && !readers[view.root].contains { $0 != index && depth[$0] >= later }
                }.map(\.root))
            if prolonged.count <= 1 { depth[index] = later }
        }
    }
}

/// What nodes have in common that are cheaper computed together.
private struct SharedWork: Hashable {
    let primitive: ObjectIdentifier
    let operands: [View]
    var depth = 0

    init?(_ node: LoweredGraph.Node) {
        guard case .instruction(let work) = node.kind, let shared = work.shared else { return nil }
        primitive = ObjectIdentifier(type(of: work.primitive) as Any.Type)
        operands = Array(node.operands[shared])
    }
}

extension Fusion: CustomStringConvertible {
    /// One line per group of more than one node.
    var description: String {
        var members = [Int: [Int]]()
        for (node, group) in groupOf.enumerated() where group >= 0 { members[group, default: []].append(node) }
        return members.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }
            .map { "group " + $0.value.map { "%\($0)" }.joined(separator: " ") }.joined(separator: "\n")
    }
}
