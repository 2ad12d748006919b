/// Pass 5, updates: which new values are computed over their inputs, and which are copied there at the end.
struct UpdatePlan {
    /// The input that a node is computed over.
    private(set) var inPlace: [Int: Int] = [:]
    /// The inputs that take their values at the end, in order.
    private(set) var copied: [(input: Int, value: View)] = []

    init(_ lowered: LoweredGraph, _ schedule: Schedule, _ chains: FusedChains) {
        let nodes = lowered.nodes
        let outputRoots = Set(lowered.outputs.map(\.root))
        let readInputs = Set(nodes.flatMap { $0.operands.map(\.root) })
        for (input, value) in lowered.updates {
            let unit = schedule.units[schedule.unitOf[value.root]]
            let isRead = chains[unit]?.operands.contains { $0.view.root == input } ?? false
            // An input that nobody reads takes any value as it is computed.
            let isFree = !readInputs.contains(input) && !unit.contains { nodes[$0].isConcatenation }
            if schedule.updatesInPlace, nodes[value.root].isElementwise || isFree, inPlace[value.root] == nil,
                lowered.partOf[value.root] == nil, !outputRoots.contains(value.root),
                value.contiguousStart(nodes[input].shape) == 0,
                nodes[value.root].shape.storage == nodes[input].shape.storage,
                !isRead || chains[unit]!.canOverwrite(input, with: value.root, bufferOf: { $0 })
            {
                inPlace[value.root] = input
            } else {
                copied.append((input, value))
            }
        }
    }
}

extension UpdatePlan: CustomStringConvertible {
    /// One line an update.
    var description: String {
        let written = inPlace.sorted { $0.value < $1.value }.map { "%\($0.key) is computed over %\($0.value)" }
        return (written + copied.map { "%\($0.value.root) is copied to %\($0.input)" }).joined(separator: "\n")
    }
}
