import Datasets
import Synchronization
import Testing
import Threading

@Suite struct SharedValuesTests {
    private struct Failure: Error {}

    @Test func aValueIsMadeOnceAndAfterAnErrorAgain() throws {
        let shared = SharedValues<Int, Int>()
        #expect(throws: Failure.self) { try shared.value(1) { throw Failure() } }
        #expect(shared.value(1) { 5 } == 5)
        #expect(shared.value(1) { 6 } == 5)
    }

    /// Making one value needs another, which another thread could make at the same time: nobody waits for a key that he does not want.
    @Test func keysDoNotWaitForEachOther() {
        let shared = SharedValues<Int, Int>()
        #expect(shared.value(1) { shared.value(2) { 3 } + 1 } == 4)
    }

    @Test func whatWasAskedForLongestAgoIsLetGo() {
        let shared = SharedValues<Int, Int>(limit: 2)
        let made = Atomic(0)
        func value(_ key: Int) -> Int {
            shared.value(key) {
                made.add(1, ordering: .relaxed)
                return 10 * key
            }
        }
        for (key, count) in [(1, 1), (2, 2), (1, 2), (3, 3), (1, 3), (2, 4), (3, 5)] {
            #expect(value(key) == 10 * key)
            #expect(made.load(ordering: .relaxed) == count)
        }
    }

    @Test func manyThreadsShareOne() {
        let shared = SharedValues<Int, Int>()
        let made = Atomic(0)
        ParallelLoop.run(200, threads: 8) { number in
            let value = shared.value(number % 4) {
                made.add(1, ordering: .relaxed)
                return number % 4
            }
            #expect(value == number % 4)
        }
        #expect(made.load(ordering: .relaxed) == 4)
    }
}
