import Threading

/// Values that are made once for each key and shared by all threads: large data that many runs of a process read.
///
/// Of more keys than `limit` those that were asked for longest ago are let go, and made again when they are asked for again. Which thread
/// asks first never matters: a value follows from its key.
public final class SharedValues<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    /// A value, or the place where one is being made.
    private final class Cell: Sendable {
        let value = Guarded<Value?>(nil)
    }
    private struct Known {
        var cells: [Key: (cell: Cell, lastUse: Int)] = [:]
        var uses = 0
    }
    private let known = Guarded(Known())
    private let limit: Int

    /// - Parameter limit: The most values that are kept.
    public init(limit: Int = 8) { self.limit = max(limit, 1) }

    /// The value of a key. The first to ask makes it while others who ask for the same one wait; after an error the next one tries again.
    public func value<Failure: Error>(_ key: Key, make: () throws(Failure) -> Value) throws(Failure) -> Value {
        let cell = cell(of: key)
        let result = cell.value.withLock { value -> Result<Value, Failure> in
            if let value { return .success(value) }
            do throws(Failure) {
                let made = try make()
                value = made
                return .success(made)
            } catch { return .failure(error) }
        }
        return try result.get()
    }

    private func cell(of key: Key) -> Cell {
        known.withLock { known in
            known.uses += 1
            let cell = known.cells[key]?.cell ?? Cell()
            known.cells[key] = (cell, known.uses)
            while known.cells.count > limit, let oldest = known.cells.min(by: { $0.value.lastUse < $1.value.lastUse })?.key {
                known.cells[oldest] = nil
            }
            return cell
        }
    }
}
