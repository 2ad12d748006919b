import Kernels

/// Input (C, spatial…, N) and output gradient (D, spatial…, N) → (D, C · taps).
struct ConvolutionWeightGradient: Primitive {
    let geometry: ConvolutionGeometry

    var description: String { "convolutionWeightGradient" }
    var operandCount: Int? { 2 }

    func shape(_ x: [Shape]) throws -> Shape {
        let (input, gradient) = (x[0], x[1])
        try requireSpatial(input, geometry.input)
        try requireSpatial(gradient, geometry.output)
        try require(input.columns == gradient.columns, "the batches differ")
        return [gradient[0], input[0] * geometry.taps]
    }

    func gradients(_ y: Tensor, _ x: [Tensor], _ g: Tensor) -> [Tensor?] {
        [
            g.graph.append(ConvolutionInputGradient(geometry: geometry), [x[1], g]),
            g.graph.append(Convolution(geometry: geometry), [x[0], g]),
        ]
    }

    func reference(_ x: [ReferenceTensor], _ shape: Shape) -> [Double] {
        var weight = [Double](repeating: 0, count: shape.count)
        geometry.forEachTerm(outputs: shape[0], inputs: x[0].shape[0], batch: x[0].shape.columns) { term in
            weight[term.weight] += x[0].values[term.input] * x[1].values[term.output]
        }
        return weight
    }

    var isCostly: Bool { true }

    var evaluation: Evaluation {
        .instruction { ConvolutionWeightGradientInstruction(geometry, $0[0], $0[1], into: $1) }
    }
}

/// Input (C, P, N), output gradient (D, Q, N) → (D, C · taps): the sum over the examples for each position, in
/// order, then over positions, in order (two short sums round less than one long one).
/// The rows of the input under the kernel are transposed, so that vectors run over channels and taps.
private final class ConvolutionWeightGradientInstruction: Instruction {
    override var kind: String { "convolution weight gradient" }
    private let input: TensorLocation
    private let gradient: TensorLocation
    private let output: TensorLocation
    private let positions: Int
    private let rows: OffsetTable
    private let transposed: TensorBuffer

    init(_ geometry: ConvolutionGeometry, _ input: TensorLocation, _ gradient: TensorLocation, into output: TensorLocation) {
        self.input = input
        self.gradient = gradient
        self.output = output
        positions = geometry.outputPositions
        let rowStride = input.shape.rowStride
        rows = OffsetTable(
            (0..<positions).flatMap { position in
                (0..<input.shape[0]).flatMap { channel in
                    (0..<geometry.taps).map { tap in
                        geometry.inputPosition(output: position, tap: tap).map {
                            (channel * geometry.inputPositions + $0) * rowStride
                        } ?? -1
                    }
                }
            })
        transposed = TensorBuffer([input.shape.columns, output.shape[1]])
    }

    override func run(_ memory: Memory) {
        let columns = output.shape[1]
        let rowStride = gradient.shape.rowStride
        for position in 0..<positions {
            transpose(
                memory[input.location], rowOffsets: rows.pointer + position &* columns,
                rows: columns, columns: input.shape.columns, into: transposed.pointer,
                outputRowStride: transposed.shape.rowStride)
            multiply(
                memory[gradient.location] + position &* rowStride,
                leftRowStride: positions &* rowStride, leftDepthStride: 1, transposed.pointer,
                rightRowStride: transposed.shape.rowStride, depth: input.shape.columns,
                into: ProductOutput(
                    memory[output.location], rowStride: output.shape.rowStride,
                    rows: output.shape[0], columns: columns, accumulates: position > 0))
        }
    }
}
