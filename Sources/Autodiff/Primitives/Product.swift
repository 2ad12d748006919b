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
    let kind = "product"
    private let left: TensorLocation
    private let right: TensorLocation
    private let output: TensorLocation
    private let transposesLeft: Bool

    init(_ left: TensorLocation, _ right: TensorLocation, into output: TensorLocation, transposesLeft: Bool) {
        self.left = left
        self.right = right
        self.output = output
        self.transposesLeft = transposesLeft
    }

    func run(_ memory: Memory) {
        let leftStride = left.shape.rowStride
        multiply(
            memory[left.location], leftRowStride: transposesLeft ? 1 : leftStride,
            leftDepthStride: transposesLeft ? leftStride : 1, memory[right.location],
            rightRowStride: right.shape.rowStride, depth: right.shape[0],
            into: ProductOutput(
                memory[output.location], rowStride: output.shape.rowStride, rows: output.shape[0],
                columns: output.shape[1]))
    }
}
