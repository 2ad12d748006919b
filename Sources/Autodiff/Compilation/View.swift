/// How one value is read through broadcasts, slices, pads and reshapes, without a copy: where each row of
/// the result begins in the buffer of `root`.
struct View: Hashable {
    /// The node whose buffer is read.
    let root: Int
    /// For each row, an offset in floats; -1 for a row of zeros.
    let offsets: [Int]
    /// The one float at the offset stands for the whole row.
    var repeatsColumns: Bool

    init(root: Int, offsets: [Int], repeatsColumns: Bool) {
        self.root = root
        self.offsets = offsets
        self.repeatsColumns = repeatsColumns
    }

    /// All of a buffer, row after row.
    init(root: Int, _ shape: Shape) {
        self.init(root: root, offsets: (0..<shape.rows).map { $0 * shape.rowStride }, repeatsColumns: false)
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

    /// The offset of one element of a row.
    func element(_ row: Int, _ column: Int) -> Int {
        offsets[row] < 0 || repeatsColumns ? offsets[row] : offsets[row] + column
    }
}
