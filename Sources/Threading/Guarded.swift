import Foundation

/// A value that one thread at a time can see.
///
/// What the standard library's Mutex is, on a lock of the C library: the thread sanitizer does not see the standard library's,
/// and takes what it protects for races.
public final class Guarded<Value>: @unchecked Sendable {
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var value: Value

    public init(_ value: Value) {
        self.value = value
        pthread_mutex_init(lock, nil)
        pthread_cond_init(changed, nil)
    }

    deinit {
        pthread_cond_destroy(changed)
        pthread_mutex_destroy(lock)
        changed.deallocate()
        lock.deallocate()
    }

    public func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        return try body(&value)
    }

    /// Waits until `condition` holds, and goes on as ``withLock(_:)`` does. Whoever changes what it looks at calls ``wake()``.
    public func wait<Result>(until condition: (Value) -> Bool, _ body: (inout Value) throws -> Result) rethrows -> Result {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        while !condition(value) { pthread_cond_wait(changed, lock) }
        return try body(&value)
    }

    /// Lets those who wait look again.
    public func wake() { pthread_cond_broadcast(changed) }
}
