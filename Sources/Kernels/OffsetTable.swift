/// A fixed list of offsets into a buffer, in floats, at a stable address.
public final class OffsetTable {
    /// The first entry.
    public let pointer: UnsafePointer<Int32>
    /// The number of entries.
    public let count: Int
    private let storage: UnsafeMutablePointer<Int32>

    /// Copies `offsets`.
    public init(_ offsets: [Int]) {
        count = offsets.count
        storage = .allocate(capacity: max(offsets.count, 1))
        for (index, offset) in offsets.enumerated() { storage[index] = Int32(offset) }
        pointer = UnsafePointer(storage)
    }

    deinit { storage.deallocate() }
}
