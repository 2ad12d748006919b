import Kernels

/// A compiled graph: live nodes only, elementwise chains fused, every buffer planned. Running it allocates
/// nothing.
///
/// A training step is one program: its outputs are losses, its updates replace parameters and optimizer state.
public final class Program {
    private var instructions: ContiguousArray<Instruction> = []
    /// The same, for runs: no reference is counted.
    private let unretained: UnsafeMutableBufferPointer<Unmanaged<Instruction>>
    let bases: UnsafeMutablePointer<UnsafeMutablePointer<Float>>
    private let arena: UnsafeMutablePointer<Float>
    private var inputNumbers: [String: Int] = [:]
    private var buffers: [TensorBuffer] = []
    private var outputs: [TensorLocation] = []
    private let dump: ProgramDump?
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
        let compilation = try Compilation(
            graph, outputs: outputs, updates: updates, isDescribed: ProgramDump.isWanted)
        instructions = compilation.selection.instructions
        unretained = .allocate(capacity: instructions.count)
        _ = unretained.initialize(from: instructions.lazy.map { Unmanaged.passUnretained($0) })
        for index in compilation.buffers.inputs {
            let node = compilation.lowered.nodes[index]
            switch node.kind {
            case .input(let name):
                inputNumbers[name] = buffers.count
                buffers.append(TensorBuffer(node.shape))
            case .constant(let value): buffers.append(TensorBuffer([], [value]))
            case .elementwise, .concatenation, .instruction: preconditionFailure("\(node.kind) as an input")
            }
        }
        self.outputs = zip(compilation.selection.outputs, outputs).map { TensorLocation(location: $0, shape: $1.shape) }
        let arenaSize = compilation.buffers.arenaSize
        arena = allocateFloats(arenaSize + laneCount)
        arenaBytes = arenaSize * 4
        bases = .allocate(capacity: buffers.count + 1)
        bases[0] = arena
        for (number, buffer) in buffers.enumerated() { bases[number + 1] = buffer.pointer }
        dump = ProgramDump.isWanted ? ProgramDump(graph, compilation) : nil
    }

    deinit {
        arena.deallocate()
        bases.deallocate()
        unretained.deallocate()
    }

    /// How many threads large instructions may divide their outputs among. The number changes no bit.
    public var threads = 1

    /// Runs everything once.
    public func run() {
        let memory = Memory(bases: bases, threads: threads)
        if let dump, dump.run(instructions, memory) { return }
        for instruction in unretained { instruction._withUnsafeGuaranteedRef { $0.run(memory) } }
    }

    func forEachInstruction(_ body: (Instruction, Memory) -> Void) {
        let memory = Memory(bases: bases, threads: threads)
        for instruction in instructions { body(instruction, memory) }
    }

    /// The buffer that an input is read from, and updated in. Nil for an input that nothing depends on.
    public func buffer(_ input: Tensor) -> TensorBuffer? {
        number(of: input).map { buffers[$0] }
    }

    /// Reads an input from another buffer from now on. Costs nothing per value.
    ///
    /// - Precondition: The buffer has the input's shape.
    public func bind(_ input: Tensor, to buffer: TensorBuffer) {
        if let input = input.node.primitive as? Input { bind(input.name, to: buffer) }
    }

    /// The same for the input of a name; nothing where nothing depends on it.
    public func bind(_ name: String, to buffer: TensorBuffer) {
        guard let number = inputNumbers[name] else { return }
        precondition(
            buffer.shape == buffers[number].shape,
            "an input of shape \(buffers[number].shape) bound to a buffer \(buffer.shape)")
        buffers[number] = buffer
        bases[number + 1] = buffer.pointer
    }

    /// The index of an input among the inputs; nil for one that nothing depends on.
    func number(of input: Tensor) -> Int? {
        (input.node.primitive as? Input).flatMap { inputNumbers[$0.name] }
    }

    /// The values of an output after a run, the last axis fastest.
    public func output(_ index: Int = 0) -> [Float] {
        readRows(Memory(bases: bases, threads: 1)[outputs[index].location], outputs[index].shape)
    }

    /// The number of outputs.
    public var outputCount: Int { outputs.count }

    /// The first value of an output after a run, without an allocation.
    public func scalarOutput(_ index: Int = 0) -> Float {
        Memory(bases: bases, threads: 1)[outputs[index].location][0]
    }

    /// The number of instructions in a run.
    public var instructionCount: Int { instructions.count }
}
