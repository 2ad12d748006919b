import Artifact
import Statistics

/// What one run has learned after all outer steps.
struct FinalRow: Codable {
    let seed: UInt32
    let initialRate: Double
    let rate: Double
    let meanLoss: Double
    let gradient: Double
    /// The authors' rate; where the run has their settings and seed.
    let published: Double?

    static func rows(_ runs: [RateRun]) -> [FinalRow] {
        runs.map { run in
            let last = run.outcome.steps.last!
            return FinalRow(
                seed: run.configuration.seed, initialRate: run.configuration.initialRate, rate: Double(last.rate),
                meanLoss: last.meanLoss, gradient: Double(last.gradient), published: Published.finalRate(run.configuration))
        }
    }

    /// Rates count as the same up to this factor; see the claim for its reason.
    static let factor = 1.1

    /// A row for each start, and two for the ratios of the first two, seed by seed.
    static func table(_ rows: [FinalRow]) -> PrintedTable {
        let isPublished = rows.contains { $0.published != nil }
        /// A row without the authors' column where they have no such runs.
        func cells(_ row: [String]) -> [String] { isPublished ? row : Array(row.dropLast()) }
        var table = PrintedTable(
            header: cells(["start", "learned rate", "deviation", "mean training loss", "seed 0", "authors"]))
        for (start, rows) in rows.grouped(by: \.initialRate) {
            let (rate, loss) = (Summary(rows.map(\.rate)), Summary(rows.map(\.meanLoss)))
            table.append(
                cells([
                    "\(start)", text(rate.mean, (rate.lower, rate.upper), decimals: 3),
                    rate.deviation.map { fixed($0, decimals: 3) } ?? "–",
                    text(loss.mean, (loss.lower, loss.upper), decimals: 4),
                    rows.first { $0.seed == 0 }.map { fixed($0.rate, decimals: 3) } ?? "–",
                    rows.lazy.compactMap(\.published).first.map { fixed($0, decimals: 3) } ?? "–",
                ]))
        }
        let pairs = Self.pairs(rows)
        guard !pairs.isEmpty else { return table }
        let ratio = GeometricMean(pairs.map(ratio))
        let interval = ratio.interval(level: 0.95)
        let published = pairs.compactMap { first, second in
            first.published.flatMap { own in second.published.map { own / $0 } }
        }
        table.append(
            cells([
                "ratio", text(ratio.estimate, (interval?.lower, interval?.upper), decimals: 3), "–", "–",
                pairs.first { $0.0.seed == 0 }.map { fixed(Self.ratio($0), decimals: 3) } ?? "–",
                published.first.map { fixed($0, decimals: 3) } ?? "–",
            ]))
        table.append(
            cells([
                "within 10 %", "\(pairs.count(where: agree)) of \(pairs.count) seeds", "–", "–", "–", "–",
            ]))
        return table
    }

    private static func text(_ mean: Double, _ interval: (lower: Double?, upper: Double?), decimals: Int) -> String {
        guard let lower = interval.lower, let upper = interval.upper else { return fixed(mean, decimals: decimals) }
        return "\(fixed(mean, decimals: decimals)) [\(fixed(lower, decimals: decimals)), \(fixed(upper, decimals: decimals))]"
    }

    /// The runs of the first two starts, seed by seed.
    static func pairs(_ rows: [FinalRow]) -> [(FinalRow, FinalRow)] {
        let starts = rows.grouped(by: \.initialRate)
        guard starts.count >= 2 else { return [] }
        return starts[0].values.compactMap { row in
            starts[1].values.first { $0.seed == row.seed }.map { (row, $0) }
        }
    }

    static func ratio(_ pair: (FinalRow, FinalRow)) -> Double { pair.0.rate / pair.1.rate }

    static func agree(_ pair: (FinalRow, FinalRow)) -> Bool { (1 / factor...factor).contains(ratio(pair)) }
}
