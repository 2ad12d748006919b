import Artifact
import Statistics
import Testing

/// The rules that turn numbers into verdicts. Evidence of 5 values has a Student's t of 2.132 for 5 % on one side.
@Suite struct ClaimVerdictTests {
    /// Five values with this mean and an interval of 90 % that is mean ± 2.132 * deviation / sqrt(5).
    private func sample(_ mean: Double, _ deviation: Double) -> Evidence {
        // Deviations -a, -a, 0, a, a have the standard deviation a.
        .sample([mean - deviation, mean - deviation, mean, mean + deviation, mean + deviation])
    }
    private func verdict(_ rule: Rule, _ mean: Double, _ deviation: Double) -> Verdict {
        Judgement(rule, sample(mean, deviation)).verdict
    }

    @Test func equalityNeedsTheWholeIntervalInTheRange() {
        let rule = Rule.equivalence(to: 68, margin: 2)
        #expect(verdict(rule, 68, 1) == .reproduced)
        // 69 ± 0.9534 and 69 ± 1.0488.
        #expect(verdict(rule, 69, 1) == .reproduced)
        #expect(verdict(rule, 69, 1.1) == .inconclusive)
        #expect(verdict(rule, 70.9, 1) == .inconclusive)
        #expect(verdict(rule, 71, 1) == .notReproduced)
        #expect(verdict(rule, 65, 1) == .notReproduced)
        #expect(verdict(.within(0.5...2), 1, 0.5) == .reproduced)
        #expect(verdict(.within(0.5...2), 0.6, 0.5) == .inconclusive)
        #expect(verdict(.within(0.5...2), 3, 0.5) == .notReproduced)
    }

    @Test func aBoundNeedsTheIntervalBeyondIt() {
        #expect(verdict(.atLeast(99), 99.96, 1) == .reproduced)
        #expect(verdict(.atLeast(99), 99.94, 1) == .inconclusive)
        #expect(verdict(.atLeast(99), 98.04, 1) == .notReproduced)
        #expect(verdict(.atMost(99), 98.04, 1) == .reproduced)
        #expect(verdict(.greater(than: 0), 0.96, 1) == .reproduced)
        #expect(verdict(.greater(than: 0), 0.94, 1) == .inconclusive)
        #expect(verdict(.less(than: 0), 0.96, 1) == .notReproduced)
    }

    @Test func aNegligibleDifferenceIsNone() {
        let rule = Rule.greater(than: 0, negligible: 3)
        #expect(verdict(rule, 5, 1) == .reproduced)
        #expect(verdict(rule, 3, 1) == .reproduced)
        // There, but too small; then not even there; then either.
        #expect(verdict(rule, 1, 1) == .partly)
        #expect(verdict(rule, 0, 1) == .notReproduced)
        #expect(verdict(rule, 1, 5) == .inconclusive)
        #expect(verdict(.less(than: 0, negligible: 3), -1, 1) == .partly)
        #expect(verdict(.less(than: 0, negligible: 3), 0, 1) == .notReproduced)
    }

    @Test func aSizeNeedsTheWholeIntervalWithinItsFactor() {
        let rule = Rule.size(38, .factor(1.5))
        #expect(verdict(rule, 38, 5) == .reproduced)
        #expect(verdict(rule, 30, 5) == .inconclusive)
        // The direction is there, the size is not: half of the paper's does not pass.
        #expect(verdict(rule, 19, 1) == .partly)
        #expect(verdict(rule, 80, 1) == .partly)
        #expect(verdict(rule, 0.5, 1) == .notReproduced)
        #expect(verdict(rule, -38, 1) == .notReproduced)
        #expect(verdict(.size(-38, .factor(1.5)), -38, 5) == .reproduced)
        #expect(verdict(.size(-38, .factor(1.5)), -19, 1) == .partly)
        #expect(verdict(.size(36, .margin(3)), 37, 1) == .reproduced)
        #expect(verdict(.size(36, .margin(3)), 30, 1) == .partly)
    }

    @Test func tooLittleIsInconclusive() {
        let one = Judgement(.atLeast(0), .sample([1]))
        #expect(one.verdict == .inconclusive && one.estimate == 1 && one.lower == nil && one.p == nil)
        #expect(one.reason == "one value has no interval")
        #expect(Judgement(.atLeast(0), .sample([])).reason == "no runs")
        let diverged = Judgement(.atLeast(0), .sample([1, .nan, 2]))
        #expect(diverged.verdict == .inconclusive && diverged.reason == "a value is not finite" && diverged.count == 3)
        // A denominator that may be zero.
        #expect(Judgement(.atLeast(0), .ratio([1, 2, 3], [-1, 0, 2])).reason == "there is no finite interval")
    }

    /// Without spread the sign test judges: 2^-5 is below 5 %, 2^-4 is not.
    @Test func equalValuesAreJudgedByTheirNumber() {
        let five = Judgement(.atMost(0.25), .sample([0, 0, 0, 0, 0]))
        #expect(five.verdict == .reproduced && five.p == 1.0 / 32 && five.lower == 0 && five.upper == 0)
        #expect(Judgement(.atMost(0.25), .sample([0, 0, 0, 0])).verdict == .inconclusive)
        // Differences that are all 0.2 but for rounding.
        let rounded = Judgement(.atLeast(0), .sample([68.3 - 68.1, 94.2 - 94, 1.2 - 1, 0.3 - 0.1]))
        #expect(rounded.p == 1.0 / 16 && rounded.verdict == .inconclusive)
    }

    @Test func untestedClaimsSayWhy() {
        let judgement = Judgement(.equivalence(to: 96, margin: 1), .untested("a person's"))
        #expect(judgement.verdict == .notTested && judgement.reason == "a person's" && judgement.p == nil)
        #expect(Judgement(.none, .sample([1, 2])).verdict == .notTested)
    }

    /// The verdict, p and the interval of 90 % say the same.
    @Test func theIntervalShowsTheTest() throws {
        let judgement = Judgement(.greater(than: 1), sample(2, 1))
        let p = try #require(judgement.p)
        let lower = try #require(judgement.lower)
        #expect(abs(p - StudentT.upperTail(5.0.squareRoot(), degreesOfFreedom: 4)) < 1e-15)
        #expect(abs(try #require(Judgement(.greater(than: lower), sample(2, 1)).p) - 0.05) < 1e-12)
        // z's sum would be 2.49; with 4 degrees of freedom it takes 2.98 standard errors.
        let detectable = try #require(judgement.detectable)
        #expect(abs(detectable * 5.0.squareRoot() - TestPower.detectable(oneSided: 0.05, degreesOfFreedom: 4, power: 0.8)) < 1e-12)
        #expect(detectable > 2.49 / 5.0.squareRoot())
    }

    /// Over a grid of intervals and all kinds of rules, the interval alone gives the verdict of the tests.
    @Test func theIntervalShowsTheVerdict() {
        let rules: [Rule] = [
            .equivalence(to: 2, margin: 1), .within(0.5...2), .atLeast(1), .atMost(1), .greater(than: 1),
            .greater(than: 0, negligible: 1), .less(than: 2, negligible: 1), .size(2, .factor(1.5)), .size(-2, .margin(1)),
        ]
        for rule in rules {
            for mean in stride(from: -4.03, through: 4, by: 0.1) {
                for deviation in [0.1, 0.7, 3] {
                    let judgement = Judgement(rule, sample(mean, deviation))
                    #expect(rule.verdict(lower: judgement.lower!, upper: judgement.upper!) == judgement.verdict, "\(rule) \(mean)")
                }
            }
        }
    }

    @Test func tolerancesGrowAndShrink() {
        #expect(Rule.equivalence(to: 68, margin: 2).withTolerance(multipliedBy: 2) == .equivalence(to: 68, margin: 4))
        #expect(Rule.size(38, .margin(4)).withTolerance(multipliedBy: 0.5) == .size(38, .margin(2)))
        #expect(Rule.size(3, .margin(2)).withTolerance(multipliedBy: 2).flaw == nil)
        #expect(Rule.greater(than: 0, negligible: 1).withTolerance(multipliedBy: 2) == .greater(than: 0, negligible: 2))
        #expect(Rule.atLeast(99).withTolerance(multipliedBy: 2) == .atLeast(99))
        guard case .size(38, .factor(let factor)) = Rule.size(38, .factor(1.5)).withTolerance(multipliedBy: 2),
            case .within(let range) = Rule.within(0.5...2).withTolerance(multipliedBy: 0.5)
        else {
            Issue.record("another kind of rule")
            return
        }
        #expect(abs(factor - 2.25) < 1e-12)
        #expect(abs(range.lowerBound - 0.5.squareRoot()) < 1e-12 && abs(range.upperBound - 2.0.squareRoot()) < 1e-12)
    }
}
