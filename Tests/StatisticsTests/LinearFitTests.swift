import Statistics
import Testing

/// Ordinary and weighted least squares, beside statsmodels.
@Suite struct LinearFitTests {
    @Test func knownAnswers() throws {
        struct Case: Decodable {
            let x, limits: [[Double]]
            let y, weights, coefficients, errors, unequal: [Double]
            let variance: Double
        }
        for row in try KnownAnswers.cases("regressions", as: Case.self, atLeast: 15) {
            let weights = row.weights.allSatisfy { $0 == 1 } ? nil : row.weights
            let fit = try #require(LinearFit(row.y, on: row.x, weights: weights))
            #expect(isNear(fit.residualVariance, row.variance))
            for (index, coefficient) in row.coefficients.enumerated() {
                #expect(isNear(fit.coefficients[index], coefficient))
                #expect(isNear(fit.standardErrors[index], row.errors[index]))
                let inference = fit.coefficient(index)
                let limits = try #require(inference.limits(tail: 0.05))
                #expect(isNear(limits.lower, row.limits[index][0]) && isNear(limits.upper, row.limits[index][1]))
                #expect(isNear(inference.pValue(unequal: 0), row.unequal[index], 1e-9))
            }
        }
    }

    @Test func edges() throws {
        // A straight line through its points.
        let exact = try #require(LinearFit([1, 3, 5, 7], on: [[1, 0], [1, 1], [1, 2], [1, 3]]))
        #expect(isNear(exact.coefficients[0], 1, 1e-14) && isNear(exact.coefficients[1], 2, 1e-14))
        #expect(exact.residualVariance < 1e-28 && exact.degreesOfFreedom == 2)
        // As many rows as coefficients: no errors.
        let tight = try #require(LinearFit([1, 3], on: [[1, 0], [1, 1]]))
        #expect(isNear(tight.coefficients[1], 2, 1e-14) && tight.coefficient(1).limits(tail: 0.05) == nil)
        // Dependent columns.
        #expect(LinearFit([1, 2, 3], on: [[1, 2], [2, 4], [3, 6]]) == nil)
        #expect(LinearFit([1, 2, 3], on: [[1, 0], [1, 0], [1, 0]]) == nil)
        #expect(LinearFit([1, 2, 3], on: [[1, .nan], [1, 0], [1, 2]]) == nil)
    }
}
