import Statistics
import Testing

/// Beside mpmath with 40 digits and SciPy.
@Suite struct DistributionTests {
    @Test func exponentialIsWithinItsBound() throws {
        for row in try KnownAnswers.cases("exponentials", as: [Double].self, atLeast: 400) {
            #expect(abs(exponential(row[0]) - row[1]) <= 1.5 * row[1].ulp, "exp(\(row[0]))")
        }
        #expect(exponential(0) == 1 && exponential(-.infinity) == 0 && exponential(.infinity) == .infinity)
        #expect(exponential(710) == .infinity && exponential(-746) == 0 && exponential(.nan).isNaN)
        #expect(exponential(-745.13) == .leastNonzeroMagnitude)
    }

    @Test func normalTails() throws {
        for row in try KnownAnswers.cases("normal", as: [Double].self, atLeast: 100) {
            #expect(isRelativelyNear(Normal.upperTail(row[0]), row[1], 4e-15), "z = \(row[0])")
            #expect(Normal.probability(-row[0]) == Normal.upperTail(row[0]))
        }
        #expect(Normal.upperTail(0) == 0.5 && Normal.upperTail(41) == 0 && Normal.upperTail(.nan).isNaN)
    }

    @Test func normalQuantiles() throws {
        for row in try KnownAnswers.cases("normal-quantiles", as: [Double].self, atLeast: 50) {
            #expect(isNear(Normal.quantile(row[0]), row[1], 1e-13), "p = \(row[0])")
        }
        #expect(Normal.upperQuantile(0.5) == 0 || abs(Normal.upperQuantile(0.5)) < 1e-16)
    }

    @Test func studentTails() throws {
        for row in try KnownAnswers.cases("student", as: [Double].self, atLeast: 150) {
            let tail = StudentT.upperTail(row[0], degreesOfFreedom: row[1])
            #expect(isRelativelyNear(tail, row[2], 2e-14), "t = \(row[0]), n = \(row[1])")
        }
        #expect(StudentT.upperTail(.infinity, degreesOfFreedom: 3) == 0)
        #expect(StudentT.upperTail(1e200, degreesOfFreedom: 3) == 0)
        #expect(StudentT.upperTail(1, degreesOfFreedom: .infinity) == Normal.upperTail(1))
    }

    @Test func studentQuantiles() throws {
        for row in try KnownAnswers.cases("student-quantiles", as: [Double].self, atLeast: 50) {
            let quantile = StudentT.upperQuantile(row[0], degreesOfFreedom: row[1])
            #expect(isRelativelyNear(quantile, row[2], 1e-12), "tail \(row[0]), n = \(row[1])")
        }
        // Two ways to the same quantile: closed form and incomplete beta function.
        for freedom in [1, 2, 5, 30, 101] {
            let closed = StudentT.twoSidedQuantile(level: 0.9, degreesOfFreedom: freedom)
            #expect(isRelativelyNear(StudentT.upperQuantile(0.05, degreesOfFreedom: Double(freedom)), closed, 1e-13))
        }
    }

    @Test func binomialProbabilities() throws {
        struct Case: Decodable {
            let k, n: Int
            let p, mass, atLeast, atMost: Double
            init(from decoder: any Decoder) throws {
                var row = try decoder.unkeyedContainer()
                (k, n) = (try row.decode(Int.self), try row.decode(Int.self))
                p = try row.decode(Double.self)
                (mass, atLeast, atMost) = (
                    try row.decode(Double.self), try row.decode(Double.self), try row.decode(Double.self)
                )
            }
        }
        for row in try KnownAnswers.cases("binomial", as: Case.self, atLeast: 100) {
            #expect(isRelativelyNear(Binomial.probability(row.k, trials: row.n, row.p), row.mass, 1e-12), "\(row)")
            #expect(isRelativelyNear(Binomial.atLeast(row.k, trials: row.n, row.p), row.atLeast, 1e-12), "\(row)")
            #expect(isRelativelyNear(Binomial.atMost(row.k, trials: row.n, row.p), row.atMost, 1e-12), "\(row)")
        }
        #expect(Binomial.probability(3, trials: 2, 0.5) == 0 && Binomial.probability(-1, trials: 2, 0.5) == 0)
        #expect(Binomial.atLeast(0, trials: 0, 0.5) == 1 && Binomial.atMost(0, trials: 0, 0.5) == 1)
        #expect(Binomial.atMost(-1, trials: 2, 0.5) == 0 && Binomial.atLeast(3, trials: 2, 0.5) == 0)
    }
}
