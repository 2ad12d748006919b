import Kernels

/// Joins elements along some axes: rows first, in order, then the columns of each row by lanes.
final class ReduceInstruction: Instruction {
    let kind = "reduce"
    private let reduction: Reduction
    private let input: Place
    private let output: Place
    private let terms: Int
    private let rows: OffsetTable
    private let joinsColumns: Bool
    private let joined: TensorBuffer

    init(_ reduction: Reduction, axes: [Int], _ input: Place, into output: Place) {
        self.reduction = reduction
        self.input = input
        self.output = output
        let shape = input.shape
        joinsColumns = axes.contains(shape.rank - 1)
        let leading = Array(0..<shape.rank - 1)
        let kept = leading.filter { !axes.contains($0) }
        let gone = leading.filter { axes.contains($0) }
        func offsets(_ axes: [Int]) -> [Int] {
            axes.reduce([0]) { partial, axis in
                let step = shape.dimensions[(axis + 1)..<(shape.rank - 1)].reduce(1, *)
                return partial.flatMap { start in (0..<shape[axis]).map { start + $0 * step } }
            }
        }
        let inner = offsets(gone)
        let starts = offsets(kept)
        terms = inner.count
        rows = OffsetTable(starts.flatMap { start in inner.map { (start + $0) * shape.rowStride } })
        joined = TensorBuffer([joinsColumns && terms > 1 ? starts.count : 0, shape.columns])
    }

    func run(_ memory: Memory) {
        let shape = input.shape
        let outputRows = rows.count / terms
        let source = memory[input.location]
        let destination = memory[output.location]
        guard joinsColumns else {
            return reduceRows(
                reduction, source, rowOffsets: rows.pointer, terms: terms, outputRows: outputRows,
                columns: shape.columns, into: destination, outputRowStride: output.shape.rowStride)
        }
        var perRow = source
        if terms > 1 {
            perRow = joined.pointer
            reduceRows(
                reduction, source, rowOffsets: rows.pointer, terms: terms, outputRows: outputRows,
                columns: shape.columns, into: perRow, outputRowStride: shape.rowStride)
        }
        // The joined rows become the last axis of the output, which may itself have rows.
        let width = output.shape.columns
        for row in 0..<output.shape.rows {
            reduceColumns(
                reduction, perRow + row &* width &* shape.rowStride, rowStride: shape.rowStride,
                rows: width, columns: shape.columns,
                into: destination + row &* output.shape.rowStride)
        }
    }
}
