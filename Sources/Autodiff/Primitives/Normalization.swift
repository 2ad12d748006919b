import Kernels

/// Columns of length 1: (R, N) → (R, N), y = x / √max(Σᵣ x², ε²) with ε = 10⁻¹², PyTorch's `functional.normalize` of the transposed.
struct Normalization: Primitive {
    /// ε².
    static let floor: Float = 1e-24

    var description: String { "normalization of columns" }
    var operandCount: Int? { 1 }

    func shape(_ x: [Shape]) throws -> Shape {
        try require(x[0].rank == 2, "takes a matrix")
        return x[0]
    }

    /// What lies along y does not change y; a column shorter than ε is divided by a constant.
    func gradients(_ y: Tensor, _ x: [Tensor], _ g: Tensor) -> [Tensor?] {
        func spread(_ row: Tensor) -> Tensor { row.broadcast(to: y.shape, axes: [1]) }
        let squares = (x[0] * x[0]).sum(axes: [0])
        let floor = squares.filled(Self.floor)
        let along = (g * y).sum(axes: [0]) * isGreater(squares, floor)
        return [(g - y * spread(along)) / spread(squareRoot(maximum(squares, floor)))]
    }

    func reference(_ x: [ReferenceTensor], _ shape: Shape) -> [Double] {
        referenceNormalizeColumns(x[0].values, rows: shape[0], columns: shape[1], floor: Double(Self.floor))
    }

    var isCostly: Bool { true }
    var evaluation: Evaluation { .instruction { NormalizationInstruction($0[0], into: $1) } }
}

extension Tensor {
    /// The columns divided by their lengths, (R, N) → (R, N); a column of zeros stays as it is.
    public var normalizedColumns: Tensor { graph.append(Normalization(), [self]) }
}

private final class NormalizationInstruction: Instruction {
    override var kind: String { "normalization" }
    private let input: TensorLocation
    private let output: TensorLocation

    init(_ input: TensorLocation, into output: TensorLocation) {
        self.input = input
        self.output = output
    }

    override func run(_ memory: Memory) {
        normalizeColumns(
            memory[input.location], rowStride: input.shape.rowStride, rows: input.shape.rows, columns: input.shape.columns,
            floor: Normalization.floor, into: memory[output.location], outputRowStride: output.shape.rowStride)
    }
}
