import Kernels

/// Sampled dense-dense matrix product (SDDMM): (M, N) and (K, N) → the entries (E) of a pattern (M, K) in the product of the
/// first and the transposed second.
struct SampledProduct: Primitive {
    let pattern: SparsityPattern

    var description: String { "sampledProduct of \(pattern)" }
    var operandCount: Int? { 2 }

    func shape(_ x: [Shape]) throws -> Shape {
        try require(
            x.allSatisfy { $0.rank == 2 } && x[0][0] == pattern.rows && x[1][0] == pattern.columns
                && x[0][1] == x[1][1],
            "the operands must be (\(pattern.rows), N) and (\(pattern.columns), N)")
        return [pattern.count]
    }

    func gradients(_ y: Tensor, _ x: [Tensor], _ g: Tensor) -> [Tensor?] {
        [sparseProduct(g, pattern, x[1]), sparseProduct(g, pattern, x[0], transposed: true)]
    }

    func reference(_ x: [ReferenceTensor], _ shape: Shape) -> [Double] {
        pattern.positions.map { position in
            (0..<x[0].shape[1]).reduce(0) { sum, n in
                sum + x[0][[position / pattern.columns, n]] * x[1][[position % pattern.columns, n]]
            }
        }
    }

    var isCostly: Bool { true }
    var evaluation: Evaluation { .instruction { SampledProductInstruction(pattern, $0[0], $0[1], into: $1) } }
}

/// Sampled dense-dense matrix product (SDDMM): the entries (E) of a pattern (M, K) in the product of a (M, N) and the transpose of
/// b (K, N). Each sum runs in 16 lanes over N that are added at the end, an order of its own (`multiplySampled`).
public func sampledProduct(_ pattern: SparsityPattern, _ a: Tensor, _ b: Tensor) -> Tensor {
    a.graph.append(SampledProduct(pattern: pattern), [a, b])
}

/// The entries of a pattern in a product with a transposed right operand.
private final class SampledProductInstruction: Instruction {
    private let left: TensorLocation
    private let right: TensorLocation
    private let output: TensorLocation
    private let entries: SampledEntries
    override var kind: String { "SDDMM" }

    init(_ pattern: SparsityPattern, _ left: TensorLocation, _ right: TensorLocation, into output: TensorLocation) {
        // With operands exchanged the sums are the same. Fewer rows of blocks begin and end less often.
        let isSwapped =
            pattern.columns * SparseBlocks.blocks(columns: pattern.rows) < pattern.rows * SparseBlocks.blocks(columns: pattern.columns)
        (self.left, self.right) = isSwapped ? (right, left) : (left, right)
        self.output = output
        entries = SampledEntries(pattern.blocks(transposed: isSwapped), depth: right.shape[1])
    }

    override func run(_ memory: Memory) {
        multiplySampled(
            memory[left.location], leftRowStride: left.shape.rowStride, memory[right.location],
            rightRowStride: right.shape.rowStride, entries, into: memory[output.location])
    }
}
