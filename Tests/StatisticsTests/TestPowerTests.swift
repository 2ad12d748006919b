import Statistics
import Testing

/// Powers and detectable effects, beside SciPy and statsmodels.
@Suite struct TestPowerTests {
    @Test func noncentralT() throws {
        for row in try KnownAnswers.cases("noncentral", as: [Double].self, atLeast: 60) {
            let tail = TestPower.noncentralUpperTail(row[0], degreesOfFreedom: row[1], delta: row[2])
            #expect(isNear(tail, row[3]), "t = \(row[0]), n = \(row[1]), delta = \(row[2])")
        }
    }

    @Test func tTests() throws {
        struct Case: Decodable {
            let freedom, larger, twoSided, power: Double
            let equivalence: [[Double]]
            enum CodingKeys: String, CodingKey {
                case freedom, larger, power, equivalence
                case twoSided = "two-sided"
            }
        }
        for row in try KnownAnswers.cases("powers", as: Case.self, atLeast: 9) {
            let n = row.freedom
            #expect(isNear(TestPower.detectable(oneSided: 0.05, degreesOfFreedom: n, power: 0.8), row.larger, 1e-9), "\(n)")
            #expect(isNear(TestPower.detectable(twoSided: 0.05, degreesOfFreedom: n, power: 0.8), row.twoSided, 1e-9), "\(n)")
            #expect(isNear(TestPower.oneSided(2, tail: 0.05, degreesOfFreedom: n), row.power), "\(n)")
            for part in row.equivalence {
                let power = TestPower.equivalence(
                    margin: part[0], distance: part[1], tail: 0.05, degreesOfFreedom: n)
                #expect(isNear(power, part[2]), "\(n), \(part)")
            }
            let margin = TestPower.detectableMargin(tail: 0.05, degreesOfFreedom: n, power: 0.8)
            #expect(isNear(TestPower.equivalence(margin: margin, tail: 0.05, degreesOfFreedom: n), 0.8, 1e-12))
        }
        // Without any effect a test rejects as often as its level says.
        #expect(isNear(TestPower.oneSided(0, tail: 0.05, degreesOfFreedom: 4), 0.05))
        #expect(isNear(TestPower.twoSided(0, level: 0.05, degreesOfFreedom: 4), 0.05))
        #expect(TestPower.equivalence(margin: 0, tail: 0.05, degreesOfFreedom: 4) == 0)
    }

    @Test func exactProportions() throws {
        for row in try KnownAnswers.cases("proportion-powers", as: [Double].self, atLeast: 6) {
            let (trials, bound) = (Int(row[0]), row[1])
            let exact = ExactProportion(Proportion(0, of: trials))
            #expect(isNear(exact.detectableDistance(beyond: bound, tail: 0.05, power: 0.8), row[2]), "\(row)")
            #expect(isNear(exact.detectableMargin(around: bound, tail: 0.05, power: 0.8), row[3]), "\(row)")
        }
        // Two answers never reject a half.
        #expect(ExactProportion(Proportion(1, of: 2)).detectableDistance(beyond: 0.5, tail: 0.05, power: 0.8).isNaN)
    }

    /// The normal approximation for differences of proportions: within 5 % of statsmodels' own approximation, which takes
    /// the standard error at the alternative.
    @Test func differencesOfProportions() throws {
        for row in try KnownAnswers.cases("normal-powers", as: [Double].self, atLeast: 4) {
            let (trials, p, expected) = (Int(row[0]), row[1], row[2])
            let a = Proportion(Int(((p + expected) * row[0]).rounded()), of: trials)
            let b = Proportion(Int((p * row[0]).rounded()), of: trials)
            let distance = IndependentDifference(a, less: b).detectableDistance(beyond: 0, tail: 0.05, power: 0.8)
            #expect(abs(distance / expected - 1) < 0.05, "\(row): \(distance)")
        }
    }

    /// Every outcome of two proportions that differ by what the note says, with its probability: the test finds 80 % of
    /// them within 5 points.
    @Test(arguments: [(100, 0.3), (150, 0.9), (60, 0.5)])
    func approximatePowerIsReached(trials: Int, p: Double) throws {
        let same = Proportion(Int((p * Double(trials)).rounded()), of: trials)
        let distance = IndependentDifference(same, less: same).detectableDistance(beyond: 0, tail: 0.05, power: 0.8)
        let (low, high) = (p - distance / 2, p + distance / 2)
        try #require(low > 0 && high < 1)
        var found = 0.0
        for a in 0...trials {
            for b in 0...trials {
                let outcome = IndependentDifference(Proportion(a, of: trials), less: Proportion(b, of: trials))
                guard let limits = outcome.limits(tail: 0.05), limits.lower > 0 else { continue }
                found += Binomial.probability(a, trials: trials, high) * Binomial.probability(b, trials: trials, low)
            }
        }
        #expect(abs(found - 0.8) < 0.05, "\(found)")
    }
}
