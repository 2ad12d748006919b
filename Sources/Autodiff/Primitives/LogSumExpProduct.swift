import Foundation
import Kernels

/// (K, M) and (K, N) → (M): yₘ = log Σₙ exp(Σₖ aₖₘ bₖₙ), the logarithm of the sum over a row of exp of the product aᵀ b.
struct LogSumExpProduct: Primitive {
    var description: String { "logSumExp of a product" }
    var operandCount: Int? { 2 }

    func shape(_ x: [Shape]) throws -> Shape {
        try require(x.allSatisfy { $0.rank == 2 }, "takes two matrices")
        try require(x[0][0] == x[1][0], "the first sizes differ")
        try require(x[1][1] > 0, "the second matrix has no columns")
        return [x[0][1]]
    }

    /// The derivative by an element of the product is its share of the sum.
    func gradients(_ y: Tensor, _ x: [Tensor], _ g: Tensor) -> [Tensor?] {
        let scores = product(x[0], x[1], transposingLeft: true)
        func spread(_ column: Tensor) -> Tensor { column.broadcast(to: scores.shape, axes: [0]) }
        let shares = exp(scores - spread(y)) * spread(g)
        return [product(x[1], shares.transposed), product(x[0], shares)]
    }

    func reference(_ x: [ReferenceTensor], _ shape: Shape) -> [Double] {
        (0..<shape[0]).map { m in
            let scores = (0..<x[1].shape[1]).map { n in
                (0..<x[0].shape[0]).reduce(0) { $0 + x[0][[$1, m]] * x[1][[$1, n]] }
            }
            let largest = scores.max()!
            return largest + Foundation.log(scores.reduce(0) { $0 + Foundation.exp($1 - largest) })
        }
    }

    var isCostly: Bool { true }
    var evaluation: Evaluation { .instruction { LogSumExpProductInstruction($0[0], $0[1], into: $1) } }
}

/// log Σₙ exp(aᵀ b), (K, M) and (K, N) → (M), without overflow; the product is not kept.
public func logSumExp(ofProduct a: Tensor, _ b: Tensor) -> Tensor { a.graph.append(LogSumExpProduct(), [a, b]) }

private final class LogSumExpProductInstruction: Instruction {
    override var kind: String { "logSumExp" }
    private let left: TensorLocation
    private let right: TensorLocation
    private let output: TensorLocation
    private let scores: TensorBuffer

    init(_ left: TensorLocation, _ right: TensorLocation, into output: TensorLocation) {
        self.left = left
        self.right = right
        self.output = output
        scores = TensorBuffer([left.shape[1], right.shape[1]])
    }

    override func run(_ memory: Memory) {
        let (rows, columns) = (scores.shape[0], scores.shape[1])
        multiply(
            memory[left.location], leftRowStride: 1, leftDepthStride: left.shape.rowStride, memory[right.location],
            rightRowStride: right.shape.rowStride, depth: right.shape[0],
            into: ProductOutput(scores.pointer, rowStride: scores.shape.rowStride, rows: rows, columns: columns))
        logSumExpColumns(
            overwriting: scores.pointer, rowStride: scores.shape.rowStride, rows: rows, columns: columns,
            into: memory[output.location])
    }
}
