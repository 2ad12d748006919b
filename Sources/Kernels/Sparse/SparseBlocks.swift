/// The entries of a matrix (M, K) that are there, as the kernels go through them: by blocks of columns, in a block row by row.
///
/// What a block's columns multiply, some rows of the right operand, is copied so that it stays in the L1 cache while the
/// entries of all M rows pass by. The order of no sum depends on the size of a block.
public final class SparseBlocks {
    /// Columns of a block, at most. 500 columns make blocks of 72, whose copies take 32 KB with seven vectors of each row.
    static let mostColumns = 80
    /// Vectors of each row of the right operand that are copied at a time.
    static let mostVectors = 8

    let rows: Int
    let columns: Int
    let blocks: Int
    let columnsPerBlock: Int
    /// The number of entries.
    let count: Int
    /// The entries of row i in block b are `starts[b * rows + i] ..< starts[b * rows + i + 1]`.  // (blocks · rows + 1)
    let starts: OffsetTable
    /// Where what each entry multiplies begins in the copy, in floats.
    let offsets: OffsetTable
    /// The number that each entry has for the caller.
    let positions: OffsetTable
    /// Rows of the right operand.  // (mostColumns, 16 · mostVectors)
    let copy: UnsafeMutablePointer<Float>
    private static let copyStride = laneCount * mostVectors

    /// How many blocks a matrix is cut into.
    public static func blocks(columns: Int) -> Int { max(1, (columns + mostColumns - 1) / mostColumns) }

    /// The entries of the largest block.
    var largestBlock: Int {
        (0..<blocks).map { Int(starts.pointer[($0 + 1) * rows] - starts.pointer[$0 * rows]) }.max() ?? 0
    }

    /// - Parameters:
    ///   - rowStarts: the entries of row i are `rowStarts[i] ..< rowStarts[i + 1]`; one more than there are rows.
    ///   - columnIndices: the column of each entry, ascending in a row.
    ///   - columns: K.
    ///   - positions: the number that each entry has among the values, from 0 to below the number of entries; nil where
    ///     they follow one another.
    public init(rowStarts: [Int], columnIndices: [Int], columns: Int, positions: [Int]? = nil) {
        let count = columnIndices.count
        require(
            rowStarts.first == 0 && rowStarts.last == count && zip(rowStarts, rowStarts.dropFirst()).allSatisfy(<=),
            "\(count) entries in rows that start at \(rowStarts)")
        require(columnIndices.allSatisfy { 0 <= $0 && $0 < columns }, "an entry outside of \(columns) columns")
        require(
            positions.map { $0.count == count && $0.allSatisfy { 0 <= $0 && $0 < count } } ?? true,
            "\(positions?.count ?? 0) positions for \(count) entries")
        rows = rowStarts.count - 1
        self.columns = columns
        self.count = count
        blocks = Self.blocks(columns: columns)
        columnsPerBlock = (columns + blocks - 1) / blocks
        var next = rowStarts
        var (starts, offsets, numbers) = ([0], [Int](), [Int]())
        for block in 0..<blocks {
            let first = block * columnsPerBlock
            for row in 0..<rows {
                while next[row] < rowStarts[row + 1], columnIndices[next[row]] < first + columnsPerBlock {
                    require(columnIndices[next[row]] >= first, "columns that do not ascend in row \(row)")
                    offsets.append((columnIndices[next[row]] - first) * Self.copyStride)
                    numbers.append(positions?[next[row]] ?? next[row])
                    next[row] += 1
                }
                starts.append(offsets.count)
            }
        }
        self.starts = OffsetTable(starts)
        self.offsets = OffsetTable(offsets)
        self.positions = OffsetTable(numbers)
        copy = Self.allocate(vectors: Self.mostColumns * Self.mostVectors)
    }

    /// Zeros that begin on a cache line.
    static func allocate(vectors: Int) -> UnsafeMutablePointer<Float> {
        let count = laneCount * vectors
        let pointer = UnsafeMutableRawPointer.allocate(byteCount: 4 * count, alignment: 64).bindMemory(to: Float.self, capacity: count)
        pointer.initialize(repeating: 0, count: count)
        return pointer
    }

    deinit { copy.deallocate() }

    /// Copies what a block multiplies: so many vectors of its rows, with zeros where the last of them goes beyond `width` floats.
    func copyRows(of block: Int, _ right: UnsafePointer<Float>, rowStride: Int, vectors: Int, width: Int) {
        let first = block &* columnsPerBlock
        let last = laneCount &* (vectors &- 1)
        let isThere = SIMDMask<SIMD16<Int32>>.first(width &- last)
        for k in 0..<max(0, min(columnsPerBlock, columns &- first)) {
            let (source, target) = (right + (first &+ k) &* rowStride, copy + k &* Self.copyStride)
            forEachVector(last) { target.store(source.vector(at: $0), at: $0) }
            target.store(Vector().replacing(with: source.vector(at: last), where: isThere), at: last)
        }
    }
}

/// A panel of columns, in vectors, where `vectors` are cut into as few as possible of nearly equal size.
@inline(__always)
func forEachPanel(vectors: Int, most: Int, _ body: (_ first: Int, _ count: Int) -> Void) {
    let panels = (vectors &+ most &- 1) / most
    var first = 0
    for panel in 0..<panels {
        let count = (vectors &- first &+ panels &- panel &- 1) / (panels &- panel)
        body(first, count)
        first &+= count
    }
}
