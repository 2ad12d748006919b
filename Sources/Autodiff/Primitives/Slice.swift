/// `count` elements of an axis from `start`, `stride` apart. Not the last axis.
struct Slice: Primitive {
    let axis: Int
    let start: Int
    let stride: Int
    let count: Int

    var description: String { "slice axis \(axis) from \(start) by \(stride) count \(count)" }
    var operandCount: Int? { 1 }

    func shape(_ x: [Shape]) throws -> Shape {
        try require(axis >= 0 && axis < x[0].rank - 1, "only axes before the last can be sliced")
        try require(
            start >= 0 && stride > 0 && count > 0 && start + (count - 1) * stride < x[0][axis],
            "the slice leaves the axis")
        return x[0].replacing(axis: axis, with: count)
    }

    func gradients(_ y: Tensor, _ x: [Tensor], _ g: Tensor) -> [Tensor?] {
        [g.padded(axis: axis, start: start, stride: stride, size: x[0].shape[axis])]
    }

    func reference(_ x: [ReferenceTensor], _ shape: Shape) -> [Double] {
        shape.indices.map { x[0][source($0)] }
    }

    var isCostly: Bool { false }

    var evaluation: Evaluation {
        .view({ view, from, to in
            let offsets = to.mapRows { view.offsets[from.row(source($0))] }
            return View(root: view.root, offsets: offsets, repeatsColumns: view.repeatsColumns)
        })
    }

    /// Where an element of the result comes from.
    private func source(_ index: [Int]) -> [Int] {
        var index = index
        index[axis] = start + index[axis] * stride
        return index
    }
}

extension Tensor {
    /// `count` elements of an axis before the last, from `start`, `stride` apart.
    public func slice(axis: Int = 0, start: Int, stride: Int = 1, count: Int) -> Tensor {
        graph.append(Slice(axis: axis, start: start, stride: stride, count: count), [self])
    }
}
