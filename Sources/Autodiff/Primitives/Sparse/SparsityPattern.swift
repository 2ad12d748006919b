import Kernels

/// Which entries of a matrix (M, K) are there; the others are zero for good.
///
/// The values of such a matrix are a vector of `count` numbers, row by row, columns ascending.
public struct SparsityPattern: Hashable, Sendable {
    /// M.
    public let rows: Int
    /// K.
    public let columns: Int
    /// The entries of row i are numbers `rowStarts[i] ..< rowStarts[i + 1]`.  // (M + 1)
    public let rowStarts: [Int]
    /// The column of each entry.  // (count)
    public let columnIndices: [Int]
    /// A digest of the above, so that patterns are told apart without reading them.
    private let fingerprint: UInt64

    /// The entries where `mask`, (M, K) with the last axis fastest, is true.
    public init(rows: Int, columns: Int, mask: some Collection<Bool>) {
        precondition(
            mask.count == rows * columns, "a mask of \(mask.count) for a matrix (\(rows), \(columns))")
        var starts = [0]
        var indices: [Int] = []
        for (position, isThere) in mask.enumerated() {
            if isThere { indices.append(position % columns) }
            if position % columns == columns - 1 { starts.append(indices.count) }
        }
        self.rows = rows
        self.columns = columns
        rowStarts = starts
        columnIndices = indices
        fingerprint = (starts + indices).reduce(0xcbf2_9ce4_8422_2325) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01b3
        }
    }

    /// The number of entries.
    public var count: Int { columnIndices.count }

    /// The share of entries that are there.
    public var density: Double { Double(count) / Double(max(rows * columns, 1)) }

    public func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }

    /// For each entry its position in the dense matrix, the last axis fastest.
    public var positions: [Int] {
        (0..<rows).flatMap { row in
            columnIndices[rowStarts[row]..<rowStarts[row + 1]].map { row * columns + $0 }
        }
    }

    /// What the kernels go through: the entries of the matrix, or of its transpose.
    func blocks(transposed: Bool) -> SparseBlocks {
        guard transposed else { return SparseBlocks(rowStarts: rowStarts, columnIndices: columnIndices, columns: columns) }
        let (starts, rowIndices, numbers) = byColumn
        return SparseBlocks(rowStarts: starts, columnIndices: rowIndices, columns: rows, positions: numbers)
    }

    /// The same entries column by column: where each column starts, and row and number of each entry.
    private var byColumn: (starts: [Int], rowIndices: [Int], numbers: [Int]) {
        var starts = [Int](repeating: 0, count: columns + 1)
        for column in columnIndices { starts[column + 1] += 1 }
        for column in 0..<columns { starts[column + 1] += starts[column] }
        var next = starts
        var rowIndices = [Int](repeating: 0, count: count)
        var numbers = rowIndices
        for row in 0..<rows {
            for number in rowStarts[row]..<rowStarts[row + 1] {
                let position = next[columnIndices[number]]
                next[columnIndices[number]] += 1
                rowIndices[position] = row
                numbers[position] = number
            }
        }
        return (starts, rowIndices, numbers)
    }
}

extension SparsityPattern: CustomStringConvertible {
    public var description: String { "\(count) of (\(rows), \(columns))" }
}
