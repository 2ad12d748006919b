import Statistics
import Testing

/// Against all ordered draws, of which the multisets are what is left without the order.
@Suite struct ResampledTests {
    private static let values = [1.0, 2, 4, 8]

    /// The same for any order of the draws.
    private static func statistic(_ draws: [Int]) -> Double { Double(Set(draws).count) * 10 + values[draws.max()!] }

    /// Of all 4^4 ordered draws, ascending.
    private static let ordered: [Double] = {
        var all: [Double] = []
        for a in 0..<4 { for b in 0..<4 { for c in 0..<4 { for d in 0..<4 { all.append(statistic([a, b, c, d])) } } } }
        return all.sorted()
    }()

    @Test(arguments: [0.01, 0.05, 0.1, 0.3]) func limitsAreQuantilesOfAllDraws(tail: Double) throws {
        let resampled = Resampled(count: 4, estimate: 48, statistic: Self.statistic)
        let limits = try #require(resampled.limits(tail: tail))
        let rank = Int((256 * tail + 1e-9).rounded(.down))
        #expect(limits.lower == Self.ordered[rank])
        #expect(limits.upper == Self.ordered[255 - rank])
    }

    @Test(arguments: [20.0, 34, 41, 48]) func pValuesArePartsOfAllDraws(bound: Double) {
        let resampled = Resampled(count: 4, estimate: 48, statistic: Self.statistic)
        let (low, high) = (Self.ordered.count { $0 <= bound }, Self.ordered.count { $0 >= bound })
        #expect(abs(resampled.pValue(above: bound) - max(Double(low), 1) / 256) < 1e-12)
        #expect(abs(resampled.pValue(below: bound) - max(Double(high), 1) / 256) < 1e-12)
    }

    @Test func severalWaysAreEquallyLikely() throws {
        let low = Resampled(count: 3, estimate: 1) { _ in 1 }
        let high = Resampled(count: 2, estimate: 3) { _ in 3 }
        let mixed = Resampled(mixing: [low, high], estimate: 2)
        #expect(mixed.count == 2 && mixed.estimate == 2)
        let limits = try #require(mixed.limits(tail: 0.05))
        #expect(limits.lower == 1 && limits.upper == 3)
        #expect(abs(mixed.pValue(above: 2) - 0.5) < 1e-12 && abs(mixed.pValue(below: 2) - 0.5) < 1e-12)
    }

    @Test func nothingFollowsFromOneTrialOrFromDrawsWithoutAValue() {
        let alone = Resampled(count: 1, estimate: 1) { _ in 1 }
        #expect(alone.limits(tail: 0.05) == nil && alone.pValue(below: 2).isNaN)
        let undefined = Resampled(count: 2, estimate: 1) { $0 == [0, 0] ? .nan : 1 }
        #expect(undefined.limits(tail: 0.05) == nil && undefined.pValue(above: 0).isNaN)
    }
}
