import Artifact

/// Figure 7: differences of final test accuracy between kinds of pooling, seed by seed.
extension Results {
    private struct Difference: Decodable {
        let comparison: String
        let examples: Int
        let seeds: Int
        let mean: Double
        let low: Double?
        let high: Double?
    }

    /// One of the comparisons of `pooling-claims.csv`, such as `pooling-less-none`.
    func pooling(_ comparison: String, examples: Int) throws -> Estimate {
        let rows = try rows("pooling-claims", as: Difference.self)
        guard let row = rows.first(where: { $0.comparison == comparison && $0.examples == examples }) else {
            throw Missing(reason: "pooling has not been run with \(examples) examples")
        }
        var interval: ClosedRange<Double>?
        if let low = row.low, let high = row.high { interval = low...high }
        return Estimate(mean: row.mean, interval: interval, count: row.seeds)
    }
}
