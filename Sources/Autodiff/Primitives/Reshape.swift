/// The same elements in the same order under another shape.
struct Reshape: Primitive {
    let to: Shape

    var description: String { "reshape to \(to)" }
    var operandCount: Int? { 1 }

    func shape(_ x: [Shape]) throws -> Shape {
        try require(to.count == x[0].count, "\(to) has another number of elements")
        return to
    }

    func gradients(_ y: Tensor, _ x: [Tensor], _ g: Tensor) -> [Tensor?] { [g.reshaped(to: x[0].shape)] }
    func reference(_ x: [ReferenceTensor], _ shape: Shape) -> [Double] { x[0].values }
    var isCostly: Bool { false }

    /// A view where the rows stay, or become single elements; otherwise the elements move.
    var evaluation: Evaluation {
        .view(
            { view, from, to in
                if from.columns == to.columns { return view }
                guard to.columns == 1 else { return nil }
                let offsets = (0..<to.rows).map { view.element($0 / from.columns, $0 % from.columns) }
                return View(root: view.root, offsets: offsets, repeatsColumns: true)
            }, otherwise: { ReshapeInstruction($0, into: $1) })
    }
}

extension Tensor {
    /// The same elements in the same order under another shape.
    public func reshaped(to shape: Shape) -> Tensor {
        shape == self.shape ? self : graph.append(Reshape(to: shape), [self])
    }
}

/// The same elements, in order, in rows of another length.
private final class ReshapeInstruction: Instruction {
    override var kind: String { "reshape" }
    private let input: TensorLocation
    private let output: TensorLocation

    init(_ input: TensorLocation, into output: TensorLocation) {
        self.input = input
        self.output = output
    }

    override func run(_ memory: Memory) {
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
