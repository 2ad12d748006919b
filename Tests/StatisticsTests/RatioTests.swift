import Statistics
import Testing

/// Fieller's interval, beside SciPy's t test of numerator - r denominator at each r.
@Suite struct RatioTests {
    @Test func knownAnswers() throws {
        struct Case: Decodable {
            let a, b: [Double]
            let bound, estimate, above, below: Double
            let limits: [Double]?
        }
        let cases = try KnownAnswers.cases("ratios", as: Case.self, atLeast: 20)
        #expect(cases.contains { $0.limits == nil } && cases.contains { $0.limits != nil })
        for row in cases {
            let ratio = RatioOfMeans(row.a, row.b)
            #expect(isNear(ratio.estimate, row.estimate, 1e-13))
            #expect(isNear(ratio.pValue(above: row.bound), row.above), "\(row)")
            #expect(isNear(ratio.pValue(below: row.bound), row.below), "\(row)")
            let limits = ratio.limits(tail: 0.05)
            #expect((limits == nil) == (row.limits == nil), "\(row)")
            guard let limits, let expected = row.limits else { continue }
            #expect(isNear(limits.lower, expected[0], 1e-9) && isNear(limits.upper, expected[1], 1e-9), "\(row)")
        }
    }

    @Test func edges() throws {
        #expect(RatioOfMeans([1], [2]).limits(tail: 0.05) == nil)
        #expect(RatioOfMeans([1, 2], [0, 0]).limits(tail: 0.05) == nil)
        #expect(RatioOfMeans([1, 2], [0, 0]).pValue(above: 0).isNaN)
        // All trials have the same ratio.
        let same = RatioOfMeans([2, 4, 6, 8], [1, 2, 3, 4])
        let limits = try #require(same.limits(tail: 0.05))
        #expect(same.estimate == 2 && abs(limits.lower - 2) < 1e-7 && abs(limits.upper - 2) < 1e-7)
        #expect(same.pValue(above: 1.9) < 0.05 && same.pValue(below: 1.9) > 0.95)
        // The same with both signs turned.
        let turned = RatioOfMeans([-1, -3, -4], [-2, -3, -3])
        let plain = RatioOfMeans([1, 3, 4], [2, 3, 3])
        #expect(turned.pValue(above: 0.5) == plain.pValue(above: 0.5) && turned.estimate == plain.estimate)
    }
}
