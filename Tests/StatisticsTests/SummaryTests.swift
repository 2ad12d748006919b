import Statistics
import Testing

/// Reference values: mpmath 1.3 with 40 digits, from the regularized incomplete beta function.
@Suite struct SummaryTests {
    @Test func meanAndSpread() {
        let summary = Summary([2, 4, 4, 4, 5, 5, 7, 9])
        #expect(summary.count == 8)
        #expect(summary.mean == 5)
        #expect(summary.standardDeviation == (32.0 / 7).squareRoot())
        #expect(summary.standardError == (32.0 / 7).squareRoot() / 8.0.squareRoot())
        let interval = summary.confidenceInterval()
        #expect(abs(interval.upper - (5 + 2.3646242515927853417 * summary.standardError)) < 1e-14)
        #expect(abs(interval.lower - (5 - 2.3646242515927853417 * summary.standardError)) < 1e-14)
    }

    @Test func tooFewValues() {
        #expect(Summary([]).mean.isNaN)
        #expect(Summary([3]).mean == 3 && Summary([3]).standardDeviation.isNaN)
        #expect(Summary([3]).confidenceInterval().lower.isNaN)
    }

    @Test(arguments: [
        (1, 0.95, 12.706204736174704646), (2, 0.95, 4.3026527297494638523), (3, 0.95, 3.1824463052837095927),
        (4, 0.95, 2.7764451051977943578), (7, 0.95, 2.3646242515927853417), (9, 0.99, 3.2498355415921262756),
        (30, 0.95, 2.04227245630123831),
    ]) func quantiles(degreesOfFreedom: Int, level: Double, expected: Double) {
        let quantile = StudentT.twoSidedQuantile(level: level, degreesOfFreedom: degreesOfFreedom)
        #expect(abs(quantile - expected) <= 4e-15 * expected)
    }

    @Test(arguments: [
        (1, 1.0, 0.5), (4, 2, 0.8838834764831844055), (5, 0.5, 0.36170112835907099329),
        (29, 3, 0.99450080786609659385), (101, 0.67692659595928516426, 0.5), (3, 0, 0),
    ]) func probabilities(degreesOfFreedom: Int, t: Double, expected: Double) {
        let probability = StudentT.twoSidedProbability(t, degreesOfFreedom: degreesOfFreedom)
        #expect(abs(probability - expected) <= 4e-16)
    }

    /// Reference values: scipy 1.17.1, `binomtest(count, trials).proportion_ci(0.95, method="wilson")`.
    @Test(arguments: [
        (0, 48, 0, 0.07410012966611748), (5, 42, 0.05193803327758237, 0.25000390262009675),
        (500, 500, 0.9923756595384479, 1), (1, 2, 0.09453120573423074, 0.9054687942657693),
        (958, 1000, 0.943715574773397, 0.9687791144538345),
    ]) func proportions(count: Int, trials: Int, lower: Double, upper: Double) {
        let proportion = Proportion(count, of: trials)
        #expect(proportion.value == Double(count) / Double(trials))
        #expect(abs(proportion.confidenceInterval95.lower - lower) <= 1e-14)
        #expect(abs(proportion.confidenceInterval95.upper - upper) <= 1e-14)
        #expect(count > 0 || proportion.confidenceInterval95.lower == 0)
        #expect(count < trials || proportion.confidenceInterval95.upper == 1)
    }
}
