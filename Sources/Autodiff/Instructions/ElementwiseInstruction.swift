import Kernels

/// A fused chain of elementwise operations, of which those of Adam's update are one loop.
final class ElementwiseInstruction: Instruction {
    override var kind: String { program.updatesByAdam ? "Adam" : "elementwise" }
    private let program: ElementwiseProgram
    private let locations: [BufferPlan.Location]
    private let operandCount: Int
    private let pointers: UnsafeMutablePointer<UnsafeMutablePointer<Float>>

    init(_ program: ElementwiseProgram, operands: [BufferPlan.Location], outputs: [BufferPlan.Location]) {
        self.program = program
        locations = operands + outputs
        operandCount = operands.count
        pointers = .allocate(capacity: locations.count)
    }

    deinit { pointers.deallocate() }

    override func run(_ memory: Memory) {
        for index in locations.indices { pointers[index] = memory[locations[index]] }
        program.run(operands: pointers, outputs: pointers + operandCount)
    }
}
