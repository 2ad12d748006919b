/// The operand's elements at `start`, `start + stride`, … of an axis of `size` zeros. Not the last axis.
struct Pad: Primitive {
    let axis: Int
    let start: Int
    let stride: Int
    let size: Int

    var description: String { "pad axis \(axis) from \(start) by \(stride) size \(size)" }
    var operandCount: Int? { 1 }

    func shape(_ x: [Shape]) throws -> Shape {
        try require(axis >= 0 && axis < x[0].rank - 1, "only axes before the last can be padded")
        try require(
            start >= 0 && stride > 0 && start + (x[0][axis] - 1) * stride < size, "the operand leaves the axis")
        return x[0].replacing(axis: axis, with: size)
    }

    func gradients(_ y: Tensor, _ x: [Tensor], _ g: Tensor) -> [Tensor?] {
        [g.slice(axis: axis, start: start, stride: stride, count: x[0].shape[axis])]
    }

    func reference(_ x: [ReferenceTensor], _ shape: Shape) -> [Double] {
        shape.indices.map { index in source(index, x[0].shape).map { x[0][$0] } ?? 0 }
    }

    var isCostly: Bool { false }

    var evaluation: Evaluation {
        .view({ view, from, to in
            let offsets = to.mapRows { index in source(index, from).map { view.offsets[from.row($0)] } ?? -1 }
            return View(root: view.root, offsets: offsets, repeatsColumns: view.repeatsColumns)
        })
    }

    /// Where an element of the result comes from; nil for a zero.
    private func source(_ index: [Int], _ operand: Shape) -> [Int]? {
        let (at, rest) = (index[axis] - start).quotientAndRemainder(dividingBy: stride)
        guard index[axis] >= start, rest == 0, at < operand[axis] else { return nil }
        var index = index
        index[axis] = at
        return index
    }
}

extension Tensor {
    /// Zeros along an axis before the last, with this tensor at `start`, `start + stride`, ….
    public func padded(axis: Int = 0, start: Int, stride: Int = 1, size: Int) -> Tensor {
        graph.append(Pad(axis: axis, start: start, stride: stride, size: size), [self])
    }
}
