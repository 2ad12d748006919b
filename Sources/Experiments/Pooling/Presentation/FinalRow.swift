import Artifact
import NeuralNetworks
import Plotting
import Statistics

/// Test accuracy in percent after all steps; and as published.
struct FinalRow: Codable {
    let examples: Int
    let pooling: Pooling
    let seeds: Int
    let mean: Double
    let deviation: Double?
    /// Seed 0 has the published run's data and initial weights.
    let seedZero: Double?
    let published: Double?

    static func rows(_ runs: [PoolingRun], isPapers: (PoolingStudy.Configuration) -> Bool) -> [FinalRow] {
        runs.grouped(by: Cell.init).map { cell, runs in
            let summary = Summary(runs.map { $0.outcome.last!.testAccuracy })
            return FinalRow(
                examples: cell.examples, pooling: cell.pooling, seeds: runs.count, mean: summary.mean,
                deviation: summary.deviation,
                seedZero: runs.first { $0.configuration.seed == 0 }?.outcome.last!.testAccuracy,
                published: isPapers(runs[0].configuration)
                    ? Published.accuracy(cell.examples, cell.pooling, step: runs[0].outcome.last!.step) : nil)
        }
    }

    static func figure(_ rows: [FinalRow]) -> Figure {
        let sizes = Set(rows.map { Double($0.examples) }).sorted()
        return Figure(width: .single, height: 64, legend: .panels, series: Pooling.allCases.map(\.title)) {
            Plot(
                x: .log("Training examples", domain: sizes[0]...sizes.last!, ticks: sizes),
                y: .linear("Final test accuracy (%)"), legend: .inside
            ) {
                Band(
                    rows, x: \.examples, low: { row in row.deviation.map { row.mean - $0 } },
                    high: { row in row.deviation.map { row.mean + $0 } }, series: \.pooling.title)
                Line(rows, x: \.examples, y: \.mean, series: \.pooling.title)
                if rows.contains(where: { $0.published != nil }) {
                    Dot(rows, x: \.examples, y: \.published, series: \.pooling.title, style: .published)
                }
            }
        }
    }

    static func table(_ rows: [FinalRow]) -> PrintedTable {
        let sizes = Set(rows.map(\.examples)).sorted()
        var table = PrintedTable(header: ["Final test accuracy (%)"] + sizes.map { "\($0)" })
        let isPublished = rows.contains { $0.published != nil }
        func cells(_ pooling: Pooling, _ text: (FinalRow) -> String) -> [String] {
            sizes.map { size in rows.first { $0.examples == size && $0.pooling == pooling }.map(text) ?? "–" }
        }
        for pooling in Pooling.allCases {
            table.append(
                [pooling.title]
                    + cells(pooling) { row in
                        let spread = row.deviation.map { " ± \(fixed($0, decimals: 1))" } ?? ""
                        return fixed(row.mean, decimals: 1) + spread
                    })
            guard isPublished else { continue }
            table.append(
                ["\(pooling.title), notebook"]
                    + cells(pooling) { $0.published.map { fixed($0, decimals: 1) } ?? "–" })
        }
        guard isPublished else { return table }
        func largestDifference(_ ours: (FinalRow) -> Double?) -> [String] {
            sizes.map { size in
                let all = rows.filter { $0.examples == size }.compactMap { row -> Double? in
                    guard let own = ours(row), let published = row.published else { return nil }
                    return own - published
                }
                return all.max { $0.magnitude < $1.magnitude }.map { fixed($0, decimals: 1) } ?? "–"
            }
        }
        table.append(["Largest difference of the mean (points)"] + largestDifference(\.mean))
        table.append(["Largest difference of seed 0 (points)"] + largestDifference(\.seedZero))
        return table
    }
}
