import Kernels

/// A sparse matrix, or its transpose, times a dense one.
final class SparseProductInstruction: Instruction {
    private let values: Place
    private let right: Place
    private let output: Place
    private let rows: SparseRows
    var kind: String { "sparse product" }

    init(_ pattern: SparsityPattern, transposed: Bool, _ values: Place, _ right: Place, into output: Place) {
        self.values = values
        self.right = right
        self.output = output
        let stride = right.shape.rowStride
        if transposed {
            let (starts, indices, numbers) = pattern.byColumn
            rows = SparseRows(
                starts: OffsetTable(starts), positions: OffsetTable(numbers),
                offsets: OffsetTable(indices.map { $0 * stride }))
        } else {
            rows = SparseRows(
                starts: OffsetTable(pattern.rowStarts), positions: OffsetTable(Array(0..<pattern.count)),
                offsets: OffsetTable(pattern.columnIndices.map { $0 * stride }))
        }
    }

    func run(_ memory: Memory) {
        multiplySparse(
            memory[values.location], rows, memory[right.location],
            into: ProductOutput(
                memory[output.location], rowStride: output.shape.rowStride, rows: output.shape[0],
                columns: output.shape[1]))
    }
}

/// The entries of a pattern in a product with a transposed right operand.
final class SampledProductInstruction: Instruction {
    private let left: Place
    private let right: Place
    private let output: Place
    private let entries: SampledEntries
    /// Whether the operands change places, and rows of the pattern with its columns.
    private let isSwapped: Bool
    /// Where the whole product is computed faster than its entries.
    private let dense: DenseForm?
    private let transposedRight: DenseForm?
    private let rightRows: OffsetTable
    var kind: String { dense == nil ? "sampled product" : "sampled product as a dense one" }

    init(_ pattern: SparsityPattern, _ left: Place, _ right: Place, into output: Place) {
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
                rowStarts: columnStarts, columnIndices: rowIndices, columns: pattern.rows, places: numbers)
            : SampledEntries(
                rowStarts: pattern.rowStarts, columnIndices: pattern.columnIndices, columns: pattern.columns)
        rightRows = OffsetTable((0..<right.shape[0]).map { $0 * stride })
        let isDense = entries.costInDenseEntries > pattern.rows * paddedCount(pattern.columns)
        dense = isDense ? DenseForm(pattern) : nil
        transposedRight = isDense ? DenseForm(rows: right.shape[1], columns: right.shape[0]) : nil
    }

    func run(_ memory: Memory) {
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
    private let places: OffsetTable

    init(rows: Int, columns: Int, places: [Int] = []) {
        self.rows = rows
        self.columns = columns
        rowStride = paddedCount(columns)
        self.places = OffsetTable(places)
        matrix = allocateFloats(rows * rowStride + laneCount)
    }

    convenience init(_ pattern: SparsityPattern) {
        let stride = paddedCount(pattern.columns)
        self.init(
            rows: pattern.rows, columns: pattern.columns,
            places: pattern.places.map { $0 / pattern.columns * stride + $0 % pattern.columns })
    }

    deinit { matrix.deallocate() }

    func gather(into values: UnsafeMutablePointer<Float>) {
        let places = places.pointer
        for number in 0..<self.places.count { values[number] = matrix[Int(places[number])] }
    }
}
