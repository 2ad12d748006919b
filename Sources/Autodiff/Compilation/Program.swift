import Kernels

/// A compiled graph: live nodes only, elementwise chains fused, every buffer planned. Running it allocates
/// nothing.
///
/// A training step is one program: its outputs are losses, its updates replace parameters and optimizer state.
public final class Program {
    private var instructions: ContiguousArray<any Instruction> = []
    let bases: UnsafeMutablePointer<UnsafeMutablePointer<Float>>
    private let arena: UnsafeMutablePointer<Float>
    private var inputNumbers: [String: Int] = [:]
    private var buffers: [TensorBuffer] = []
    private var outputs: [Place] = []
    /// The bytes of memory that the program plans for intermediate values.
    public let arenaBytes: Int

    /// Compiles what the outputs and updates need.
    ///
    /// - Parameters:
    ///   - outputs: tensors to read after a run.
    ///   - updates: inputs that take a new value at the end of each run; all new values are computed from
    ///     the old ones.
    /// - Throws: the graph's error, or one that names an update that is no input or has another shape.
    public init(
        _ graph: Graph, outputs: [Tensor] = [], updates: [(input: Tensor, value: Tensor)] = []
    ) throws {
        if let error = graph.error { throw error }
        for (input, value) in updates {
            guard case .input(let name) = input.node.primitive else {
                throw GraphError("update of \(input.shape): only inputs can be updated")
            }
            guard input.shape == value.shape else {
                throw GraphError("update of input \(name) \(input.shape) by \(value.shape)")
            }
        }
        var lowered = LoweredGraph(graph, for: outputs + updates.flatMap { [$0.input, $0.value] })
        let outputViews = outputs.map { lowered.computedView(of: $0) }
        let updateViews = updates.map {
            (input: lowered.view(of: $0.input).root, value: lowered.computedView(of: $0.value))
        }
        let nodes = lowered.nodes
        let schedule = Schedule(lowered, updates: updateViews.map { ($0.input, $0.value.root) })

        // Values that leave their unit need a buffer.
        var isStored = Set(outputViews.map(\.root) + updateViews.map(\.value.root))
        for (index, node) in nodes.enumerated() where node.isComputed {
            for view in node.operands
            where schedule.unitOf[view.root] != schedule.unitOf[index] || !nodes.isDirect(view, node.shape) {
                isStored.insert(view.root)
            }
        }
        var groups: [Int: ElementwiseGroup] = [:]
        for unit in schedule.units where nodes[unit[0]].isElementwise {
            groups[unit[0]] = ElementwiseGroup(unit, outputs: unit.filter(isStored.contains), in: nodes)
        }

        // Updates overwrite their inputs where the order allows it.
        var inPlace: [Int: Int] = [:]
        var copied: [(input: Int, value: View)] = []
        let outputRoots = Set(outputViews.map(\.root))
        let readInputs = Set(nodes.flatMap { $0.operands.map(\.root) })
        for (input, value) in updateViews {
            let unit = schedule.units[schedule.unitOf[value.root]]
            let isRead = groups[unit[0]]?.operands.contains { $0.view.root == input } ?? false
            // An input that nobody reads takes any value as it is computed.
            let isFree = !readInputs.contains(input) && !unit.contains { nodes[$0].isConcatenation }
            if schedule.updatesInPlace, nodes[value.root].isElementwise || isFree, inPlace[value.root] == nil,
                lowered.partOf[value.root] == nil, !outputRoots.contains(value.root),
                value.contiguousStart(nodes[input].shape) == 0,
                nodes[value.root].shape.storage == nodes[input].shape.storage,
                !isRead || groups[unit[0]]!.canOverwrite(input, with: value.root, bufferOf: { $0 })
            {
                inPlace[value.root] = input
            } else {
                copied.append((input, value))
            }
        }

        var inputs: [Int: Int] = [:]
        for (index, node) in nodes.enumerated() {
            switch node.kind {
            case .input(let name):
                inputNumbers[name] = buffers.count
                inputs[index] = buffers.count
                buffers.append(TensorBuffer(node.shape))
            case .constant(let value):
                inputs[index] = buffers.count
                buffers.append(TensorBuffer([], [value]))
            case .elementwise, .primitive: break
            }
        }
        let plan = BufferPlan(
            lowered, schedule, groups: groups, inputs: inputs, inPlace: inPlace,
            outputs: outputRoots.union(copied.map(\.value.root)))
        func location(_ view: View) -> BufferPlan.Location {
            let base = plan.locations[view.root]!
            return BufferPlan.Location(base: base.base, offset: base.offset + view.offsets[0])
        }
        func rootLocation(_ operand: ElementwiseGroup.Operand) -> BufferPlan.Location {
            let base = plan.locations[operand.view.root]!
            return BufferPlan.Location(base: base.base, offset: base.offset + operand.offset)
        }
        for unit in schedule.units {
            if let group = groups[unit[0]] {
                instructions.append(
                    ElementwiseInstruction(
                        group.program, operands: group.operands.map(rootLocation),
                        outputs: group.outputs.map { plan.locations[$0]! }))
            } else {
                let joint = unit.compactMap { index -> (Primitive, [Place], Place)? in
                    guard case .primitive(let primitive) = nodes[index].kind else { return nil }
                    let operands = zip(nodes[index].operands, nodes[index].operandShapes).map {
                        Place(location: location($0), shape: $1)
                    }
                    return (primitive, operands, Place(location: plan.locations[index]!, shape: nodes[index].shape))
                }
                let instruction =
                    joint.count == 1 ? evaluationRule(joint[0].0, joint[0].1, joint[0].2) : jointEvaluationRule(joint)
                if let instruction { instructions.append(instruction) }
            }
        }
        for (input, value) in copied {
            let shape = nodes[input].shape
            let copy = ElementwiseProgram(
                accesses: [.contiguous], outputs: 1, temporaries: 0, steps: [.init(.copy, into: 1, 0)],
                rows: shape.rows, rowStride: shape.rowStride)
            instructions.append(
                ElementwiseInstruction(
                    copy, operands: [location(value)], outputs: [plan.locations[input]!]))
        }

        self.outputs = zip(outputViews, outputs).map { Place(location: location($0), shape: $1.shape) }
        arena = allocateFloats(plan.arenaSize + laneCount)
        arenaBytes = plan.arenaSize * 4
        bases = .allocate(capacity: buffers.count + 1)
        bases[0] = arena
        for (number, buffer) in buffers.enumerated() { bases[number + 1] = buffer.pointer }
    }

    deinit {
        arena.deallocate()
        bases.deallocate()
    }

    /// How many threads large instructions may divide their outputs among. The number changes no bit.
    public var threads = 1

    /// Runs everything once.
    public func run() {
        let memory = Memory(bases: bases, threads: threads)
        for instruction in instructions { instruction.run(memory) }
    }

    func forEachInstruction(_ body: (any Instruction, Memory) -> Void) {
        let memory = Memory(bases: bases, threads: threads)
        for instruction in instructions { body(instruction, memory) }
    }

    /// The buffer that an input is read from, and updated in. Nil for an input that nothing depends on.
    public func buffer(_ input: Tensor) -> TensorBuffer? {
        guard case .input(let name) = input.node.primitive, let number = inputNumbers[name] else {
            return nil
        }
        return buffers[number]
    }

    /// Reads an input from another buffer of the same shape from now on. Costs nothing per value.
    public func bind(_ input: Tensor, to buffer: TensorBuffer) {
        guard let number = number(of: input) else { return }
        precondition(
            buffer.shape == buffers[number].shape,
            "an input of shape \(buffers[number].shape) bound to a buffer \(buffer.shape)")
        buffers[number] = buffer
        bases[number + 1] = buffer.pointer
    }

    /// The place of an input among the inputs; nil for one that nothing depends on.
    func number(of input: Tensor) -> Int? {
        guard case .input(let name) = input.node.primitive else { return nil }
        return inputNumbers[name]
    }

    /// The values of an output after a run, the last axis fastest.
    public func output(_ index: Int = 0) -> [Float] {
        readRows(Memory(bases: bases, threads: 1)[outputs[index].location], outputs[index].shape)
    }

    /// The first value of an output after a run, without an allocation.
    public func scalarOutput(_ index: Int = 0) -> Float {
        Memory(bases: bases, threads: 1)[outputs[index].location][0]
    }

    /// The number of instructions in a run.
    public var instructionCount: Int { instructions.count }
}
