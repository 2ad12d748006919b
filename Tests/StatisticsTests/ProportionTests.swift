import Statistics
import Testing

/// One and two proportions, beside SciPy and statsmodels.
@Suite struct ProportionTests {
    @Test func oneProportion() throws {
        struct Case: Decodable {
            let count, trials: Int
            let bound, above, below: Double
            let wilson, exact: [Double]
        }
        for row in try KnownAnswers.cases("proportions", as: Case.self, atLeast: 40) {
            let proportion = Proportion(row.count, of: row.trials)
            let wilson = proportion.wilson(tail: 0.05)
            #expect(isNear(wilson.lower, row.wilson[0]) && isNear(wilson.upper, row.wilson[1]), "\(row)")
            let exact = ExactProportion(proportion)
            let limits = try #require(exact.limits(tail: 0.05))
            #expect(isNear(limits.lower, row.exact[0]) && isNear(limits.upper, row.exact[1]), "\(row)")
            #expect(isNear(exact.pValue(above: row.bound), row.above), "\(row)")
            #expect(isNear(exact.pValue(below: row.bound), row.below), "\(row)")
        }
        // The figures' interval has its quantile written down.
        let half = Proportion(7, of: 20)
        #expect(isNear(half.confidenceInterval95.lower, half.wilson(tail: 0.025).lower, 1e-15))
    }

    @Test func boundsOutsideOfAllProportions() {
        let exact = ExactProportion(Proportion(2, of: 10))
        #expect(exact.pValue(above: -0.1) == 0 && exact.pValue(below: 1.1) == 0)
        #expect(exact.pValue(above: 1.1) == 1 && exact.pValue(below: -0.1) == 1)
    }

    struct Difference: Decodable {
        let a, b: [Int]?
        let bound: Double?
        let limits: [Double]
        let above, below: Double?
        let table: [Int]?
        let mcnemar, more: Double?
        let values: [Double]?
    }

    @Test func differencesOfIndependentProportions() throws {
        for row in try KnownAnswers.cases("proportion-differences", as: Difference.self, atLeast: 40) {
            let (a, b) = (try #require(row.a), try #require(row.b))
            let difference = IndependentDifference(Proportion(a[0], of: a[1]), less: Proportion(b[0], of: b[1]))
            try check(difference, row)
        }
    }

    @Test func differencesOfPairedProportions() throws {
        for row in try KnownAnswers.cases("paired-proportions", as: Difference.self, atLeast: 30) {
            let table = try #require(row.table)
            let pairs = PairedProportions(both: table[0], first: table[1], second: table[2], neither: table[3])
            try check(pairs, row)
            #expect(isNear(pairs.pValue(unequal: 0), try #require(row.mcnemar)), "\(row)")
            #expect(isNear(pairs.pValue(above: 0), try #require(row.more)), "\(row)")
        }
    }

    @Test func aMeanLessAProportion() throws {
        for row in try KnownAnswers.cases("sample-less-proportion", as: Difference.self, atLeast: 18) {
            let b = try #require(row.b)
            let mean = StudentInference(meanOf: try #require(row.values))
            try check(IndependentDifference(mean, less: Proportion(b[0], of: b[1])), row)
        }
        let one = IndependentDifference(StudentInference(meanOf: [0.5]), less: Proportion(1, of: 2))
        #expect(one.limits(tail: 0.05) == nil && one.pValue(above: 0).isNaN && one.pValue(below: 0).isNaN)
    }

    private func check(_ difference: some Inference, _ row: Difference) throws {
        let limits = try #require(difference.limits(tail: 0.05))
        #expect(isNear(limits.lower, row.limits[0]) && isNear(limits.upper, row.limits[1]), "\(row)")
        guard let bound = row.bound else { return }
        if let above = row.above { #expect(isNear(difference.pValue(above: bound), above, 1e-9), "\(row)") }
        if let below = row.below { #expect(isNear(difference.pValue(below: bound), below, 1e-9), "\(row)") }
    }

    /// R. G. Newcombe (1998), Table II, row (a): 56/70 less 48/80, 0.0524 to 0.3339 at 95 %.
    @Test func newcombesOwnExample() throws {
        let difference = IndependentDifference(Proportion(56, of: 70), less: Proportion(48, of: 80))
        let limits = try #require(difference.interval(level: 0.95))
        #expect(abs(limits.lower - 0.0524) < 5e-5 && abs(limits.upper - 0.3339) < 5e-5)
    }
}
