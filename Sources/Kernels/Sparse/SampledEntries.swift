import CVectorWidth

/// The entries of a pattern as `multiplySampled` goes through them, and room for its work.
///
/// Each row's entries are filled up to whole groups of eight with the row's last column.
public final class SampledEntries {
    /// The number of entries that are computed side by side.
    static let group = 8
    /// How many n are done for all entries before the next: as much of the right operand as stays in the nearest cache.
    static let slab = 16
    /// How many slabs are copied at once.
    static let slabs = 4

    let rows: Int
    let columns: Int
    /// The lanes of row i are `laneStarts[i] ..< laneStarts[i + 1]`.  // (rows + 1)
    let laneStarts: OffsetTable
    /// Where the column of each lane begins in a slab, in floats.
    let offsets: OffsetTable
    /// The entries of row i are `entryStarts[i] ..< entryStarts[i + 1]`.  // (rows + 1)
    let entryStarts: OffsetTable
    /// Where each entry goes in the output; nil where they follow one another.
    let positions: OffsetTable?
    /// The sum of each lane.
    let sums: UnsafeMutablePointer<Float>
    /// Some slabs of the right operand.  // (slabs, columns, slab)
    let copies: UnsafeMutablePointer<Float>

    /// The number of entries with those that fill up rows: what the work is proportional to.
    ///
    /// - Parameter rowStarts: as for ``init(rowStarts:columnIndices:columns:positions:)``.
    public static func laneCount(rowStarts: [Int]) -> Int {
        zip(rowStarts, rowStarts.dropFirst()).reduce(0) { $0 + ($1.1 - $1.0 + group - 1) / group * group }
    }

    /// How many entries of a dense product take as long as all of these, about (500 by 500, depths 100 and 500, Zen 5).
    ///
    /// Here both instruction sets work on vectors of eight, there AVX-512 works on sixteen.
    public var costInDenseEntries: Int { offsets.count * 7 / (vector_width_is_512() == 1 ? 1 : 2) }

    /// - Parameters:
    ///   - rowStarts: the entries of row i are `rowStarts[i] ..< rowStarts[i + 1]`; one more than there are rows.
    ///   - columnIndices: the column of each entry.
    ///   - columns: the number of columns.
    ///   - positions: where each entry goes in the output, from 0 to below the number of entries; nil where they follow one
    ///     another.
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
        self.positions = positions.map { OffsetTable($0) }
        var (starts, offsets) = ([0], [Int]())
        for row in 0..<rows {
            let entries = columnIndices[rowStarts[row]..<rowStarts[row + 1]]
            offsets += entries.map { $0 * Self.slab }
            while offsets.count % Self.group != 0 { offsets.append(offsets.last!) }
            starts.append(offsets.count)
        }
        laneStarts = OffsetTable(starts)
        entryStarts = OffsetTable(rowStarts)
        self.offsets = OffsetTable(offsets)
        sums = Self.allocate(offsets.count)
        copies = Self.allocate(columns * Self.slab * Self.slabs)
    }

    deinit {
        sums.deallocate()
        copies.deallocate()
    }

    private static func allocate(_ count: Int) -> UnsafeMutablePointer<Float> {
        let pointer = UnsafeMutableRawPointer.allocate(byteCount: 4 * max(count, 1), alignment: 64)
            .bindMemory(to: Float.self, capacity: count)
        pointer.initialize(repeating: 0, count: count)
        return pointer
    }
}
