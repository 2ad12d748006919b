import Synchronization

/// Loops whose rounds are independent of each other, on several threads.
///
/// The calling thread works too, so that a loop ends however few threads can be started. Threads are kept for later loops.
public enum ParallelLoop {
    /// Calls `body` once with each number below `count`, on up to `threads` threads; returns when all are done.
    ///
    /// Which thread makes a call must not matter to what it does.
    public static func run(_ count: Int, threads: Int, _ body: (Int) -> Void) {
        let helpers = min(threads, count) - 1
        guard helpers > 0 else {
            for number in 0..<max(count, 0) { body(number) }
            return
        }
        withoutActuallyEscaping(body) { body in
            var body = body
            withUnsafeMutablePointer(to: &body) { body in
                let loop = Loop(count, body)
                offer(loop, openings: helpers)
                loop.work()
                withdraw(loop)
            }
        }
    }

    /// A loop that is under way.
    private final class Loop: @unchecked Sendable {
        private let next = Atomic(0)
        private let count: Int
        private let body: UnsafePointer<(Int) -> Void>
        /// How many more threads may help, and how many do: seen by those alone who hold the lock.
        var openings = 0
        var helpers = 0

        init(_ count: Int, _ body: UnsafePointer<(Int) -> Void>) {
            self.count = count
            self.body = body
        }

        /// A function of its own, so that nothing of `body` is held when it has returned.
        @inline(never) func work() {
            while true {
                let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard number < count else { return }
                body.pointee(number)
            }
        }
    }

    private struct Hall {
        /// Loops with openings left, the oldest first.
        var loops: [Loop] = []
        /// Threads without work.
        var free = 0
    }
    private static let hall = Guarded(Hall())

    private static func offer(_ loop: Loop, openings: Int) {
        let missing = hall.withLock { hall in
            loop.openings = openings
            hall.loops.append(loop)
            return hall.loops.reduce(0) { $0 + $1.openings } - hall.free
        }
        hall.wake()
        for _ in 0..<max(missing, 0) {
            hall.withLock { $0.free += 1 }
            guard !Threads.start(help) else { continue }
            hall.withLock { $0.free -= 1 }
            return
        }
    }

    /// What a thread does all its life.
    @Sendable private static func help() {
        while true {
            let loop = hall.wait(until: { !$0.loops.isEmpty }) { hall in
                let loop = hall.loops[0]
                loop.openings -= 1
                loop.helpers += 1
                if loop.openings == 0 { hall.loops.removeFirst() }
                hall.free -= 1
                return loop
            }
            loop.work()
            hall.withLock { hall in
                loop.helpers -= 1
                hall.free += 1
            }
            hall.wake()
        }
    }

    /// Takes back the openings that nobody has taken, and waits for those who have one.
    private static func withdraw(_ loop: Loop) {
        hall.withLock { $0.loops.removeAll { $0 === loop } }
        hall.wait(until: { _ in loop.helpers == 0 }) { _ in }
    }
}
