/// A chain of elementwise operations that runs block by block, so that values between the operations
/// never leave the L1 cache.
///
/// The chain covers `rows` rows of `rowStride` floats. Operands come first in the list of slots, then
/// temporaries and outputs, which the steps fill in order.
public final class ElementwiseProgram {
    /// How an operand covers the rows and columns of the chain.
    public enum Access {
        /// One float per element, at the same offsets.
        case contiguous
        /// One float for all elements.
        case scalar
        /// Row r starts at the r-th offset; a negative offset stands for a row of zeros.
        case rows(OffsetTable)
        /// The r-th offset holds the one float of row r.
        case rowScalars(OffsetTable)

        /// What a step sees that reads the operand where it is.
        fileprivate var kind: ElementwiseBlock.SlotKind {
            switch self {
            case .contiguous: .vectors
            case .scalar: .scalar
            case .rows: .rows
            case .rowScalars: .rowScalars
            }
        }

        fileprivate var offsets: OffsetTable? {
            switch self {
            case .contiguous, .scalar: nil
            case .rows(let table), .rowScalars(let table): table
            }
        }
    }

    /// `slots[destination] = operation(slots[a], slots[b], slots[c])`, unused operands being 0.
    public struct Step: Sendable {
        /// What is done to each element.
        public let operation: ElementwiseOperation
        /// The slot that it writes.
        public let destination: Int
        /// The slots that it reads, in the order of the operation's operands.
        public let a, b, c: Int

        /// Operands that the operation lacks are left out.
        public init(
            _ operation: ElementwiseOperation, into destination: Int, _ a: Int, _ b: Int = 0,
            _ c: Int = 0
        ) {
            self.operation = operation
            self.destination = destination
            self.a = a
            self.b = b
            self.c = c
        }

        /// The slots that it reads.
        var operands: [Int] { Array([a, b, c].prefix(operation.operandCount)) }
    }

    private struct OperandPlan {
        let kind: ElementwiseBlock.SlotKind
        let offsets: UnsafePointer<Int32>?
        /// Whether the rows of a block are copied together, since some step wants whole vectors.
        let isGathered: Bool
    }

    /// The number of floats in a block: 4 KB a slot.
    static let blockSize = 1024

    // What the loops read lies at fixed addresses: no reference is counted in a run.
    private let operandCount: Int
    private let operandPlans: UnsafeMutablePointer<OperandPlan>
    private let tables: [OffsetTable]
    private let stepCount: Int
    private let steps: UnsafeMutablePointer<Step>
    /// What does the steps from `adamStart` on, if they are Adam's.
    private let adam: AdamUpdate?
    private let adamStart: Int
    private let outputs: Int
    private let temporaries: Int
    private let rows: Int
    private let rowStride: Int
    private let isContiguous: Bool
    private let slots: UnsafeMutablePointer<UnsafeMutablePointer<Float>>
    private let kinds: UnsafeMutablePointer<ElementwiseBlock.SlotKind>
    private let rowOffsets: UnsafeMutablePointer<UnsafePointer<Int32>?>
    private let scratch: UnsafeMutablePointer<Float>

    /// - Parameters:
    ///   - accesses: one an operand; slots 0 ..< accesses.count.
    ///   - outputs: the number of outputs, the slots after the operands.
    ///   - temporaries: the number of temporaries, the slots after the outputs.
    public init(
        accesses: [Access], outputs: Int, temporaries: Int, steps: [Step], rows: Int, rowStride: Int
    ) {
        Self.check(accesses, outputs, temporaries, steps, rows, rowStride)
        operandCount = accesses.count
        operandPlans = .allocate(capacity: max(accesses.count, 1))
        let isScalar = { slot in if slot < accesses.count, case .scalar = accesses[slot] { true } else { false } }
        let found = steps.indices.lazy.compactMap { start in AdamUpdate(steps[start...], isScalar: isScalar).map { (start, $0) } }.first
        adam = found?.1
        adamStart = found?.0 ?? steps.count
        // Adam's loop reads whole vectors.
        let ordered = found == nil ? steps.map { Self.withTableLast($0, accesses) } : steps
        stepCount = ordered.count
        self.steps = .allocate(capacity: max(ordered.count, 1))
        self.steps.initialize(from: ordered, count: ordered.count)
        self.outputs = outputs
        self.temporaries = temporaries
        self.rows = rows
        self.rowStride = rowStride
        let slotCount = accesses.count + outputs + temporaries
        slots = .allocate(capacity: slotCount)
        kinds = .allocate(capacity: slotCount)
        kinds.initialize(repeating: .vectors, count: slotCount)
        rowOffsets = .allocate(capacity: slotCount)
        rowOffsets.initialize(repeating: nil, count: slotCount)
        scratch = UnsafeMutableRawPointer.allocate(
            byteCount: max(slotCount, 1) * Self.blockSize * 4, alignment: 64
        ).bindMemory(to: Float.self, capacity: slotCount * Self.blockSize)
        scratch.initialize(repeating: 0, count: slotCount * Self.blockSize)
        for (index, access) in accesses.enumerated() {
            let isGathered = access.offsets != nil && (found != nil || !Self.isReadInPlace(index, ordered, accesses))
            (operandPlans + index).initialize(
                to: OperandPlan(kind: access.kind, offsets: access.offsets?.pointer, isGathered: isGathered))
            kinds[index] = isGathered ? .vectors : access.kind
        }
        tables = accesses.compactMap { $0.offsets }
        isContiguous = tables.isEmpty
    }

    /// Whether the steps of Adam's update are done in one loop.
    public var updatesByAdam: Bool { adam != nil }

    /// The step with an operand that has a table as the second one, where the order does not change the bits.
    private static func withTableLast(_ step: Step, _ accesses: [Access]) -> Step {
        guard [.add, .multiply].contains(step.operation), step.a < accesses.count, accesses[step.a].offsets != nil else { return step }
        return Step(step.operation, into: step.destination, step.b, step.a)
    }

    /// Whether the steps read an operand as the second of two alone, the first being whole vectors.
    private static func isReadInPlace(_ slot: Int, _ steps: [Step], _ accesses: [Access]) -> Bool {
        steps.allSatisfy { step in
            guard step.operands.contains(slot) else { return true }
            return step.operation.operandCount == 2 && step.b == slot
                && (step.a >= accesses.count || accesses[step.a].kind == .vectors)
        }
    }

    /// Every slot exists, none but outputs and temporaries is written, and rows are whole vectors.
    private static func check(
        _ accesses: [Access], _ outputs: Int, _ temporaries: Int, _ steps: [Step], _ rows: Int, _ rowStride: Int
    ) {
        require(
            rows >= 0 && rowStride >= 0 && rowStride % laneCount == 0,
            "\(rows) rows, \(rowStride) floats apart: no whole vectors")
        require(outputs >= 0 && temporaries >= 0, "\(outputs) outputs and \(temporaries) temporaries")
        let slots = 0..<(accesses.count + outputs + temporaries)
        for step in steps {
            require(
                slots.dropFirst(accesses.count).contains(step.destination) && slots.contains(step.a)
                    && slots.contains(step.b) && slots.contains(step.c),
                "\(step.operation) from slots \(step.a), \(step.b), \(step.c) into \(step.destination) of \(slots.count)")
        }
        for case let table? in accesses.map({ $0.offsets }) {
            require(table.count >= rows, "\(table.count) offsets for \(rows) rows")
        }
    }

    deinit {
        operandPlans.deallocate()
        steps.deallocate()
        slots.deallocate()
        kinds.deallocate()
        rowOffsets.deallocate()
        scratch.deallocate()
    }

    /// Runs all steps over all elements. `operands` and `outputs` are in the order of the slots; an
    /// output may be the memory of a contiguous operand that no later step reads.
    public func run(
        operands: UnsafePointer<UnsafeMutablePointer<Float>>,
        outputs outputPointers: UnsafePointer<UnsafeMutablePointer<Float>>
    ) {
        let firstTemporary = operandCount &+ outputs
        for index in 0..<temporaries {
            slots[firstTemporary &+ index] = scratch + (firstTemporary &+ index) &* Self.blockSize
        }
        if isContiguous {
            let total = rows &* rowStride
            var start = 0
            while start < total {
                let count = min(Self.blockSize, total &- start)
                runBlock(operands, outputPointers, start: start, row: 0, rows: 0, column: 0, count: count)
                start &+= count
            }
        } else if rowStride <= Self.blockSize {
            let blockRows = Self.blockSize / rowStride
            var row = 0
            while row < rows {
                let count = min(blockRows, rows &- row)
                runBlock(
                    operands, outputPointers, start: row &* rowStride, row: row, rows: count,
                    column: 0, count: count &* rowStride)
                row &+= count
            }
        } else {
            for row in 0..<rows {
                var column = 0
                while column < rowStride {
                    let count = min(Self.blockSize, rowStride &- column)
                    runBlock(
                        operands, outputPointers, start: row &* rowStride &+ column, row: row,
                        rows: 1, column: column, count: count)
                    column &+= count
                }
            }
        }
    }

    @inline(__always)
    private func runBlock(
        _ operands: UnsafePointer<UnsafeMutablePointer<Float>>,
        _ outputPointers: UnsafePointer<UnsafeMutablePointer<Float>>, start: Int, row: Int,
        rows: Int, column: Int, count: Int
    ) {
        for index in 0..<operandCount {
            let plan = operandPlans[index]
            switch plan.kind {
            case .vectors: slots[index] = operands[index] + start
            case .scalar: slots[index] = operands[index]
            case .rows, .rowScalars:
                let first = plan.kind == .rows ? operands[index] + column : operands[index]
                let offsets = plan.offsets! + row
                guard plan.isGathered else {
                    slots[index] = first
                    rowOffsets[index] = offsets
                    continue
                }
                let block = scratch + index &* Self.blockSize
                slots[index] = block
                if plan.kind == .rows {
                    gather(first, offsets, rows: rows, width: count / rows, into: block)
                } else {
                    spread(first, offsets, rows: rows, width: count / rows, into: block)
                }
            }
        }
        for index in 0..<outputs {
            slots[operandCount &+ index] = outputPointers[index] + start
        }
        let block = ElementwiseBlock(slots: slots, kinds: kinds, rowOffsets: rowOffsets, rows: rows, count: count)
        var index = 0
        while index < stepCount {
            if index == adamStart, let adam, adam.canRun(slots) {
                adam.run(slots, count: count)
                index &+= AdamUpdate.stepCount
            } else {
                perform(steps[index], block)
                index &+= 1
            }
        }
    }
}

@inline(__always)
private func gather(
    _ source: UnsafeMutablePointer<Float>, _ offsets: UnsafePointer<Int32>, rows: Int, width: Int,
    into block: UnsafeMutablePointer<Float>
) {
    for r in 0..<rows {
        let destination = block + r &* width
        let offset = Int(offsets[r])
        var column = 0
        while column < width {
            destination.store(offset < 0 ? Vector() : source.vector(at: offset &+ column), at: column)
            column &+= laneCount
        }
    }
}

@inline(__always)
private func spread(
    _ source: UnsafeMutablePointer<Float>, _ offsets: UnsafePointer<Int32>, rows: Int, width: Int,
    into block: UnsafeMutablePointer<Float>
) {
    for r in 0..<rows {
        let destination = block + r &* width
        let offset = Int(offsets[r])
        let value = Vector(repeating: offset < 0 ? 0 : source[offset])
        var column = 0
        while column < width {
            destination.store(value, at: column)
            column &+= laneCount
        }
    }
}

extension ElementwiseOperation {
    /// The result for one element, with the bits of a program.
    public func callAsFunction(_ operands: [Float]) -> Float {
        require(operands.count == operandCount, "\(self) of \(operands.count) operands")
        let program = ElementwiseProgram(
            accesses: operands.map { _ in .contiguous }, outputs: 1, temporaries: 0,
            steps: [.init(self, into: operands.count, 0, operands.count > 1 ? 1 : 0, operands.count > 2 ? 2 : 0)], rows: 1, rowStride: laneCount)
        var vectors = operands.map { Vector(repeating: $0) } + [Vector()]
        vectors.withUnsafeMutableBytes { bytes in
            var pointers = (0...operands.count).map { bytes.baseAddress!.assumingMemoryBound(to: Float.self) + $0 * laneCount }
            pointers.withUnsafeMutableBufferPointer { program.run(operands: $0.baseAddress!, outputs: $0.baseAddress! + operands.count) }
        }
        return vectors[operands.count][0]
    }
}
