import Artifact
import Testing

/// The rules that turn numbers into verdicts.
@Suite struct ClaimTests {
    private func estimate(_ mean: Double, _ low: Double, _ high: Double) -> Estimate {
        Estimate(mean: mean, interval: low...high, count: 5)
    }
    private let single = Estimate([1])

    @Test func aPrintedValueNeedsTheMeanInItsRange() {
        let criterion = Criterion.value(66...70)
        #expect(criterion.verdict(estimate(66, 60, 72)) == .reproduced)
        #expect(criterion.verdict(estimate(65, 63.9, 66)) == .partly)
        #expect(criterion.verdict(estimate(65, 64, 65.9)) == .not)
        #expect(criterion.verdict(estimate(71, 70.1, 72)) == .not)
        #expect(Criterion.value(0...2).verdict(single) == .reproduced)
        #expect(Criterion.value(2...3).verdict(single) == .not)
        #expect(Criterion.value(99...(.infinity)).verdict(estimate(98.9, 98.5, 99.3)) == .partly)
    }

    @Test func anEffectNeedsItsIntervalAboveZeroAndHalfTheSize() {
        let criterion = Criterion.effect(size: 6)
        #expect(criterion.verdict(estimate(3, 0.1, 5.9)) == .reproduced)
        #expect(criterion.verdict(estimate(2.9, 0.1, 5.7)) == .partly)
        #expect(criterion.verdict(estimate(9, 0, 18)) == .partly)
        #expect(criterion.verdict(estimate(0, -1, 1)) == .not)
        #expect(criterion.verdict(estimate(-2, -3, -1)) == .not)
        #expect(Criterion.effect(size: nil).verdict(estimate(0.1, 0.05, 0.15)) == .reproduced)
        // One run says nothing about chance.
        #expect(Criterion.effect(size: nil).verdict(single) == .partly)
    }

    @Test func anAbsenceNeedsTheWholeIntervalInTheRange() {
        let criterion = Criterion.range(-2...2)
        #expect(criterion.verdict(estimate(0.8, -0.9, 2)) == .reproduced)
        #expect(criterion.verdict(estimate(0.8, -0.9, 2.1)) == .partly)
        #expect(criterion.verdict(estimate(2.1, 1.9, 2.3)) == .not)
        #expect(criterion.verdict(single) == .reproduced)
    }

    @Test func notANumberIsNeverReproduced() {
        let diverged = Estimate([1, .nan, 2])
        #expect(diverged.interval == nil)
        for criterion in [Criterion.value(0...1), .effect(size: nil), .range(0...1)] {
            #expect(criterion.verdict(diverged) == .not)
        }
    }

    /// 2.776445... is Student's t for 95 % and 4 degrees of freedom.
    @Test func theIntervalIsStudents() throws {
        let own = Estimate([1, 2, 3, 4, 5])
        #expect(own.mean == 3 && own.count == 5)
        let margin = 2.7764451051977987 * (2.5 / 5).squareRoot()
        #expect(abs(try #require(own.interval).upperBound - (3 + margin)) < 1e-12)
        #expect(abs(try #require(own.interval).lowerBound - (3 - margin)) < 1e-12)
        #expect(own.text(decimals: 1) == "3.0 [1.0, 5.0]")
        #expect(own.negated.text(decimals: 1) == "-3.0 [-5.0, -1.0]")
        #expect(single.interval == nil && single.text(decimals: 0) == "1")
        let fromError = Estimate(mean: 3, standardError: (2.5 / 5).squareRoot(), count: 5)
        #expect(abs(try #require(fromError.interval).upperBound - (3 + margin)) < 1e-12)
    }

    @Test func anUntestedClaimSaysWhyAndCountsForNothing() throws {
        let claim = Claim(
            "human", "Table 1", "Human", paper: "96 ± 1", .value(95...97), decimals: 1,
            finding: .untested("a person's"))
        #expect(claim.verdict == .notTested)
        let row = ClaimRow(claim)
        #expect(row.mean == nil && row.reason == "a person's" && row.rule == "value 95.0 to 97.0")
        #expect(try Table([row]).values(as: ClaimRow.self) == [row])
    }
}
