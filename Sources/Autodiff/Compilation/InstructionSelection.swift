import Kernels

/// Pass 7, instructions: the loops that a run works through, with everything that does not change from run to run worked
/// out beforehand.
struct InstructionSelection {
    private(set) var instructions: ContiguousArray<Instruction> = []
    /// What each instruction does, for people: kind, operands and results with their shapes.
    private(set) var descriptions: [String] = []
    /// Where the outputs lie, in order.
    private(set) var outputs: [BufferPlan.Location] = []

    private let lowered: LoweredGraph
    private let buffers: BufferPlan

    init(
        _ lowered: LoweredGraph, _ schedule: Schedule, _ chains: FusedChains, _ updates: UpdatePlan,
        _ buffers: BufferPlan, isDescribed: Bool
    ) {
        self.lowered = lowered
        self.buffers = buffers
        for unit in schedule.units {
            let instruction: Instruction
            if let chain = chains[unit] {
                instruction = ElementwiseInstruction(
                    chain.program, operands: chain.operands.map { location($0.view.root, $0.offset) },
                    outputs: chain.outputs.map { location($0) })
            } else if case .instruction(let work) = lowered.nodes[unit[0]].kind {
                instruction = work.instruction(unit.map(sibling))
            } else {
                // The parts of a concatenation lie where they belong.
                continue
            }
            instructions.append(instruction)
            if isDescribed { descriptions.append(describe(instruction, unit, chains[unit])) }
        }
        for (input, value) in updates.copied {
            let shape = lowered.nodes[input].shape
            let copy = ElementwiseProgram(
                accesses: [.contiguous], outputs: 1, temporaries: 0, steps: [.init(.copy, into: 1, 0)],
                rows: shape.rows, rowStride: shape.rowStride)
            let instruction = ElementwiseInstruction(
                copy, operands: [location(value)], outputs: [location(input)])
            instructions.append(instruction)
            if isDescribed { descriptions.append("\(instruction.kind): copy \(lowered.text(value)) -> %\(input) \(shape)") }
        }
        outputs = lowered.outputs.map(location)
    }

    private func location(_ node: Int, _ offset: Int = 0) -> BufferPlan.Location {
        let start = buffers.locations[node]!
        return BufferPlan.Location(base: start.base, offset: start.offset + offset)
    }

    private func location(_ view: View) -> BufferPlan.Location { location(view.root, view.offsets[0]) }

    private func sibling(_ index: Int) -> Evaluation.Sibling {
        let node = lowered.nodes[index]
        guard case .instruction(let work) = node.kind else {
            preconditionFailure("\(node.kind) in a unit of instructions")
        }
        return Evaluation.Sibling(
            primitive: work.primitive,
            operands: zip(node.operands, node.operandShapes).map { TensorLocation(location: location($0), shape: $1) },
            output: TensorLocation(location: location(index), shape: node.shape))
    }

    private func describe(_ instruction: Instruction, _ unit: [Int], _ chain: ElementwiseGroup?) -> String {
        func shaped(_ node: Int) -> String { "%\(node) \(lowered.nodes[node].shape)" }
        let work = unit.map { lowered.nodes[$0].kind.description }.joined(separator: ", ")
        var seen: Set<View> = []
        let operands = (chain?.operands.map(\.view) ?? unit.flatMap { lowered.nodes[$0].operands })
            .filter { seen.insert($0).inserted }
            .map { "\(lowered.text($0)) \(lowered.nodes[$0.root].shape)" }
        let results = (chain?.outputs ?? unit).map(shaped)
        let name = instruction.kind == work ? work : "\(instruction.kind): \(work)"
        return "\(name) \(operands.joined(separator: " ")) -> \(results.joined(separator: " "))"
    }
}
