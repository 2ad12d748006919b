import Statistics
import Testing

/// Holm's procedure, beside statsmodels.
@Suite struct HolmTests {
    @Test func adjustedPValues() throws {
        for row in try KnownAnswers.cases("holm", as: [[Double]].self, atLeast: 7) {
            for (own, expected) in zip(Holm.adjusted(row[0]), row[1]) { #expect(isNear(own, expected, 1e-15)) }
        }
        #expect(Holm.adjusted([]) == [])
        #expect(Holm.adjusted([0.02, 0.02]) == [0.04, 0.04])
    }
}
