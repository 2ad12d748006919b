import Artifact
import Foundation
import Synchronization
import Testing

@Suite struct SchedulerTests {
    private struct Failure: Error, Equatable { let job: Int }

    @Test(arguments: [1, 2, 3, 8]) func resultsAreInTheOrderOfTheJobs(threads: Int) throws {
        let jobs = Array(0..<50)
        // Later jobs end sooner.
        let results = try Scheduler(threads: threads).map(jobs) { job, _ in
            Thread.sleep(forTimeInterval: Double((50 - job) % 7) / 2000)
            return job * job
        }
        #expect(results == jobs.map { $0 * $0 })
        #expect(try Scheduler(threads: threads).map([Int]()) { job, _ in job } == [])
    }

    @Test func heavyJobsStartFirstAndEqualOnesInOrder() throws {
        let started = Mutex<[Int]>([])
        _ = try Scheduler(threads: 1).map([1, 5, 2, 5, 9], weight: { Double($0) }) { job, _ in
            started.withLock { $0.append(job) }
        }
        #expect(started.withLock { $0 } == [9, 5, 5, 2, 1])
    }

    /// The chain 0, 1 goes on while job 2 is under way: there is no stage that ends for all.
    @Test(arguments: [2, 8]) func aJobStartsWhenThoseThatItNeedsHaveEnded(threads: Int) throws {
        let ended = Mutex<[Int]>([])
        let results = try Scheduler(threads: threads).map([0, 1, 2], prerequisites: { $0 == 1 ? [0] : [] }) { job, _ in
            if job == 1 { #expect(ended.withLock { $0 } == [0]) }
            if job == 2 { while ended.withLock({ !$0.contains(1) }) { Thread.sleep(forTimeInterval: 0.001) } }
            ended.withLock { $0.append(job) }
            return job
        }
        #expect(results == [0, 1, 2])
        #expect(ended.withLock { $0 } == [0, 1, 2])
    }

    @Test func nothingStartsAfterAJobThatItNeedsHasFailed() throws {
        let started = Mutex<[Int]>([])
        #expect(throws: Failure(job: 0)) {
            try Scheduler(threads: 4).map([0, 1], prerequisites: { $0 == 1 ? [0] : [] }) { job, _ in
                started.withLock { $0.append(job) }
                if job == 0 { throw Failure(job: 0) }
            }
        }
        #expect(started.withLock { $0 } == [0])
    }

    @Test(arguments: [(1, 4, 1), (4, 2, 2), (5, 2, 2), (8, 1, 8)])
    func spareThreadsGoToTheJobs(threads: Int, jobs: Int, each: Int) throws {
        let begun = Atomic<Int>(0)
        let given = try Scheduler(threads: threads).map(Array(0..<jobs)) { _, context in
            begun.add(1, ordering: .acquiringAndReleasing)
            // Fewer jobs than threads are all under way at once.
            while threads >= jobs, begun.load(ordering: .acquiring) < jobs { Thread.sleep(forTimeInterval: 0.001) }
            return context.threads
        }
        #expect(given == Array(repeating: each, count: jobs))
    }

    @Test func anErrorStartsNothingNewAndLetsRunningJobsEnd() throws {
        let finished = Mutex<[Int]>([])
        #expect(throws: Failure(job: 2)) {
            try Scheduler(threads: 1).map([0, 1, 2, 3, 4]) { job, _ in
                if job == 2 { throw Failure(job: job) }
                finished.withLock { $0.append(job) }
            }
        }
        #expect(finished.withLock { $0 } == [0, 1])

        let slowEnded = Atomic<Bool>(false)
        let slowBegan = Atomic<Bool>(false)
        // Whether the scheduler goes on after the failure, or has returned too early.
        let goesOn = Atomic<Bool>(false)
        let hasReturned = Atomic<Bool>(false)
        #expect(throws: Failure(job: 1)) {
            defer { hasReturned.store(true, ordering: .releasing) }
            try Scheduler(threads: 2).map(
                [0, 1], onTick: { if $1 == 1 { goesOn.store(true, ordering: .releasing) } }
            ) { job, _ in
                if job == 1 {
                    while !slowBegan.load(ordering: .acquiring) { Thread.sleep(forTimeInterval: 0.001) }
                    throw Failure(job: 1)
                }
                slowBegan.store(true, ordering: .releasing)
                while !goesOn.load(ordering: .acquiring), !hasReturned.load(ordering: .acquiring) { Thread.sleep(forTimeInterval: 0.001) }
                if !hasReturned.load(ordering: .acquiring) { slowEnded.store(true, ordering: .releasing) }
            }
        }
        let ended = slowEnded.load(ordering: .acquiring)
        #expect(ended)
    }

    @Test func fractionsOfRunningJobsCount() throws {
        var seen: [Double] = []
        var last = 0
        let halfWasSeen = Atomic<Bool>(false)
        _ = try Scheduler(threads: 1).map(
            [4.0, 8.0], weight: { $0 },
            onTick: {
                seen.append($0)
                last = $1
                if $0 == 4 { halfWasSeen.store(true, ordering: .releasing) }
            }
        ) { weight, context in
            context.report(0.5)
            // The heavier one is the first.
            while weight == 8, !halfWasSeen.load(ordering: .acquiring) { Thread.sleep(forTimeInterval: 0.001) }
            context.report(7)
        }
        #expect(seen.contains(4))
        #expect(seen.last == 12 && last == 2)
        #expect(seen == seen.sorted())
    }
}
