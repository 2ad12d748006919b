/// Repeats the operand along new axes: axis i of the operand becomes axis `axes[i]` of the result.
struct Broadcast: Primitive {
    let to: Shape
    let axes: [Int]

    var description: String { "broadcast to \(to) axes \(axes)" }
    var operandCount: Int? { 1 }

    func shape(_ x: [Shape]) throws -> Shape {
        try require(axes.count == x[0].rank, "each axis of the operand needs an axis of the result")
        try require(zip(axes, axes.dropFirst()).allSatisfy { $0 < $1 }, "the axes must be in ascending order")
        for (axis, target) in axes.enumerated() {
            try require(
                to.dimensions.indices.contains(target) && to[target] == x[0][axis],
                "axis \(axis) does not fit axis \(target) of the result")
        }
        return to
    }

    func gradients(_ y: Tensor, _ x: [Tensor], _ g: Tensor) -> [Tensor?] {
        [g.sum(axes: y.shape.axes(without: axes))]
    }

    func reference(_ x: [ReferenceTensor], _ shape: Shape) -> [Double] {
        shape.indices.map { index in x[0][axes.map { index[$0] }] }
    }

    var isCostly: Bool { false }

    var evaluation: Evaluation {
        .view({ view, from, to in
            let spansColumns = axes.last == to.rank - 1 && to.rank > 0
            let offsets = to.mapRows { index in
                let position = axes.dropLast(spansColumns ? 1 : 0).map { index[$0] }
                if spansColumns { return view.offsets[from.row(position)] }
                guard let column = position.last else { return view.offsets[0] }
                return view.element(from.row(Array(position.dropLast())), column)
            }
            return View(root: view.root, offsets: offsets, repeatsColumns: view.repeatsColumns || !spansColumns)
        })
    }
}

extension Tensor {
    /// Repeats the tensor to a shape: axis i becomes axis `axes[i]`.
    public func broadcast(to shape: Shape, axes: [Int]) -> Tensor {
        if shape == self.shape { return self }
        return graph.append(Broadcast(to: shape, axes: axes), [self])
    }

    /// Repeats a scalar over a shape.
    public func broadcast(to shape: Shape) -> Tensor { broadcast(to: shape, axes: []) }
}
