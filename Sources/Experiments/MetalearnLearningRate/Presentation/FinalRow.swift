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

    /// A row for each start, and one for the difference of the first two.
    static func table(_ rows: [FinalRow]) -> PrintedTable {
        var table = PrintedTable(header: ["start", "learned rate", "deviation", "mean training loss", "seed 0", "authors"])
        let starts = rows.grouped(by: \.initialRate)
        func interval(_ summary: Summary, decimals: Int) -> String {
            guard let lower = summary.lower, let upper = summary.upper else { return fixed(summary.mean, decimals: decimals) }
            return "\(fixed(summary.mean, decimals: decimals)) [\(fixed(lower, decimals: decimals)), \(fixed(upper, decimals: decimals))]"
        }
        for (start, rows) in starts {
            let (rate, loss) = (Summary(rows.map(\.rate)), Summary(rows.map(\.meanLoss)))
            table.append([
                "\(start)", interval(rate, decimals: 3), rate.deviation.map { fixed($0, decimals: 3) } ?? "–",
                interval(loss, decimals: 4), rows.first { $0.seed == 0 }.map { fixed($0.rate, decimals: 3) } ?? "–",
                rows.lazy.compactMap(\.published).first.map { fixed($0, decimals: 3) } ?? "–",
            ])
        }
        let pairs = Self.pairs(rows)
        guard let first = pairs.first else { return table }
        let rate = Summary(pairs.map { $0.0.rate - $0.1.rate })
        let loss = Summary(pairs.map { $0.0.meanLoss - $0.1.meanLoss })
        let margin = (first.0.initialRate - first.1.initialRate).magnitude / 100
        let same = pairs.count { ($0.0.rate - $0.1.rate).magnitude <= margin }
        table.append([
            "difference", interval(rate, decimals: 4), rate.deviation.map { fixed($0, decimals: 4) } ?? "–",
            interval(loss, decimals: 6),
            pairs.first { $0.0.seed == 0 }.map { fixed($0.0.rate - $0.1.rate, decimals: 4) } ?? "–", "–",
        ])
        table.append(["same rate", "\(same) of \(pairs.count) seeds", "", "", "", ""])
        return table
    }

    /// The runs of the first two starts, seed by seed.
    static func pairs(_ rows: [FinalRow]) -> [(FinalRow, FinalRow)] {
        let starts = rows.grouped(by: \.initialRate)
        guard starts.count >= 2 else { return [] }
        return starts[0].values.compactMap { row in
            starts[1].values.first { $0.seed == row.seed }.map { (row, $0) }
        }
    }
}
