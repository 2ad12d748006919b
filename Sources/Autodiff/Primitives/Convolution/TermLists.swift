import Kernels

/// The terms of each of several products, as lists of offsets.
struct TermLists {
    let left: OffsetTable
    let right: OffsetTable
    let starts: [Int]

    init(_ lists: [[(left: Int, right: Int)]]) {
        left = OffsetTable(lists.joined().map(\.left))
        right = OffsetTable(lists.joined().map(\.right))
        starts = lists.reduce(into: [0]) { $0.append($0.last! + $1.count) }
    }

    /// Product number `index`: rows of `output` from the listed terms.
    @inline(__always)
    func multiply(
        _ index: Int, _ leftOperand: UnsafePointer<Float>, leftRowStride: Int,
        _ rightOperand: UnsafePointer<Float>, into output: ProductOutput
    ) {
        Kernels.multiply(
            leftOperand, leftRowStride: leftRowStride, leftOffsets: left.pointer + starts[index],
            rightOperand, rightOffsets: right.pointer + starts[index],
            depth: starts[index + 1] - starts[index], into: output)
    }
}
