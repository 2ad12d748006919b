import Artifact
import NeuralNetworks
import Plotting
import Statistics

/// One point of Figure 4: the loss of one width on all training or test examples, over all seeds, and as published.
struct Figure4Row: Codable {
    enum Part: String, Codable, CaseIterable { case train, test }

    let model: String
    let parameters: Int
    let part: Part
    let seeds: Int
    let mean: Double
    /// The 95 % interval of the mean (Student's t).
    let lower: Double?
    let upper: Double?
    let published: Double?

    private var series: String { "\(model) \(part.rawValue)" }

    static func rows(_ runs: [DescentRun], isPapers: (Configuration) -> Bool) -> [Figure4Row] {
        Part.allCases.flatMap { part in
            runs.grouped { "\($0.configuration.network.rawValue) \($0.configuration.width)" }.map { _, runs in
                let configuration = runs[0].configuration
                let published =
                    isPapers(configuration) ? AuthorsFigure4.point(configuration.network, parameters: configuration.parameterCount) : nil
                let summary = Summary(runs.map { part == .train ? $0.outcome.last!.trainLoss : $0.outcome.last!.testLoss })
                return Figure4Row(
                    model: configuration.network.title, parameters: configuration.parameterCount, part: part,
                    seeds: runs.count, mean: summary.mean, lower: summary.lower, upper: summary.upper,
                    published: part == .train ? published?.trainLoss : published?.testLoss)
            }
        }
    }

    /// How far one model's losses are from the authors' curve, without sign: for each seed the mean over all widths.
    static func distances(_ runs: [DescentRun], _ network: Network, _ part: Part) -> [Double] {
        runs.filter { $0.configuration.network == network }.grouped(by: \.configuration.seed).map { _, runs in
            let distances = runs.compactMap { run in
                AuthorsFigure4.point(network, parameters: run.configuration.parameterCount).map { point in
                    part == .train
                        ? (run.outcome.last!.trainLoss - point.trainLoss).magnitude
                        : (run.outcome.last!.testLoss - point.testLoss).magnitude
                }
            }
            return Summary(distances).mean
        }
    }

    /// The authors' one panel, on their axes.
    ///
    /// - Parameter examples: n.
    static func figure(_ rows: [Figure4Row], examples: Int) -> Figure {
        let models = ["MLP", "CNN"]
        var styles: [String: SeriesStyle] = [:]
        for model in models {
            var style = NamedStyles.style(model)!
            style.dash = []
            styles["\(model) test"] = style
            style.dash = [4, 1.5]
            styles["\(model) train"] = style
        }
        let isPublished = rows.contains { $0.published != nil }
        func shown(_ part: Part) -> [Figure4Row] { rows.filter { $0.part == part } }
        return Figure(
            width: .single, height: 70, series: models.flatMap { ["\($0) test", "\($0) train"] }, seriesStyles: styles
        ) {
            Plot(
                x: .linear(
                    "Number of parameters", domain: isPublished ? 0...30000 : nil, ticks: isPublished ? [0, 10000, 20000, 30000] : nil),
                y: .linear("NLL loss", domain: isPublished ? 0...2.5 : nil, ticks: isPublished ? [0, 0.5, 1, 1.5, 2, 2.5] : nil),
                legend: .inside
            ) {
                if isPublished {
                    Line(shown(.train), x: \.parameters, y: \.published, series: \.series, style: .published)
                    Line(shown(.test), x: \.parameters, y: \.published, series: \.series, markers: true, style: .published)
                }
                Rule(x: Double(examples), label: "interpolation threshold, n")
                Band(rows, x: \.parameters, low: \.lower, high: \.upper, series: \.series)
                Line(shown(.train), x: \.parameters, y: \.mean, series: \.series)
                Line(shown(.test), x: \.parameters, y: \.mean, series: \.series, markers: true)
            }
        }
    }
}
