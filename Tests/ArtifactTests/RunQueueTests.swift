import Artifact
import Testing

@Suite struct RunQueueTests {
    /// The order in which one worker gets the jobs.
    private func order(_ weights: [Double], _ prerequisites: [[Int]]) -> [Int] {
        var queue = RunQueue(weights: weights, prerequisites: prerequisites)
        var order: [Int] = []
        while let job = queue.take() {
            order.append(job)
            queue.finish(job)
        }
        return order
    }

    @Test func heavyJobsComeFirstAndEqualOnesInOrder() {
        #expect(order([1, 5, 2, 5, 9], [[], [], [], [], []]) == [4, 1, 3, 2, 0])
        #expect(order([], []) == [])
    }

    /// Job 1 is light, but 2 and then 0 wait for it.
    @Test func aLongChainComesBeforeAHeavyJob() {
        let (weights, prerequisites) = ([4.0, 1, 3, 7], [[2], [], [1], []])
        #expect(RunQueue(weights: weights, prerequisites: prerequisites).chains == [4, 8, 7, 7])
        #expect(order(weights, prerequisites) == [1, 2, 3, 0])
    }

    @Test func aJobIsReadyWhenAllThatItNeedsAreFinished() {
        // Job 2 needs both others, and names one of them twice.
        var queue = RunQueue(weights: [2, 1, 1], prerequisites: [[], [], [0, 1, 1]])
        #expect(queue.readyCount == 2)
        let taken = [queue.take(), queue.take()]
        #expect(taken == [0, 1] && queue.take() == nil)
        queue.finish(1)
        #expect(queue.take() == nil)
        queue.finish(0)
        #expect(queue.readyCount == 1 && queue.take() == 2)
    }
}
