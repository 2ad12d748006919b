import Artifact
import Plotting

/// Training losses within an outer step, for the first seed.
struct InnerLossRow: Codable {
    let initialRate: Double
    /// The first outer step, with the initial rate, or the last, with the learned one.
    let outerStep: Int
    /// The rate of that outer step.
    let rate: Double
    /// The middle of the steps that are averaged.
    let step: Double
    let trainLoss: Double

    private static let averaged = 10

    static func rows(_ runs: [MetalearnLearningRate.Run]) -> [InnerLossRow] {
        runs.filter { $0.configuration.seed == runs[0].configuration.seed }.flatMap { run in
            let steps = run.outcome.steps
            let rates = [run.configuration.initialRate] + steps.map { Double($0.rate) }
            let last = steps.count - 1
            return [(0, run.outcome.firstLosses), (last, run.outcome.lastLosses)].flatMap { outerStep, losses in
                stride(from: 0, to: losses.count, by: averaged).map { start in
                    let part = losses[start..<min(start + averaged, losses.count)]
                    return InnerLossRow(
                        initialRate: run.configuration.initialRate, outerStep: outerStep, rate: rates[outerStep],
                        step: Double(start) + Double(part.count - 1) / 2,
                        trainLoss: part.reduce(0) { $0 + Double($1) } / Double(part.count))
                }
            }
        }
    }

    static func figure(_ rows: [InnerLossRow]) -> Figure {
        let initial = rows.filter { $0.outerStep == 0 }
        // The learned rates are so close that one curve hides the other.
        let learned = rows.filter { $0.outerStep > 0 && $0.initialRate == rows[0].initialRate }
        let name = learned.first.map { "learned: \(fixed($0.rate, decimals: 2))" } ?? ""
        return Figure(width: .single, height: 56) {
            Plot(x: .linear("Training step"), y: .linear("Training loss"), legend: .inside) {
                Line(initial, x: \.step, y: \.trainLoss, series: { "from \($0.initialRate)" })
                Line(learned, x: \.step, y: \.trainLoss, series: { _ in name })
            }
        }
    }
}
