/// How one value is read through broadcasts, slices, pads and reshapes, without a copy: where each row of
/// the result begins in the buffer of `root`.
struct View: Hashable {
    /// The node whose buffer is read.
    var root: Int
    /// For each row, an offset in floats; -1 for a row of zeros.
    var offsets: [Int]
    /// The one float at the offset stands for the whole row.
    var repeatsColumns: Bool

    /// All of a buffer, row after row.
    init(root: Int, _ shape: Shape) {
        self.root = root
        offsets = (0..<shape.rows).map { $0 * shape.rowStride }
        repeatsColumns = false
    }

    /// The offset of the first row where the rows follow each other as in a buffer of their own; else nil.
    func contiguousStart(_ shape: Shape) -> Int? {
        guard !repeatsColumns, let first = offsets.first, first >= 0 else { return nil }
        for (row, offset) in offsets.enumerated() where offset != first + row * shape.rowStride {
            return nil
        }
        return first
    }

    /// The offset of the float that stands for all elements; else nil.
    var scalarOffset: Int? {
        guard repeatsColumns, let first = offsets.first, first >= 0 else { return nil }
        return offsets.allSatisfy { $0 == first } ? first : nil
    }

    /// This view seen through one more primitive; nil where the primitive is not a mere view.
    func through(_ primitive: Primitive, from operand: Shape, to result: Shape) -> View? {
        var view = self
        switch primitive {
        case .stopGradient:
            return view
        case .reshape:
            if operand.columns == result.columns { return view }
            guard result.columns == 1 else { return nil }
            view.offsets = (0..<result.rows).map { element($0 / operand.columns, $0 % operand.columns) }
            view.repeatsColumns = true
        case .slice(let axis, let start, let stride, _):
            view.offsets = rows(of: result) { index in
                var index = index
                index[axis] = start + index[axis] * stride
                return offsets[operand.row(index)]
            }
        case .pad(let axis, let start, let stride, _):
            view.offsets = rows(of: result) { index in
                let (at, rest) = (index[axis] - start).quotientAndRemainder(dividingBy: stride)
                guard index[axis] >= start, rest == 0, at < operand[axis] else { return -1 }
                var index = index
                index[axis] = at
                return offsets[operand.row(index)]
            }
        case .broadcast(_, let axes):
            let spansColumns = axes.last == result.rank - 1 && result.rank > 0
            view.offsets = rows(of: result) { index in
                let place = axes.dropLast(spansColumns ? 1 : 0).map { index[$0] }
                if spansColumns { return offsets[operand.row(place)] }
                guard let column = place.last else { return offsets[0] }
                return element(operand.row(Array(place.dropLast())), column)
            }
            view.repeatsColumns = repeatsColumns || !spansColumns
        default:
            return nil
        }
        return view
    }

    private func element(_ row: Int, _ column: Int) -> Int {
        offsets[row] < 0 || repeatsColumns ? offsets[row] : offsets[row] + column
    }

    private func rows(of shape: Shape, _ offset: ([Int]) -> Int) -> [Int] {
        let leading = Array(shape.dimensions.dropLast())
        var index = [Int](repeating: 0, count: leading.count)
        return (0..<shape.rows).map { _ in
            defer {
                for axis in leading.indices.reversed() {
                    index[axis] += 1
                    if index[axis] < leading[axis] { break }
                    index[axis] = 0
                }
            }
            return offset(index)
        }
    }
}

extension Shape {
    /// The row of a leading index; extra axes of the index (the last one) are left out by the caller.
    fileprivate func row(_ index: [Int]) -> Int {
        var row = 0
        for axis in 0..<max(rank - 1, 0) { row = row * dimensions[axis] + index[axis] }
        return row
    }
}
