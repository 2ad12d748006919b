import Kernels

/// (M, N) → (N, M).
struct Transpose: Primitive {
    var description: String { "transpose" }
    var operandCount: Int? { 1 }

    func shape(_ x: [Shape]) throws -> Shape {
        try require(x[0].rank == 2, "takes a matrix")
        return [x[0][1], x[0][0]]
    }

    func gradients(_ y: Tensor, _ x: [Tensor], _ g: Tensor) -> [Tensor?] { [g.transposed] }

    func reference(_ x: [ReferenceTensor], _ shape: Shape) -> [Double] {
        shape.indices.map { x[0][[$0[1], $0[0]]] }
    }

    var isCostly: Bool { false }
    var evaluation: Evaluation { .instruction { TransposeInstruction($0[0], into: $1) } }
}

extension Tensor {
    /// (M, N) → (N, M).
    public var transposed: Tensor {
        if node.primitive is Transpose { return graph.tensor(node.operands[0]) }
        return graph.append(Transpose(), [self])
    }
}

private final class TransposeInstruction: Instruction {
    override var kind: String { "transpose" }
    private let input: TensorLocation
    private let output: TensorLocation
    private let rows: OffsetTable

    init(_ input: TensorLocation, into output: TensorLocation) {
        self.input = input
        self.output = output
        rows = OffsetTable((0..<input.shape.rows).map { $0 * input.shape.rowStride })
    }

    override func run(_ memory: Memory) {
        transpose(
            memory[input.location], rowOffsets: rows.pointer, rows: input.shape.rows,
            columns: input.shape.columns, into: memory[output.location],
            outputRowStride: output.shape.rowStride)
    }
}
