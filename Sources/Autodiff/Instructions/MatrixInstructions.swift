import Kernels

/// (M, K) · (K, N) → (M, N).
final class ProductInstruction: Instruction {
    let kind = "product"
    private let left: Place
    private let right: Place
    private let output: Place
    private let transposesLeft: Bool

    init(_ left: Place, _ right: Place, into output: Place, transposesLeft: Bool) {
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

/// (M, N) → (N, M).
final class TransposeInstruction: Instruction {
    let kind = "transpose"
    private let input: Place
    private let output: Place
    private let rows: OffsetTable

    init(_ input: Place, into output: Place) {
        self.input = input
        self.output = output
        rows = OffsetTable((0..<input.shape.rows).map { $0 * input.shape.rowStride })
    }

    func run(_ memory: Memory) {
        transpose(
            memory[input.location], rowOffsets: rows.pointer, rows: input.shape[0],
            columns: input.shape[1], into: memory[output.location],
            outputRowStride: output.shape.rowStride)
    }
}

/// The same elements, in order, in rows of another length.
final class ReshapeInstruction: Instruction {
    let kind = "reshape"
    private let input: Place
    private let output: Place

    init(_ input: Place, into output: Place) {
        self.input = input
        self.output = output
    }

    func run(_ memory: Memory) {
        let source = memory[input.location]
        let destination = memory[output.location]
        let (from, to) = (input.shape, output.shape)
        var (row, column) = (0, 0)
        for outputRow in 0..<to.rows {
            for outputColumn in 0..<to.columns {
                destination[outputRow &* to.rowStride &+ outputColumn] =
                    source[row &* from.rowStride &+ column]
                column &+= 1
                if column == from.columns { (row, column) = (row &+ 1, 0) }
            }
        }
    }
}
