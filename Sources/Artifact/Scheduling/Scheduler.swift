import Foundation
import Processes

/// Runs independent jobs on a fixed number of threads, or on as many as the system starts.
///
/// Results come back in the order of the jobs. Nothing about a job depends on the thread it runs on or on
/// what runs beside it, so neither the number of threads nor the order of completion changes a result.
public struct Scheduler: Sendable {
    /// How many jobs run at once, at least 1.
    public let threads: Int

    /// - Parameter threads: All cores when nil.
    public init(threads: Int? = nil) {
        self.threads = max(1, threads ?? ProcessInfo.processInfo.activeProcessorCount)
    }

    /// What a job of ``map(_:weight:onTick:_:)`` knows about its surroundings.
    public struct JobContext: Sendable {
        /// How many threads the job may use itself: what is left over when there are fewer jobs than threads.
        public let threads: Int
        /// To be told how much of the job is done, 0...1; any number of times, from any thread.
        public let report: @Sendable (_ fraction: Double) -> Void
    }

    /// Applies `body` to each of `jobs`.
    ///
    /// - Parameters:
    ///   - weight: How long a job takes, in any unit. The heaviest start first, so that none is left for the end.
    ///   - onTick: Called about ten times a second on the calling thread with the weight that is done
    ///     and the number of jobs finished; for progress lines.
    /// - Throws: The error of the first of the jobs (in their order) that failed. Jobs that were running then
    ///   have finished; none was started afterwards.
    public func map<Job: Sendable, Output: Sendable>(
        _ jobs: [Job], weight: (Job) -> Double = { _ in 1 },
        onTick: (_ doneWeight: Double, _ finished: Int) -> Void = { _, _ in },
        _ body: @escaping @Sendable (Job, JobContext) throws -> Output
    ) throws -> [Output] {
        guard !jobs.isEmpty else { return [] }
        let weights = jobs.map(weight)
        let order = jobs.indices.sorted { (weights[$0], $1) > (weights[$1], $0) }
        let board = JobBoard<Output>(order: order)
        let workers = min(threads, jobs.count)
        let threadsPerJob = threads / workers
        let wakeUp = DispatchSemaphore(value: 0)
        @Sendable func takeOne() -> Bool {
            guard let index = board.take() else { return false }
            let context = JobContext(threads: threadsPerJob) { board.report($0, for: index) }
            board.finish(index, with: Result { try body(jobs[index], context) })
            return true
        }
        func tick() {
            let status = board.status(weights: weights)
            onTick(status.doneWeight, status.finished)
        }
        // The system may start fewer threads than are asked for.
        var started = 0
        while started < workers,
            Threads.start({
                while takeOne() {}
                board.leave()
                wakeUp.signal()
            })
        { started += 1 }
        if started == 0 {
            repeat { tick() } while takeOne()
        } else {
            var areWorking = true
            while areWorking {
                areWorking = wakeUp.wait(timeout: .now() + .milliseconds(100)) == .timedOut || board.workersLeft < started
                tick()
            }
        }
        return try board.outputs()
    }
}

/// What the threads of one `map` share.
private final class JobBoard<Output: Sendable>: Sendable {
    private struct State {
        var next = 0
        var closed = false
        var workersLeft = 0
        var fractions: [Double]
        var results: [Result<Output, any Error>?]
    }
    private let order: [Int]
    private let state: Guarded<State>

    init(order: [Int]) {
        self.order = order
        state = Guarded(
            State(
                fractions: Array(repeating: 0, count: order.count),
                results: Array(repeating: nil, count: order.count)))
    }

    /// The next job to run, or nil when none is left or one has failed.
    func take() -> Int? {
        state.withLock { state in
            guard !state.closed, state.next < order.count else { return nil }
            state.next += 1
            return order[state.next - 1]
        }
    }

    func report(_ fraction: Double, for index: Int) {
        state.withLock { $0.fractions[index] = min(max(fraction, 0), 1) }
    }

    func finish(_ index: Int, with result: Result<Output, any Error>) {
        state.withLock { state in
            state.results[index] = result
            if case .failure = result { state.closed = true }
        }
    }

    func leave() { state.withLock { $0.workersLeft += 1 } }

    var workersLeft: Int { state.withLock { $0.workersLeft } }

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
