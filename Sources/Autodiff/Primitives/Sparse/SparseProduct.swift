import Kernels

/// Values (E) of a sparse matrix (M, K) and x (K, N) → (M, N); transposed, x (M, N) → (K, N).
struct SparseProduct: Primitive {
    let pattern: SparsityPattern
    let transposed: Bool

    var description: String { "sparseProduct\(transposed ? " (transposed)" : "") with \(pattern)" }
    var operandCount: Int? { 2 }

    func shape(_ x: [Shape]) throws -> Shape {
        try require(x[0] == [pattern.count], "the values must be (\(pattern.count))")
        try require(
            x[1].rank == 2 && x[1][0] == (transposed ? pattern.rows : pattern.columns), "the inner sizes differ")
        return [transposed ? pattern.columns : pattern.rows, x[1][1]]
    }

    func gradients(_ y: Tensor, _ x: [Tensor], _ g: Tensor) -> [Tensor?] {
        [
            transposed ? sampledProduct(pattern, x[1], g) : sampledProduct(pattern, g, x[1]),
            sparseProduct(x[0], pattern, g, transposed: !transposed),
        ]
    }

    func reference(_ x: [ReferenceTensor], _ shape: Shape) -> [Double] {
        var output = [Double](repeating: 0, count: shape.count)
        for (number, position) in pattern.positions.enumerated() {
            var (to, from) = (position / pattern.columns, position % pattern.columns)
            if transposed { swap(&to, &from) }
            for n in 0..<shape[1] { output[to * shape[1] + n] += x[0].values[number] * x[1][[from, n]] }
        }
        return output
    }

    var isCostly: Bool { true }

    var evaluation: Evaluation {
        .instruction { SparseProductInstruction(pattern, transposed: transposed, $0[0], $0[1], into: $1) }
    }
}

/// The product of a sparse matrix (M, K), given by its values (E), and x (K, N) → (M, N). Costs what the entries cost, forward
/// and backward, and has the bits of the dense product with zeros. The gradient of the values is a `sampledProduct`.
///
/// - Parameter transposed: multiplies by the transposed matrix instead, (M, N) → (K, N).
public func sparseProduct(
    _ values: Tensor, _ pattern: SparsityPattern, _ x: Tensor, transposed: Bool = false
) -> Tensor {
    x.graph.append(SparseProduct(pattern: pattern, transposed: transposed), [values, x])
}

/// A sparse matrix, or its transpose, times a dense one.
private final class SparseProductInstruction: Instruction {
    private let values: TensorLocation
    private let right: TensorLocation
    private let output: TensorLocation
    private let matrix: SparseBlocks
    override var kind: String { "sparse product" }

    init(_ pattern: SparsityPattern, transposed: Bool, _ values: TensorLocation, _ right: TensorLocation, into output: TensorLocation) {
        self.values = values
        self.right = right
        self.output = output
        matrix = pattern.blocks(transposed: transposed)
    }

    override func run(_ memory: Memory) {
        multiplySparse(
            memory[values.location], matrix, memory[right.location], rightRowStride: right.shape.rowStride,
            into: ProductOutput(
                memory[output.location], rowStride: output.shape.rowStride, rows: output.shape[0],
                columns: output.shape[1]))
    }
}
