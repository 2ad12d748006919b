import Foundation
import RandomGenerators
import Testing

@Suite struct NaturalLogarithmTests {
    /// Fixture: natural_logarithm.csv, made by natural_logarithm.py.
    @Test func errorStaysBelowTheDocumentedBound() throws {
        let text = String(decoding: try Fixtures.data("natural_logarithm.csv"), as: UTF8.self)
        let rows = text.split(separator: "\n").dropFirst().map {
            $0.split(separator: ",").map { Double($0)! }
        }
        #expect(rows.count > 2000)
        for row in rows {
            let (x, nearest, remainder) = (row[0], row[1], row[2])
            // Both are within an ulp, so their difference is exact.
            let error = (naturalLogarithm(x) - nearest) / nearest.ulp - remainder
            #expect(abs(error) < 0.501 || nearest == 0, "log(\(x)) is off by \(error) ulp")
        }
        #expect(naturalLogarithm(1) == 0)
    }

    @Test func edgeCases() {
        #expect(naturalLogarithm(0) == -.infinity)
        #expect(naturalLogarithm(-0.0) == -.infinity)
        #expect(naturalLogarithm(.infinity) == .infinity)
        #expect(naturalLogarithm(-1).isNaN)
        #expect(naturalLogarithm(-.infinity).isNaN)
        #expect(naturalLogarithm(.nan).isNaN)
    }
}
