import Kernels

/// The plan of one fused chain: its operands, outputs, temporaries and steps.
struct ElementwiseGroup {
    struct Operand {
        let view: View
        let access: ElementwiseProgram.Access
        /// The offset of the first float in the buffer of the view's root.
        let offset: Int
        /// The last step that reads it.
        var lastStep: Int
    }

    private(set) var operands: [Operand] = []
    /// The members whose values leave the group, ascending.
    let outputs: [Int]
    let program: ElementwiseProgram
    /// How many values between its steps are alive at once.
    private(set) var temporaries = 0
    private var stepOf: [Int: Int] = [:]

    /// - Parameters:
    ///   - members: elementwise nodes of one layout, ascending.
    ///   - outputs: those read outside.
    init(_ members: [Int], outputs: [Int], in lowered: LoweredGraph) {
        self.outputs = outputs
        let nodes = lowered.nodes
        let shape = nodes[members[0]].shape
        let inside = Set(members)
        for (step, member) in members.enumerated() { stepOf[member] = step }

        // Operands from outside, once each.
        var known: [View: Int] = [:]
        var external: [[Int?]] = []
        var lastRead: [Int: Int] = [:]
        for (step, member) in members.enumerated() {
            var numbers: [Int?] = []
            for view in nodes[member].operands {
                if inside.contains(view.root), lowered.isDirect(view, shape) {
                    lastRead[view.root] = step
                    numbers.append(nil)
                } else if let number = known[view] {
                    operands[number].lastStep = step
                    numbers.append(number)
                } else {
                    known[view] = operands.count
                    numbers.append(operands.count)
                    operands.append(Self.operand(view, shape, step))
                }
            }
            external.append(numbers)
        }

        // Outputs have slots of their own; temporaries share slots once their last reader is done.
        let firstTemporary = operands.count + outputs.count
        var slot: [Int: Int] = [:]
        for (index, output) in outputs.enumerated() { slot[output] = operands.count + index }
        var freeSlots: [Int] = []
        var steps: [ElementwiseProgram.Step] = []
        for (step, member) in members.enumerated() {
            guard case .elementwise(let operation) = nodes[member].kind else { continue }
            let numbers = zip(nodes[member].operands, external[step]).map { $1 ?? slot[$0.root]! }
            for root in Set(nodes[member].operands.map(\.root)).sorted()
            where lastRead[root] == step && inside.contains(root) {
                if let done = slot[root], done >= firstTemporary { freeSlots.append(done) }
            }
            if slot[member] == nil {
                if freeSlots.isEmpty {
                    freeSlots.append(firstTemporary + temporaries)
                    temporaries += 1
                }
                slot[member] = freeSlots.removeLast()
            }
            steps.append(
                ElementwiseProgram.Step(
                    operation, into: slot[member]!, numbers[0], numbers.count > 1 ? numbers[1] : 0,
                    numbers.count > 2 ? numbers[2] : 0))
        }
        program = ElementwiseProgram(
            accesses: operands.map(\.access), outputs: outputs.count, temporaries: temporaries,
            steps: steps, rows: shape.rows, rowStride: shape.rowStride)
    }

    /// Whether `output` may be written over the buffer `owner`: block by block, nobody reads it later.
    ///
    /// - Parameter bufferOf: the buffer that a node lives in.
    func canOverwrite(_ owner: Int, with output: Int, bufferOf: (Int) -> Int) -> Bool {
        let readers = operands.filter { bufferOf($0.view.root) == owner }
        guard readers.count == 1, readers[0].view.root == owner, readers[0].offset == 0,
            case .contiguous = readers[0].access
        else { return false }
        return readers[0].lastStep <= stepOf[output]!
    }

    private static func operand(_ view: View, _ shape: Shape, _ step: Int) -> Operand {
        if let offset = view.scalarOffset {
            return Operand(view: view, access: .scalar, offset: offset, lastStep: step)
        }
        if let offset = view.contiguousStart(shape) {
            return Operand(view: view, access: .contiguous, offset: offset, lastStep: step)
        }
        let table = OffsetTable(view.offsets)
        return Operand(
            view: view, access: view.repeatsColumns ? .rowScalars(table) : .rows(table), offset: 0,
            lastStep: step)
    }
}
