import Artifact
import Testing

@Suite struct QueueSimulationTests {
    typealias Study = QueueSimulation.Study

    private func independent(_ seconds: [Double], after: [Int] = []) -> Study {
        Study(weights: seconds, seconds: seconds, prerequisites: seconds.map { _ in [] }, after: after)
    }

    private func seconds(_ studies: [Study], _ cores: Int, sharing: Bool = true) -> Double {
        QueueSimulation.seconds(studies, cores: cores, sharing: sharing)
    }

    @Test func oneCoreTakesTheSum() {
        let studies = [independent([3, 1, 2]), independent([4])]
        #expect(seconds(studies, 1) == 10 && seconds(studies, 1, sharing: false) == 10)
        #expect(seconds([], 2) == 0)
    }

    /// Two cores: 3 | 2, 1 and then 4 | nothing; shared, the 4 starts where a core would wait.
    @Test func aCoreThatIsLeftOverGoesToTheNextExperiment() {
        let studies = [independent([5, 2]), independent([4, 1])]
        #expect(seconds(studies, 2, sharing: false) == 9)
        #expect(seconds(studies, 2) == 6)
        #expect(seconds(studies, 4) == 5)
    }

    /// The chain of 1 and 5 comes before the run of 4, though its first run is light.
    @Test func theLongestChainBeginsFirst() {
        let study = Study(weights: [1, 5, 4, 2], seconds: [1, 5, 4, 2], prerequisites: [[], [0], [], []])
        #expect(study.chain == 6)
        #expect(seconds([study], 2) == 6)
        #expect(seconds([study], 1) == 12 && seconds([study], 9) == 6)
    }

    @Test func theOrderIsByWeightsAndTheTimesAreTheRunsOwn() {
        let study = Study(weights: [1, 2, 3], seconds: [8, 2, 2], prerequisites: [[], [], []])
        // The run that takes longest is taken for the lightest, and comes last.
        #expect(seconds([study], 2) == 10)
    }

    @Test func anExperimentThatNeedsAnotherComputesAfterIt() {
        let studies = [independent([6, 2]), independent([3], after: [0]), independent([4])]
        // On the second core 2 and 4; the 3 waits for the 6.
        #expect(seconds(studies, 2) == 9)
    }
}
