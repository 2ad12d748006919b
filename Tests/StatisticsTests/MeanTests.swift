import Statistics
import Testing

/// Means, differences and geometric means, beside SciPy and statsmodels.
@Suite struct MeanTests {
    struct Case: Decodable {
        let values: [Double]
        let bound, estimate: Double
        let limits: [Double]
        let above: Double
        let margin, below, unequal, within: Double?
    }

    @Test func oneSample() throws {
        for row in try KnownAnswers.cases("means", as: Case.self, atLeast: 40) {
            let mean = StudentInference(meanOf: row.values)
            #expect(isNear(mean.estimate, row.estimate, 1e-14))
            let limits = try #require(mean.limits(tail: 0.05))
            // Values that agree in nine digits leave seven for their spread.
            let tolerance = row.values == [1, 1 + 1e-9] ? 1e-6 : 1e-10
            #expect(isNear(limits.lower, row.limits[0]) && isNear(limits.upper, row.limits[1]), "\(row)")
            #expect(isNear(mean.pValue(above: row.bound), row.above, tolerance), "\(row)")
            #expect(isNear(mean.pValue(below: row.bound), try #require(row.below), tolerance), "\(row)")
            #expect(isNear(mean.pValue(unequal: row.bound), try #require(row.unequal), tolerance), "\(row)")
            let margin = try #require(row.margin)
            let within = mean.pValue(within: row.bound - margin...row.bound + margin)
            #expect(isNear(within, try #require(row.within), tolerance), "\(row)")
        }
    }

    @Test func twoSamplesOfUnequalVariance() throws {
        struct Case: Decodable {
            let a, b: [Double]
            let bound, margin, estimate, freedom, above, below, within: Double
            let limits: [Double]
        }
        for row in try KnownAnswers.cases("differences", as: Case.self, atLeast: 20) {
            let difference = StudentInference(differenceOf: row.a, row.b)
            #expect(isNear(difference.estimate, row.estimate, 1e-13))
            #expect(isNear(difference.degreesOfFreedom, row.freedom, 1e-12))
            let limits = try #require(difference.limits(tail: 0.05))
            #expect(isNear(limits.lower, row.limits[0]) && isNear(limits.upper, row.limits[1]), "\(row)")
            #expect(isNear(difference.pValue(above: row.bound), row.above), "\(row)")
            #expect(isNear(difference.pValue(below: row.bound), row.below), "\(row)")
            let within = difference.pValue(within: row.bound - row.margin...row.bound + row.margin)
            #expect(isNear(within, row.within), "\(row)")
        }
    }

    @Test func geometricMean() throws {
        for row in try KnownAnswers.cases("geometric-means", as: Case.self, atLeast: 20) {
            let mean = GeometricMean(row.values)
            #expect(isNear(mean.estimate, row.estimate))
            let limits = try #require(mean.limits(tail: 0.05))
            #expect(isRelativelyNear(limits.lower, row.limits[0], 1e-10), "\(row)")
            #expect(isRelativelyNear(limits.upper, row.limits[1], 1e-10), "\(row)")
            #expect(isNear(mean.pValue(above: row.bound), row.above), "\(row)")
        }
        #expect(GeometricMean([1, 2]).pValue(above: 0) == 0 && GeometricMean([1, 2]).pValue(below: -1) == 1)
        #expect(GeometricMean([1, 0]).limits(tail: 0.05) == nil && GeometricMean([1, -1]).pValue(above: 1).isNaN)
    }

    @Test func oneValueHasNoInterval() {
        for inference in [StudentInference(meanOf: [3]), StudentInference(differenceOf: [3], [1, 2])] {
            #expect(inference.limits(tail: 0.05) == nil && inference.pValue(above: 0).isNaN)
            #expect(inference.pValue(below: 0).isNaN && inference.pValue(unequal: 0).isNaN)
            #expect(inference.pValue(within: -1...1).isNaN && inference.pValue(outside: -1...1).isNaN)
            #expect(inference.detectableDistance(beyond: 0, tail: 0.05, power: 0.8).isNaN)
            #expect(inference.detectableMargin(around: 0, tail: 0.05, power: 0.8).isNaN)
        }
        #expect(StudentInference(meanOf: []).limits(tail: 0.05) == nil)
        #expect(StudentInference(meanOf: [1, .infinity]).limits(tail: 0.05) == nil)
    }

    /// Values without spread: each is above the bound with probability 1/2 if the median is the bound.
    @Test func noSpread() throws {
        let mean = StudentInference(meanOf: [2, 2, 2])
        let limits = try #require(mean.limits(tail: 0.05))
        #expect(limits.lower == 2 && limits.upper == 2)
        #expect(mean.pValue(above: 1.9) == 0.125 && mean.pValue(above: 2) == 1 && mean.pValue(above: 2.1) == 1)
        #expect(mean.pValue(below: 2.1) == 0.125 && mean.pValue(within: 1...3) == 0.125)
        let difference = StudentInference(differenceOf: [2, 2, 2], [1, 1])
        #expect(difference.pValue(above: 0) == 0.25)
        // The sum of ten 0.1 over 10 is not 0.1.
        let tenths = [Double](repeating: 0.1, count: 10)
        let deviation = Summary(tenths).standardDeviation
        #expect(deviation > 0 && StudentInference(meanOf: tenths).standardError == 0)
        #expect(GeometricMean(tenths).pValue(above: 0.05) == 1.0 / 1024)
        #expect(RatioOfMeans(tenths, tenths).pValue(above: 0.5) == 1.0 / 1024)
    }

    /// A limit is the bound whose one-sided test has the limit's tail as its p-value.
    @Test func limitsAreTestsTurnedRound() throws {
        let inferences: [any Inference] = [
            StudentInference(meanOf: [1, 3, 4, 8]), GeometricMean([1, 3, 4, 8]), RatioOfMeans([1, 3, 4, 8], [2, 3, 3, 4]),
            ExactProportion(Proportion(7, of: 20)),
            IndependentDifference(Proportion(7, of: 20), less: Proportion(3, of: 30)),
            Percent(IndependentDifference(StudentInference(meanOf: [0.4, 0.5, 0.45]), less: Proportion(3, of: 30))),
            PairedProportions(both: 5, first: 9, second: 3, neither: 4),
        ]
        for inference in inferences {
            for tail in [0.2, 0.05, 0.001] {
                guard let limits = inference.limits(tail: tail) else { continue }
                #expect(isRelativelyNear(inference.pValue(above: limits.lower), tail, 1e-9), "\(inference)")
                #expect(isRelativelyNear(inference.pValue(below: limits.upper), tail, 1e-9), "\(inference)")
                #expect(inference.pValue(within: limits.lower...(.infinity)) == inference.pValue(above: limits.lower))
                #expect(limits.lower < inference.estimate && inference.estimate < limits.upper)
            }
        }
    }
}
