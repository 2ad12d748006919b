import Kernels

/// Joins all elements along `axes`, which vanish.
struct Reduce: Primitive {
    let reduction: Reduction
    let axes: [Int]

    var description: String { "\(reduction) over axes \(axes)" }
    var operandCount: Int? { 1 }

    func shape(_ x: [Shape]) throws -> Shape {
        try require(
            Set(axes).count == axes.count && axes.allSatisfy(x[0].dimensions.indices.contains),
            "the axes must be different ones of the operand")
        return Shape(x[0].axes(without: axes).map { x[0][$0] })
    }

    /// A maximum that several elements share divides the gradient evenly among them, as PyTorch's `amax` does.
    func gradients(_ y: Tensor, _ x: [Tensor], _ g: Tensor) -> [Tensor?] {
        let (shape, kept) = (x[0].shape, x[0].shape.axes(without: axes))
        switch reduction {
        case .sum: return [g.broadcast(to: shape, axes: kept)]
        case .maximum:
            let isMaximum = isGreaterOrEqual(x[0], y.broadcast(to: shape, axes: kept))
            let count = isMaximum.sum(axes: axes).broadcast(to: shape, axes: kept)
            return [g.broadcast(to: shape, axes: kept) * isMaximum / count]
        }
    }

    func reference(_ x: [ReferenceTensor], _ shape: Shape) -> [Double] {
        let isSum = reduction == .sum
        var output = [Double](repeating: isSum ? 0 : -.infinity, count: shape.count)
        let kept = x[0].shape.axes(without: axes)
        for index in x[0].shape.indices {
            let offset = kept.reduce(0) { $0 * x[0].shape[$1] + index[$1] }
            output[offset] = isSum ? output[offset] + x[0][index] : max(output[offset], x[0][index])
        }
        return output
    }

    var isCostly: Bool { true }
    var evaluation: Evaluation { .instruction { ReduceInstruction(reduction, axes: axes, $0[0], into: $1) } }
}

extension Tensor {
    /// The sum over some axes, all of them where none is named.
    public func sum(axes: [Int]? = nil) -> Tensor { reduce(.sum, axes) }

    /// The mean over some axes, all of them where none is named.
    public func mean(axes: [Int]? = nil) -> Tensor {
        let total = sum(axes: axes)
        return total / Float(shape.count / max(total.shape.count, 1))
    }

    /// The largest element along some axes, all of them where none is named. Elements that share it share its gradient evenly.
    public func maximum(axes: [Int]? = nil) -> Tensor { reduce(.maximum, axes) }

    private func reduce(_ reduction: Reduction, _ axes: [Int]?) -> Tensor {
        let axes = axes ?? Array(0..<shape.rank)
        return axes.isEmpty ? self : graph.append(Reduce(reduction: reduction, axes: axes), [self])
    }
}

/// Joins elements along some axes: rows first, in order, then the columns of each row by lanes.
private final class ReduceInstruction: Instruction {
    override var kind: String { "reduce" }
    private let reduction: Reduction
    private let input: TensorLocation
    private let output: TensorLocation
    private let terms: Int
    private let rows: OffsetTable
    private let joinsColumns: Bool
    private let joined: TensorBuffer

    init(_ reduction: Reduction, axes: [Int], _ input: TensorLocation, into output: TensorLocation) {
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

    override func run(_ memory: Memory) {
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
