import Kernels

/// (B, M, K, N) · (B, K, P, N) → (B, M, P, N), a product for each of B matrices and N examples. The left operand is given as
/// (B, K, M, N) where it is transposed, the right one as (B, P, K, N).
struct BatchedProduct: Primitive {
    let transposesLeft: Bool
    let transposesRight: Bool

    var description: String {
        let transposed = (transposesLeft ? ["left"] : []) + (transposesRight ? ["right"] : [])
        return "batched product" + (transposed.isEmpty ? "" : " (\(transposed.joined(separator: " and ")) transposed)")
    }
    var operandCount: Int? { 2 }

    func shape(_ x: [Shape]) throws -> Shape {
        try require(x.allSatisfy { $0.rank == 4 }, "takes two tensors of four axes")
        try require(x[0][0] == x[1][0], "the numbers of matrices differ")
        try require(x[0][3] == x[1][3], "the batches differ")
        try require(x[0][transposesLeft ? 1 : 2] == x[1][transposesRight ? 2 : 1], "the inner sizes differ")
        return [x[0][0], x[0][transposesLeft ? 2 : 1], x[1][transposesRight ? 1 : 2], x[0][3]]
    }

    func gradients(_ y: Tensor, _ x: [Tensor], _ g: Tensor) -> [Tensor?] {
        let left =
            transposesLeft
            ? batchedProduct(x[1], g, transposingLeft: transposesRight, transposingRight: true)
            : batchedProduct(g, x[1], transposingRight: !transposesRight)
        let right =
            transposesRight
            ? batchedProduct(g, x[0], transposingLeft: true, transposingRight: transposesLeft)
            : batchedProduct(x[0], g, transposingLeft: !transposesLeft)
        return [left, right]
    }

    func reference(_ x: [ReferenceTensor], _ shape: Shape) -> [Double] {
        shape.indices.map { index in
            let (b, i, j, n) = (index[0], index[1], index[2], index[3])
            return (0..<x[0].shape[transposesLeft ? 1 : 2]).reduce(0) { sum, k in
                sum + x[0][transposesLeft ? [b, k, i, n] : [b, i, k, n]] * x[1][transposesRight ? [b, j, k, n] : [b, k, j, n]]
            }
        }
    }

    var isCostly: Bool { true }

    var evaluation: Evaluation {
        .instruction { BatchedProductInstruction($0[0], $0[1], into: $1, self) }
    }
}

/// The product for each of B matrices and N examples, (B, M, K, N) · (B, K, P, N) → (B, M, P, N); with `transposingLeft` the left
/// operand is (B, K, M, N), with `transposingRight` the right one (B, P, K, N).
public func batchedProduct(_ a: Tensor, _ b: Tensor, transposingLeft: Bool = false, transposingRight: Bool = false) -> Tensor {
    a.graph.append(BatchedProduct(transposesLeft: transposingLeft, transposesRight: transposingRight), [a, b])
}

private final class BatchedProductInstruction: Instruction {
    override var kind: String { "batched product" }
    private let left: TensorLocation
    private let right: TensorLocation
    private let output: TensorLocation
    private let leftPlaces: BatchedMatrices
    private let rightPlaces: BatchedMatrices
    private let outputPlaces: BatchedMatrices
    private let depth: Int

    init(_ left: TensorLocation, _ right: TensorLocation, into output: TensorLocation, _ primitive: BatchedProduct) {
        self.left = left
        self.right = right
        self.output = output
        func places(_ shape: Shape) -> BatchedMatrices {
            BatchedMatrices(matrix: shape[1] * shape[2] * shape.rowStride, row: shape[2] * shape.rowStride, column: shape.rowStride)
        }
        leftPlaces = primitive.transposesLeft ? places(left.shape).transposed : places(left.shape)
        rightPlaces = primitive.transposesRight ? places(right.shape).transposed : places(right.shape)
        outputPlaces = places(output.shape)
        depth = left.shape[primitive.transposesLeft ? 1 : 2]
    }

    override func run(_ memory: Memory) {
        let shape = output.shape
        multiplyBatched(
            memory[left.location], leftPlaces, memory[right.location], rightPlaces, matrices: shape[0], rows: shape[1], depth: depth,
            columns: shape[2], count: shape.rowStride, into: memory[output.location], outputPlaces)
    }
}
