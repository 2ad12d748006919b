import Foundation
import Processes

/// Runs jobs on a number of threads, or on as many as the system starts; those that need others after them.
///
/// Results come back in the order of the jobs. Nothing about a job depends on the thread it runs on or on
/// what runs beside it, so neither the number of threads nor the order of completion changes a result.
public struct Scheduler: Sendable {
    /// How many threads compute at once, at least 1.
    public let threads: Int

    /// - Parameter threads: All cores when nil.
    public init(threads: Int? = nil) {
        self.threads = max(1, threads ?? ProcessInfo.processInfo.activeProcessorCount)
    }

    /// What a job of ``map(_:weight:prerequisites:onTick:_:)`` knows about its surroundings.
    public struct JobContext: Sendable {
        /// How many threads the job may use itself: what is left over when there are fewer jobs than threads.
        public let threads: Int
        /// To be told how much of the job is done, 0...1; any number of times, from any thread.
        public let report: @Sendable (_ fraction: Double) -> Void
    }

    /// Applies `body` to each of `jobs`, in the order of a ``RunQueue``: none of the longest chains is left for the end.
    ///
    /// - Parameters:
    ///   - weight: How long a job takes, in any unit.
    ///   - group: Jobs of a lower group come first.
    ///   - prerequisites: The jobs, by their indices, that must be finished before the job with this index starts.
    ///   - onTick: Called about ten times a second on the calling thread with the weight that is done
    ///     and the number of jobs finished; for progress lines.
    /// - Throws: The error of the first of the jobs (in their order) that failed. Jobs that were running then
    ///   have finished; none was started afterwards.
    public func map<Job: Sendable, Output: Sendable>(
        _ jobs: [Job], weight: (Job) -> Double = { _ in 1 }, group: (Job) -> Int = { _ in 0 },
        prerequisites: (Int) -> [Int] = { _ in [] },
        onTick: (_ doneWeight: Double, _ finished: Int) -> Void = { _, _ in },
        _ body: @escaping @Sendable (Job, JobContext) throws -> Output
    ) throws -> [Output] {
        let weights = jobs.map(weight)
        let board = JobBoard<Output>(
            RunQueue(weights: weights, prerequisites: jobs.indices.map(prerequisites), groups: jobs.map(group)), count: jobs.count,
            threads: threads)
        let cores = Cores(threads)
        let wakeUp = DispatchSemaphore(value: 0)
        /// Computes a job on a core that the thread has, and on further ones that are free.
        @Sendable func computeOne() -> Bool {
            guard let (index, wanted) = board.take() else { return false }
            var given = 1
            while given < wanted, cores.take() { given += 1 }
            let context = JobContext(threads: given) { board.report($0, for: index) }
            let result = Result { try body(jobs[index], context) }
            for _ in 1..<given { cores.giveBack() }
            board.finish(index, with: result)
            // Jobs that waited for this one may be more than this thread can take.
            if board.canUseThread { wakeUp.signal() }
            return true
        }
        while true {
            // The system may start fewer threads than are asked for.
            while board.canUseThread, cores.take() {
                board.enter()
                let isStarted = Threads.start {
                    while computeOne() {}
                    cores.giveBack()
                    board.leave()
                    wakeUp.signal()
                }
                guard !isStarted else { continue }
                if board.workers == 1, computeOne() { wakeUp.signal() }
                cores.giveBack()
                board.leave()
                break
            }
            let isOver = board.isOver
            let status = board.status(weights: weights)
            onTick(status.doneWeight, status.finished)
            if isOver { return try board.outputs() }
            _ = wakeUp.wait(timeout: .now() + .milliseconds(100))
        }
    }
}

/// What the threads of one `map` share.
private final class JobBoard<Output: Sendable>: Sendable {
    private struct State {
        var queue: RunQueue
        var closed = false
        /// Threads, and jobs under way.
        var workers = 0
        var running = 0
        var fractions: [Double]
        var results: [Result<Output, any Error>?]

        var waiting: Int { closed ? 0 : queue.readyCount }
    }
    private let threads: Int
    private let state: Guarded<State>

    init(_ queue: RunQueue, count: Int, threads: Int) {
        self.threads = threads
        state = Guarded(
            State(queue: queue, fractions: Array(repeating: 0, count: count), results: Array(repeating: nil, count: count)))
    }

    /// The next job to run and how many threads it may use; nil when none is ready or one has failed.
    func take() -> (index: Int, threads: Int)? {
        state.withLock { state in
            guard !state.closed else { return nil }
            let unbegun = state.queue.readyCount
            guard let index = state.queue.take() else { return nil }
            defer { state.running += 1 }
            return (index, max(1, threads / (state.running + unbegun)))
        }
    }

    func report(_ fraction: Double, for index: Int) {
        state.withLock { $0.fractions[index] = min(max(fraction, 0), 1) }
    }

    func finish(_ index: Int, with result: Result<Output, any Error>) {
        state.withLock { state in
            state.results[index] = result
            state.running -= 1
            if case .failure = result { state.closed = true } else { state.queue.finish(index) }
        }
    }

    // MARK: Threads

    /// Whether a job is ready that no thread is about to take.
    var canUseThread: Bool {
        state.withLock { $0.workers < threads && $0.waiting > $0.workers - $0.running }
    }

    func enter() { state.withLock { $0.workers += 1 } }

    func leave() { state.withLock { $0.workers -= 1 } }

    var workers: Int { state.withLock { $0.workers } }

    /// Whether nothing is under way and nothing will be.
    var isOver: Bool { state.withLock { $0.workers == 0 && $0.waiting == 0 } }

    func status(weights: [Double]) -> (doneWeight: Double, finished: Int) {
        state.withLock { state in
            var done = 0.0
            var finished = 0
            for index in weights.indices {
                let isFinished = state.results[index] != nil
                done += weights[index] * (isFinished ? 1 : state.fractions[index])
                finished += isFinished ? 1 : 0
            }
            return (done, finished)
        }
    }

    func outputs() throws -> [Output] {
        let results = state.withLock { $0.results }
        for case .failure(let error)? in results { throw error }
        return try results.map { try $0!.get() }
    }
}

/// The cores that the threads of one `map` compute on.
private final class Cores: Sendable {
    private let free: Guarded<Int>

    init(_ count: Int) { free = Guarded(count) }

    /// Takes a core, if there is one.
    func take() -> Bool {
        free.withLock { free in
            guard free > 0 else { return false }
            free -= 1
            return true
        }
    }

    func giveBack() { free.withLock { $0 += 1 } }
}
