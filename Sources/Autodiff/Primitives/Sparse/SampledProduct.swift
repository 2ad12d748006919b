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
/// b (K, N).
public func sampledProduct(_ pattern: SparsityPattern, _ a: Tensor, _ b: Tensor) -> Tensor {
    a.graph.append(SampledProduct(pattern: pattern), [a, b])
}

/// The entries of a pattern in a product with a transposed right operand.
private final class SampledProductInstruction: Instruction {
    private let left: TensorLocation
    private let right: TensorLocation
    private let output: TensorLocation
    private let entries: SampledEntries
    /// Whether the operands are exchanged, and rows of the pattern with its columns.
    private let isSwapped: Bool
    /// Where the whole product is computed faster than its entries.
    private let dense: DenseForm?
    private let transposedRight: DenseForm?
    private let rightRows: OffsetTable
    override var kind: String { dense == nil ? "SDDMM" : "SDDMM as a dense product" }

    init(_ pattern: SparsityPattern, _ left: TensorLocation, _ right: TensorLocation, into output: TensorLocation) {
        self.left = left
        self.right = right
        self.output = output
        let stride = right.shape.rowStride
        let (columnStarts, rowIndices, numbers) = pattern.byColumn
        // Short rows are mostly filled up with lanes that count for nothing.
        isSwapped =
            SampledEntries.laneCount(rowStarts: columnStarts) < SampledEntries.laneCount(rowStarts: pattern.rowStarts)
        entries =
            isSwapped
            ? SampledEntries(
                rowStarts: columnStarts, columnIndices: rowIndices, columns: pattern.rows, positions: numbers)
            : SampledEntries(
                rowStarts: pattern.rowStarts, columnIndices: pattern.columnIndices, columns: pattern.columns)
        rightRows = OffsetTable((0..<right.shape[0]).map { $0 * stride })
        let isDense = entries.costInDenseEntries > pattern.rows * paddedCount(pattern.columns)
        dense = isDense ? DenseForm(pattern) : nil
        transposedRight = isDense ? DenseForm(rows: right.shape[1], columns: right.shape[0]) : nil
    }

    override func run(_ memory: Memory) {
        guard let dense, let transposedRight else {
            let (factor, transposed) = isSwapped ? (right, left) : (left, right)
            multiplySampled(
                memory[factor.location], leftRowStride: factor.shape.rowStride, memory[transposed.location],
                rightRowStride: transposed.shape.rowStride, depth: right.shape[1], entries,
                into: memory[output.location])
            return
        }
        transpose(
            memory[right.location], rowOffsets: rightRows.pointer, rows: right.shape[0],
            columns: right.shape[1], into: transposedRight.matrix,
            outputRowStride: transposedRight.rowStride)
        multiply(
            memory[left.location], leftRowStride: left.shape.rowStride, leftDepthStride: 1,
            transposedRight.matrix, rightRowStride: transposedRight.rowStride, depth: right.shape[1],
            into: ProductOutput(
                dense.matrix, rowStride: dense.rowStride, rows: dense.rows, columns: dense.columns))
        dense.gather(into: memory[output.location])
    }
}

/// Room for a whole matrix, and where the entries of a pattern lie in it.
private final class DenseForm {
    let matrix: UnsafeMutablePointer<Float>
    let rows: Int
    let columns: Int
    let rowStride: Int
    private let positions: OffsetTable

    init(rows: Int, columns: Int, positions: [Int] = []) {
        self.rows = rows
        self.columns = columns
        rowStride = paddedCount(columns)
        self.positions = OffsetTable(positions)
        matrix = allocateFloats(rows * rowStride + laneCount)
    }

    convenience init(_ pattern: SparsityPattern) {
        let stride = paddedCount(pattern.columns)
        self.init(
            rows: pattern.rows, columns: pattern.columns,
            positions: pattern.positions.map { $0 / pattern.columns * stride + $0 % pattern.columns })
    }

    deinit { matrix.deallocate() }

    func gather(into values: UnsafeMutablePointer<Float>) {
        let positions = positions.pointer
        for number in 0..<self.positions.count { values[number] = matrix[Int(positions[number])] }
    }
}
