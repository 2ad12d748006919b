import Artifact
import Testing

@Suite struct FlawsTests {
    @Test func evaluationsEndAtTheLastStep() {
        #expect(Flaws.evaluations(steps: 100, every: 50) == [0, 50, 100])
        #expect(Flaws.evaluations(steps: 100, every: 60) == [0, 60, 100])
        #expect(Flaws.evaluations(steps: 3, every: 10) == [0, 3])
    }

    @Test func whatIsWrongIsNamed() {
        #expect(Flaws.steps("history", [0, 50], [0, 50]) == nil)
        #expect(Flaws.steps("history", [0, 50], [0, 50, 100]) == "history: expected 3 values, found 2")
        #expect(Flaws.steps("history", [0, 51], [0, 50]) == "history[1].step: expected 50, found 51")
        #expect(Flaws.percents("a", [0, 100, .nan]) == nil)
        #expect(Flaws.percents("a", [0, 100.5]) == "a[1]: expected a number from 0 to 100, found 100.5")
        #expect(Flaws.percents("a", [.infinity]) != nil)
        #expect(Flaws.losses("a", [0, .infinity, .nan]) == nil && Flaws.losses("a", [-1]) != nil)
        #expect(Flaws.finite("a", [1e9]) == nil && Flaws.finite("a", [.nan]) != nil && Flaws.finite("a", [-2e9]) != nil)
        #expect(Flaws.whole("a", [0, 10], 0...9) == "a[1]: expected a number from 0 to 9, found 10")
        #expect(Flaws.first([nil, "b", "c"]) == "b")
    }
}
