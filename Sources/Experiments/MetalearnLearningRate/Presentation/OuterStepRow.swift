import Artifact
import Plotting
import Statistics

/// One point of Figure 5.
struct OuterStepRow: Codable {
    enum Panel: String, Codable, CaseIterable {
        case objective
        case finalLoss
        /// After the outer step's update, as the authors draw it.
        case rate

        var title: String {
            switch self {
            case .objective: "Outer objective"
            case .finalLoss: "Final training loss"
            case .rate: "Learning rate"
            }
        }

        func values(_ outcome: MetalearnLearningRate.Outcome) -> [Double] {
            switch self {
            case .objective: outcome.steps.map(\.meanLoss)
            case .finalLoss: outcome.steps.map { Double($0.finalLoss) }
            case .rate: outcome.steps.map { Double($0.rate) }
            }
        }
    }

    let panel: Panel
    let initialRate: Double
    let outerStep: Int
    /// Of seed 0, the authors'; absent where it is not among the seeds.
    let seedZero: Double?
    /// Over all seeds.
    let mean: Double
    let deviation: Double?
    let published: Double?

    static func rows(_ runs: [RateRun]) -> [OuterStepRow] {
        Panel.allCases.flatMap { panel in
            runs.grouped(by: \.configuration.initialRate).flatMap { start, runs in
                let curves = runs.map { panel.values($0.outcome) }
                let seedZero = runs.firstIndex { $0.configuration.seed == 0 }.map { curves[$0] }
                return curves[0].indices.map { step in
                    let summary = Summary(curves.map { $0[step] })
                    return OuterStepRow(
                        panel: panel, initialRate: start, outerStep: step, seedZero: seedZero?[step], mean: summary.mean,
                        deviation: summary.deviation,
                        published: Published.value(panel, runs[0].configuration, outerStep: step))
                }
            }
        }
    }

    /// What a caption says about the authors' curves.
    static func caption(_ configuration: MetalearnLearningRate.Configuration) -> String {
        guard Published.isComparable(configuration) else { return "" }
        return "Pale: the authors' curves, read off their figure, which ours cover; their first panel is cut off above 1.76."
    }

    private var name: String { "from \(initialRate)" }

    static func figure(_ rows: [OuterStepRow]) -> Figure {
        Figure(width: .double, height: 56, legend: .shared) {
            for panel in Panel.allCases {
                let rows = rows.filter { $0.panel == panel }
                let isPublished = rows.contains { $0.published != nil }
                Plot(
                    x: .linear("Outer step"),
                    y: .linear(panel.title, domain: isPublished ? panel.domain : nil)
                ) {
                    Band(
                        rows, x: \.outerStep, low: { row in row.deviation.map { row.mean - $0 } },
                        high: { row in row.deviation.map { row.mean + $0 } }, series: \.name)
                    // Wider than ours, which cover it.
                    if isPublished {
                        Line(rows, x: \.outerStep, y: \.published, series: \.name, width: 3, style: .published)
                    }
                    Line(rows, x: \.outerStep, y: { $0.seedZero ?? $0.mean }, series: \.name)
                }
            }
        }
    }
}

extension OuterStepRow.Panel {
    /// A little more than the authors' figure shows.
    fileprivate var domain: ClosedRange<Double> {
        switch self {
        case .objective: 1.7...1.76
        case .finalLoss: 1.4...1.7
        case .rate: 0...1.5
        }
    }
}
