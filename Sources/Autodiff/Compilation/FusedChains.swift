/// Pass 4, chains: which values leave their unit and hence need a buffer, and the plan of each unit of fused
/// elementwise nodes.
struct FusedChains {
    /// The chain of each elementwise unit, by its first node.
    private(set) var chains: [Int: ElementwiseGroup] = [:]

    init(_ lowered: LoweredGraph, _ schedule: Schedule) {
        let nodes = lowered.nodes
        var isStored = Set(lowered.outputs.map(\.root) + lowered.updates.map(\.value.root))
        for (index, node) in nodes.enumerated() where node.isComputed {
            for view in node.operands
            where schedule.unitOf[view.root] != schedule.unitOf[index] || !lowered.isDirect(view, node.shape) {
                isStored.insert(view.root)
            }
        }
        for unit in schedule.units where nodes[unit[0]].isElementwise {
            chains[unit[0]] = ElementwiseGroup(unit, outputs: unit.filter(isStored.contains), in: lowered)
        }
    }

    /// The chain that a unit is; nil for an instruction.
    subscript(unit: [Int]) -> ElementwiseGroup? { chains[unit[0]] }
}

extension FusedChains: CustomStringConvertible {
    /// One line a chain: what it reads, and what it writes for others.
    var description: String {
        chains.sorted { $0.key < $1.key }.map { first, chain in
            "chain %\(first): reads \(chain.operands.map { "%\($0.view.root)" }.joined(separator: " ")), writes "
                + chain.outputs.map { "%\($0)" }.joined(separator: " ") + ", temporaries: \(chain.temporaries)"
        }.joined(separator: "\n")
    }
}
