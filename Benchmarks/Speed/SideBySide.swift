import Artifact
import Datasets
import Foundation
import Processes

extension Speed {
    /// Two trainings at once on two cores, beside one alone; first of all what the cores themselves give, by
    /// multiply-adds on registers.
    func sideBySideTable(_ examples: Examples) throws -> String {
        var table = PrintedTable(header: ["two at once", "throughput, one alone = 1"])
        func add(_ title: String, _ prepare: @escaping () throws -> Work) throws {
            note("two at once: \(title)")
            var ratios: [Double] = []
            for _ in 0..<blocks {
                // One alone is the yardstick, just before and just after.
                let before = try rates(1, seconds: blockSeconds / 2, prepare)[0]
                let together = try rates(2, seconds: blockSeconds, prepare).reduce(0, +)
                let after = try rates(1, seconds: blockSeconds / 2, prepare)[0]
                ratios.append(2 * together / (before + after))
            }
            table.append([title, fixed(median(ratios), decimals: 2)])
        }
        try add("multiply-adds alone") { { times in for _ in 0..<times { fillMultiplyAdders() } } }
        for model in ModelCase.all {
            try add(model.title) {
                let trainer = try model.trainer(examples)
                return { times in for _ in 0..<times { try trainer.step() } }
            }
        }
        return "Two cores:\n\n\(table.markdown)"
    }
}

/// Does work on so many threads at once and gives how often each does it in a second.
///
/// All are busy to the end: with a fixed number of times one would wait for the other.
private func rates(_ threads: Int, seconds: Double, _ prepare: @escaping () throws -> Work) throws -> [Double] {
    try atOnce(threads) { _ in
        let work = try prepare()
        // More than an epoch: batches are made when they are first needed.
        try work(50)
        return { try rate(of: work, seconds: seconds) }
    }
}

/// Prepares work on each of so many threads, lets all begin together, and gives what each returns.
///
/// Each thread prepares its own, as a scheduler's threads do: what two threads write does not share a line of the cache.
func atOnce<Value>(_ threads: Int, _ prepare: @escaping (_ thread: Int) throws -> () throws -> Value) throws -> [Value] {
    let (ready, go, done) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    // Each thread writes one.
    let results = UnsafeMutablePointer<Result<Value, any Error>>.allocate(capacity: threads)
    // Without all of them there is nothing to compare; those that wait at the gate are let go.
    nonisolated(unsafe) var failure: SpeedError?
    var started = 0
    while started < threads {
        nonisolated(unsafe) let (prepare, result) = (prepare, results + started)
        let thread = started
        let isStarted = Threads.start {
            let work = Result { try prepare(thread) }
            ready.signal()
            go.wait()
            result.initialize(
                to: Result {
                    if let failure { throw failure }
                    return try work.get()()
                })
            done.signal()
        }
        guard isStarted else { break }
        started += 1
    }
    defer { results.deinitialize(count: started).deallocate() }
    for _ in 0..<started { ready.wait() }
    if started < threads { failure = SpeedError("\(threads) threads are needed, and the system starts only \(started)") }
    for _ in 0..<started { go.signal() }
    for _ in 0..<started { done.wait() }
    if let failure { throw failure }
    return try (0..<threads).map { try results[$0].get() }
}

/// How often in a second work is done.
private func rate(of work: Work, seconds: Double) throws -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    var times = 0
    var elapsed = 0.0
    repeat {
        try work(1)
        times += 1
        elapsed = (clock.now - start) / .seconds(1)
    } while elapsed < seconds
    return Double(times) / elapsed
}
