import CThreading

/// Threads that may not start: the system limits how many a user or a container has.
public enum Threads {
    /// Starts a thread that runs `body` and ends.
    ///
    /// - Parameter stackSize: In bytes.
    /// - Returns: Whether it was started. Whoever needs its work must do it otherwise if not.
    public static func start(stackSize: Int = 16 << 20, _ body: @escaping @Sendable () -> Void) -> Bool {
        let work = Unmanaged.passRetained(Work(body))
        let failure = start_thread(
            stackSize,
            { argument in
                Unmanaged<Work>.fromOpaque(argument!).takeRetainedValue().body()
                return nil
            }, work.toOpaque())
        if failure != 0 { work.release() }
        return failure == 0
    }

    private final class Work: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
}
