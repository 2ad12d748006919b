import Synchronization

/// Values that are made once for each key and shared by all threads: large data that many runs of a process read.
public final class SharedValues<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let known = Mutex<[Key: Value]>([:])

    public init() {}

    /// The value of a key. The first to ask makes it while the others wait; after an error the next one tries again.
    public func value<Failure: Error>(_ key: Key, make: () throws(Failure) -> Value) throws(Failure) -> Value {
        let result = known.withLock { known -> Result<Value, Failure> in
            if let value = known[key] { return .success(value) }
            do throws(Failure) {
                let value = try make()
                known[key] = value
                return .success(value)
            } catch { return .failure(error) }
        }
        return try result.get()
    }
}
