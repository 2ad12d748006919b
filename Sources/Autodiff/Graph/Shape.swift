import Kernels

/// The sizes of a tensor's axes, outermost first. The batch, where there is one, is the last axis, so that
/// vectors run over examples: `(C, L, N)` for channels, length and batch.
public struct Shape: Hashable, Sendable, ExpressibleByArrayLiteral, CustomStringConvertible {
    /// The size of each axis.
    public let dimensions: [Int]
    /// The product of all sizes but the last.
    public let rows: Int
    /// The size of the last axis; 1 for a scalar.
    public let columns: Int

    /// Sizes of the axes, outermost first; none for a scalar.
    public init(_ dimensions: [Int]) {
        self.dimensions = dimensions
        rows = dimensions.dropLast().reduce(1, *)
        columns = dimensions.last ?? 1
    }
    /// `[100, 40]` is a shape of two axes.
    public init(arrayLiteral dimensions: Int...) { self.init(dimensions) }

    /// The number of axes.
    public var rank: Int { dimensions.count }
    /// The number of elements; 1 for a scalar.
    public var count: Int { dimensions.reduce(1, *) }
    /// The distance between rows in a buffer: `columns` rounded up to whole vectors, in floats.
    public var rowStride: Int { paddedCount(columns) }
    /// The floats that a buffer of this shape takes.
    public var storage: Int { rows * rowStride }

    public var description: String {
        "(" + dimensions.map(String.init).joined(separator: ", ") + ")"
    }

    /// The size of one axis.
    public subscript(axis: Int) -> Int { dimensions[axis] }

    /// The same shape with the size of one axis replaced.
    func replacing(axis: Int, with size: Int) -> Shape {
        var dimensions = dimensions
        dimensions[axis] = size
        return Shape(dimensions)
    }

    /// The axes but for some.
    func axes(without some: [Int]) -> [Int] { dimensions.indices.filter { !some.contains($0) } }

    /// The row of an index; the last axis may be left out of it.
    func row(_ index: [Int]) -> Int {
        var row = 0
        for axis in 0..<max(rank - 1, 0) { row = row * dimensions[axis] + index[axis] }
        return row
    }

    /// What a function gives for the index of each row, all axes but the last.
    func mapRows<Result>(_ body: (_ index: [Int]) -> Result) -> [Result] {
        var index = [Int](repeating: 0, count: max(rank - 1, 0))
        return (0..<rows).map { _ in
            defer {
                for axis in index.indices.reversed() {
                    index[axis] += 1
                    if index[axis] < dimensions[axis] { break }
                    index[axis] = 0
                }
            }
            return body(index)
        }
    }
}
