import Dispatch
import Synchronization

/// Calls `body` once with each number below `count`, on up to `threads` threads; returns when all are done.
///
/// The calls are independent of each other, and which thread makes one never matters: results must depend on the
/// number alone.
func inParallel(_ count: Int, threads: Int, _ body: (Int) -> Void) {
    let workers = min(threads, count)
    guard workers > 1 else {
        for number in 0..<count { body(number) }
        return
    }
    let counter = Counter()
    withoutActuallyEscaping(body) { body in
        // Callers write to places of their own for each number, which the type system cannot see.
        nonisolated(unsafe) let body = body
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
            while true {
                let number = counter.next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard number < count else { return }
                body(number)
            }
        }
    }
}

private final class Counter: Sendable {
    let next = Atomic(0)
}

/// ``inParallel(_:threads:_:)`` over the ranges of `size` consecutive numbers, the last one shorter, that cover
/// 0..<count. The ranges do not depend on the number of threads.
func inParallel(_ count: Int, by size: Int, threads: Int, _ body: (Range<Int>) -> Void) {
    inParallel((count + size - 1) / size, threads: threads) { chunk in
        body(chunk * size..<min((chunk + 1) * size, count))
    }
}
