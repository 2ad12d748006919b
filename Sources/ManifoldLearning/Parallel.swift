import Threading

/// Calls `body` once with each number below `count`, on up to `threads` threads; returns when all are done.
///
/// The calls are independent of each other, and which thread makes one never matters: results must depend on the
/// number alone.
func inParallel(_ count: Int, threads: Int, _ body: (Int) -> Void) {
    ParallelLoop.run(count, threads: threads, body)
}

/// ``inParallel(_:threads:_:)`` over the ranges of `size` consecutive numbers, the last one shorter, that cover
/// 0..<count. The ranges do not depend on the number of threads.
func inParallel(_ count: Int, by size: Int, threads: Int, _ body: (Range<Int>) -> Void) {
    inParallel((count + size - 1) / size, threads: threads) { chunk in
        body(chunk * size..<min((chunk + 1) * size, count))
    }
}
