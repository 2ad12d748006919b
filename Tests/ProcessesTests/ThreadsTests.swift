import Processes
import Synchronization
import Testing

@Suite struct ThreadsTests {
    @Test func whatIsStartedRunsAndWhatIsNotIsSaid() {
        let ran = Guarded(0)
        for _ in 0..<10 {
            #expect(
                Threads.start {
                    ran.withLock { $0 += 1 }
                    ran.wake()
                })
        }
        ran.wait(until: { $0 == 10 }) { _ in }
        // No machine has room for this stack.
        #expect(!Threads.start(stackSize: 1 << 50) { ran.withLock { $0 += 1 } })
        #expect(ran.withLock { $0 } == 10)
    }

    @Test(arguments: [(0, 4), (1, 4), (7, 1), (7, 2), (1000, 3), (1000, 64)])
    func aLoopCallsEachRoundOnce(count: Int, threads: Int) {
        let calls = (0..<count).map { _ in Guarded(0) }
        ParallelLoop.run(count, threads: threads) { number in calls[number].withLock { $0 += 1 } }
        #expect(calls.allSatisfy { $0.withLock { $0 } == 1 })
    }

    @Test func aLoopUsesAsManyThreadsAsAsked() {
        // Four rounds that wait for each other need four threads.
        let inside = Guarded(0)
        ParallelLoop.run(4, threads: 4) { _ in
            inside.withLock { $0 += 1 }
            inside.wake()
            inside.wait(until: { $0 == 4 }) { _ in }
        }
        #expect(inside.withLock { $0 } == 4)
    }

    @Test func loopsWithinLoopsAndBesideEachOtherEnd() {
        let sum = Guarded(0)
        let done = Guarded(0)
        for _ in 0..<4 {
            let started = Threads.start {
                for _ in 0..<20 {
                    ParallelLoop.run(5, threads: 3) { outer in
                        ParallelLoop.run(7, threads: 3) { inner in sum.withLock { $0 += outer * inner } }
                    }
                }
                done.withLock { $0 += 1 }
                done.wake()
            }
            #expect(started)
        }
        done.wait(until: { $0 == 4 }) { _ in }
        #expect(sum.withLock { $0 } == 4 * 20 * 10 * 21)
    }
}
