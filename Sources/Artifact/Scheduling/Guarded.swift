import Foundation

/// A value that one thread at a time can see.
///
/// What the standard library's Mutex is, on a lock of the C library: the thread sanitizer does not see the standard library's,
/// and takes what it protects for races.
final class Guarded<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value

    init(_ value: Value) { self.value = value }

    func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        lock.lock()
        defer { lock.unlock() }
        return try body(&value)
    }
}
