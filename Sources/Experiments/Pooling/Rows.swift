import Artifact
import NeuralNetworks
import Plotting
import Statistics

typealias PoolingRun = FinishedRun<PoolingStudy.Configuration, PoolingStudy.Outcome>

/// One evaluation of one run, not smoothed.
struct HistoryRow: Codable {
    let examples: Int
    let pooling: Pooling
    let seed: UInt32
    let step: Int
    let trainLoss: Double
    let trainAccuracyPercent: Double
    let testLoss: Double
    let testAccuracyPercent: Double

    static func rows(_ runs: [PoolingRun]) -> [HistoryRow] {
        runs.flatMap { run in
            run.outcome.checkpoints.map { checkpoint in
                HistoryRow(
                    examples: run.configuration.examples, pooling: run.configuration.pooling,
                    seed: run.configuration.seed, step: checkpoint.step, trainLoss: checkpoint.trainLoss,
                    trainAccuracyPercent: checkpoint.trainAccuracy, testLoss: checkpoint.testLoss,
                    testAccuracyPercent: checkpoint.testAccuracy)
            }
        }
    }
}

/// The runs of one panel and one curve: a number of examples and a kind of pooling.
private func cells(_ runs: [PoolingRun]) -> [(examples: Int, pooling: Pooling, runs: [PoolingRun])] {
    Set(runs.map(\.configuration.examples)).sorted().flatMap { examples in
        Pooling.allCases.map { pooling in
            (examples, pooling, runs.filter { $0.configuration.examples == examples && $0.configuration.pooling == pooling })
        }
    }
}

/// Test accuracy in percent after a number of steps, smoothed, over all seeds; and as published, not smoothed.
struct CurveRow: Codable {
    let examples: Int
    let pooling: Pooling
    let step: Int
    let mean: Double
    let low: Double
    let high: Double
    let published: Double?

    static func rows(_ runs: [PoolingRun]) -> [CurveRow] {
        cells(runs).flatMap { examples, pooling, runs in
            let histories = runs.map { run in smoothed(run.outcome.checkpoints.map(\.testAccuracy)) }
            return runs[0].outcome.checkpoints.indices.map { place in
                let summary = Summary(histories.map { $0[place] })
                let spread = summary.count > 1 ? summary.standardDeviation : 0
                let step = runs[0].outcome.checkpoints[place].step
                return CurveRow(
                    examples: examples, pooling: pooling, step: step, mean: summary.mean, low: summary.mean - spread,
                    high: summary.mean + spread, published: Published.accuracy(examples, pooling, step: step))
            }
        }
    }

    /// A panel for each number of examples; lines are ours, dots the authors' single run.
    static func figure(_ rows: [CurveRow], height: Double) -> Figure {
        let sizes = Set(rows.map(\.examples)).sorted()
        return Figure(
            width: .double, height: height, columns: min(3, sizes.count), sharing: .x, legend: .shared,
            series: Pooling.allCases.map(\.title)
        ) {
            for examples in sizes {
                let shown = rows.filter { $0.examples == examples }
                // From where the curves have left the rise of the first few hundred steps.
                let settled = shown.filter { $0.step >= (shown.map(\.step).max() ?? 0) / 10 }.map(\.low)
                let floor = 5 * ((settled.min() ?? 0) / 5).rounded(.down)
                let top = shown.map(\.high).max()!
                Plot(
                    "\(examples) examples", x: .linear("Training step"),
                    y: .linear(
                        "Test accuracy (%)",
                        domain: max(0, floor - 5)...min(100, 5 * ((top + 2) / 5).rounded(.up)))
                ) {
                    Band(shown, x: \.step, low: \.low, high: \.high, series: \.pooling.title)
                    Line(shown, x: \.step, y: \.mean, series: \.pooling.title)
                    if examples == sizes[0] { Text("symbols: authors' notebook", corner: .bottomRight) }
                    Dot(
                        shown.filter { $0.published != nil }, x: \.step, y: { $0.published! }, series: \.pooling.title,
                        size: 2.6)
                }
            }
        }
    }
}

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

    static func rows(_ runs: [PoolingRun]) -> [FinalRow] {
        cells(runs).map { examples, pooling, runs in
            let last = runs.map { $0.outcome.checkpoints.last! }
            let summary = Summary(last.map(\.testAccuracy))
            return FinalRow(
                examples: examples, pooling: pooling, seeds: runs.count, mean: summary.mean,
                deviation: summary.count > 1 ? summary.standardDeviation : nil,
                seedZero: runs.first { $0.configuration.seed == 0 }?.outcome.checkpoints.last!.testAccuracy,
                published: Published.accuracy(examples, pooling, step: last[0].step))
        }
    }

    static func figure(_ rows: [FinalRow]) -> Figure {
        Figure(width: .medium, height: 75, legend: .panels, series: Pooling.allCases.map(\.title)) {
            Plot(
                x: .log("Training examples", ticks: Set(rows.map { Double($0.examples) }).sorted()),
                y: .linear("Final test accuracy (%)"), legend: .inside
            ) {
                Band(
                    rows.filter { $0.deviation != nil }, x: \.examples, low: { $0.mean - $0.deviation! },
                    high: { $0.mean + $0.deviation! }, series: \.pooling.title)
                Line(rows, x: \.examples, y: \.mean, series: \.pooling.title)
                Text("symbols: authors' notebook", corner: .topLeft)
                Dot(rows.filter { $0.published != nil }, x: \.examples, y: { $0.published! }, series: \.pooling.title)
            }
        }
    }

    static func table(_ rows: [FinalRow]) -> PrintedTable {
        let sizes = Set(rows.map(\.examples)).sorted()
        var table = PrintedTable(header: ["Final test accuracy (%)"] + sizes.map { "\($0)" })
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
            table.append(
                ["\(pooling.title), notebook"]
                    + cells(pooling) { $0.published.map { fixed($0, decimals: 1) } ?? "–" })
        }
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
