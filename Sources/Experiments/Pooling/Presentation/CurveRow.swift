import Artifact
import NeuralNetworks
import Plotting
import Statistics

/// Test accuracy in percent after a number of steps, smoothed, over all seeds; and the authors' curve.
struct CurveRow: Codable {
    let examples: Int
    let pooling: Pooling
    let step: Int
    let mean: Double
    let deviation: Double?
    let published: Double?

    static func rows(_ runs: [PoolingRun], isPapers: (PoolingStudy.Configuration) -> Bool) -> [CurveRow] {
        runs.grouped(by: Cell.init).flatMap { cell, runs in
            let histories = runs.map { run in smoothed(run.outcome.map(\.testAccuracy)) }
            return runs[0].outcome.indices.map { index in
                let summary = Summary(histories.map { $0[index] })
                let step = runs[0].outcome[index].step
                return CurveRow(
                    examples: cell.examples, pooling: cell.pooling, step: step, mean: summary.mean,
                    deviation: summary.deviation,
                    published: isPapers(runs[0].configuration) ? PublishedCurves.accuracy(cell.examples, cell.pooling, step: step) : nil)
            }
        }
    }

    /// Three panels: the least and the most examples, and a number between.
    static func threeSizes(_ rows: [CurveRow]) -> [CurveRow] {
        let sizes = Set(rows.map(\.examples)).sorted()
        let three = sizes.count <= 3 ? sizes : [sizes[0], sizes[sizes.count / 2], sizes[sizes.count - 1]]
        return rows.filter { three.contains($0.examples) }
    }

    /// A panel for each number of examples, all on one scale.
    static func figure(_ rows: [CurveRow], height: Double) -> Figure {
        let sizes = Set(rows.map(\.examples)).sorted()
        // From where the curves have left the rise of the first few hundred steps.
        let settled = rows.filter { $0.step >= (rows.map(\.step).max() ?? 0) / 10 }.map { $0.mean - ($0.deviation ?? 0) }.filter(\.isFinite)
        let floor = 10 * ((settled.min() ?? 0) / 10).rounded(.down)
        return Figure(
            width: .double, height: height, columns: min(3, sizes.count), sharing: .both, legend: .shared,
            series: Pooling.allCases.map(\.title)
        ) {
            for examples in sizes {
                let shown = rows.filter { $0.examples == examples }
                Plot(
                    "\(examples) examples", x: .linear("Training step"),
                    y: .linear("Test accuracy (%)", domain: min(max(0, floor), 90)...100)
                ) {
                    if shown.contains(where: { $0.published != nil }) {
                        Line(shown, x: \.step, y: \.published, series: \.pooling.title, style: .published)
                    }
                    Band(
                        shown, x: \.step, low: { row in row.deviation.map { row.mean - $0 } },
                        high: { row in row.deviation.map { row.mean + $0 } }, series: \.pooling.title)
                    Line(shown, x: \.step, y: \.mean, series: \.pooling.title)
                }
            }
        }
    }
}
