/// What the compiler makes of a graph, pass by pass. Each pass is a type with the names of the passes before it in its
/// initializer; `DUMP=passes` prints them all (see `ProgramDump`).
struct Compilation {
    let lowered: LoweredGraph
    let fusion: Fusion
    let schedule: Schedule
    let chains: FusedChains
    let updates: UpdatePlan
    let buffers: BufferPlan
    let selection: InstructionSelection

    /// - Throws: the graph's error, or one that names an update that is no input or has another shape.
    init(
        _ graph: Graph, outputs: [Tensor], updates replaced: [(input: Tensor, value: Tensor)], isDescribed: Bool
    ) throws {
        if let error = graph.error { throw error }
        for (input, value) in replaced {
            guard let name = (input.node.primitive as? Input)?.name else {
                throw GraphError("update of \(input.shape): only inputs can be updated")
            }
            guard input.shape == value.shape else {
                throw GraphError("update of input \(name) \(input.shape) by \(value.shape)")
            }
        }
        lowered = LoweredGraph(graph, outputs: outputs, updates: replaced)
        fusion = Fusion(lowered)
        schedule = Schedule(lowered, fusion)
        chains = FusedChains(lowered, schedule)
        updates = UpdatePlan(lowered, schedule, chains)
        buffers = BufferPlan(lowered, schedule, chains, updates)
        selection = InstructionSelection(lowered, schedule, chains, updates, buffers, isDescribed: isDescribed)
    }

    /// The passes by name, with what each made.
    var passes: [(name: String, result: String)] {
        [
            ("lowered graph", lowered.description), ("fused groups", fusion.description),
            ("schedule", schedule.description), ("chains", chains.description), ("updates", updates.description),
            ("buffer plan", buffers.description),
        ]
    }
}
