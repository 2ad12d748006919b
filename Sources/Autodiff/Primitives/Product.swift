import Kernels

/// (M, K) · (K, N) → (M, N); the left operand is given as (K, M) where it is transposed.
struct Product: Primitive {
    let transposesLeft: Bool

    var description: String { transposesLeft ? "product (left transposed)" : "product" }
    var operandCount: Int? { 2 }

    func shape(_ x: [Shape]) throws -> Shape {
        try require(x.allSatisfy { $0.rank == 2 }, "takes two matrices")
        try require(x[0][transposesLeft ? 0 : 1] == x[1][0], "the inner sizes differ")
        return [x[0][transposesLeft ? 1 : 0], x[1][1]]
    }

    func gradients(_ y: Tensor, _ x: [Tensor], _ g: Tensor) -> [Tensor?] {
        transposesLeft
            ? [product(x[1], g.transposed), product(x[0], g)]
            : [product(g, x[1].transposed), product(x[0], g, transposingLeft: true)]
    }

    func reference(_ x: [ReferenceTensor], _ shape: Shape) -> [Double] {
        shape.indices.map { index in
            (0..<x[1].shape[0]).reduce(0) { sum, k in
                sum + x[0][transposesLeft ? [k, index[0]] : [index[0], k]] * x[1][[k, index[1]]]
            }
        }
    }

    var isCostly: Bool { true }

    var evaluation: Evaluation {
        .instruction { ProductInstruction($0[0], $0[1], into: $1, transposesLeft: transposesLeft) }
    }
}

/// The matrix product (M, K) · (K, N) → (M, N); with `transposingLeft`, (K, M) · (K, N) → (M, N).
public func product(_ a: Tensor, _ b: Tensor, transposingLeft: Bool = false) -> Tensor {
    a.graph.append(Product(transposesLeft: transposingLeft), [a, b])
}

private final class ProductInstruction: Instruction {
    override var kind: String { "product" }
    private let left: BufferPlan.Location
    private let right: BufferPlan.Location
    private let output: BufferPlan.Location
    private let leftRowStride, leftDepthStride, rightRowStride, depth: Int
    private let rows, columns, rowStride: Int

    init(_ left: TensorLocation, _ right: TensorLocation, into output: TensorLocation, transposesLeft: Bool) {
        self.left = left.location
        self.right = right.location
        self.output = output.location
        leftRowStride = transposesLeft ? 1 : left.shape.rowStride
        leftDepthStride = transposesLeft ? left.shape.rowStride : 1
        rightRowStride = right.shape.rowStride
        depth = right.shape.rows
        (rows, columns, rowStride) = (output.shape.rows, output.shape.columns, output.shape.rowStride)
    }

    override func run(_ memory: Memory) {
        multiply(
            memory[left], leftRowStride: leftRowStride, leftDepthStride: leftDepthStride,
            memory[right], rightRowStride: rightRowStride, depth: depth,
            into: ProductOutput(memory[output], rowStride: rowStride, rows: rows, columns: columns))
    }
}
