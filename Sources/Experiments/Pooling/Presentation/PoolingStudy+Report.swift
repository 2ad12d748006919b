import Artifact
import NeuralNetworks
import Training

extension PoolingStudy {
    // MARK: What tells runs apart, and what they find

    static let examples = Dimension(
        "examples", \Run.configuration.examples, title: { "\($0) examples" }, axis: .log("Training examples"))
    static let pooling = Dimension("pooling", \Run.configuration.pooling, title: \.title)
    static let seed = Dimension("seed", \Run.configuration.seed)

    static let trainLoss = Metric("trainLoss", "Training loss", along: .steps, \Run.outcome, x: \.step, y: \.trainLoss)
    static let trainAccuracy = Metric("trainAccuracy", "Training accuracy (%)", along: .steps, \Run.outcome, x: \.step, y: \.trainAccuracy)
    static let testLoss = Metric("testLoss", "Test loss", along: .steps, \Run.outcome, x: \.step, y: \.testLoss)
    static let accuracy = Metric("testAccuracy", "Test accuracy (%)", along: .steps, \Run.outcome, x: \.step, y: \.testAccuracy)

    /// Differences of final accuracies seed by seed, because a seed's data is the same for all kinds.
    static let poolingLessNone = accuracy.last.contrast(
        "pooling-less-none", "max, average, L2 − no pooling", across: pooling, within: seed
    ) { try $0.mean(of: .maximum, .average, .euclidean) - $0[.none] }
    static let poolingLessStride = accuracy.last.contrast(
        "pooling-less-stride", "max, average, L2 − stride 2", across: pooling, within: seed
    ) { try $0.mean(of: .maximum, .average, .euclidean) - $0[.stride] }
    static let euclideanLessMaximum = accuracy.last.contrast("l2-less-max", "L2 − max", across: pooling, within: seed) {
        try $0[.euclidean] - $0[.maximum]
    }

    // MARK: Figures and tables

    func report() throws -> Report<Self> {
        let all = try plannedConfigurations()
        let (steps, seeds) = (all[0].steps, Set(all.map(\.seed)).count)
        let hasAllKinds = Set(all.map(\.pooling)).count == Pooling.allCases.count
        // Curves are compared step by step, those smoothed over evaluations every 100 steps.
        let authors = try published("pooling-figure7.csv", "testAccuracy", ignoring: ["steps"])
        let notebook = try published("pooling-notebook.csv", "testAccuracy", ignoring: ["steps", "evaluationInterval"])
        let shown = Self.papersPanels(Set(all.map(\.examples)).sorted().map(String.init))
        let panels = shown.count == 1 ? shown[0] : "\(shown.dropLast().joined(separator: ", ")) and \(shown[shown.count - 1])"
        let words =
            "Means over \(seeds) datasets and initializations, smoothed with a Gaussian of one evaluation. Bands reach one standard deviation to each side.\(authors.isShown ? " Faint: the authors' curves of one run each, read off their figure." : "")"

        let curves = Summaries(
            Self.accuracy.smoothed(), by: [Self.examples, Self.pooling], columns: [.mean, .deviation, .published(authors)])
        // Seed 0 has the published run's data and initial weights.
        let finals = Summaries(
            Self.accuracy.last, by: [Self.examples, Self.pooling],
            columns: [
                .count("seeds"), .mean, .deviation, .value("seedZero") { $0.configuration.seed == 0 },
                .published(notebook, at: ["step": "\(steps)"]),
            ])
        let contrasts = [Self.poolingLessNone, Self.poolingLessStride, Self.euclideanLessMaximum]
        let comparison = Names("comparison", contrasts)
        func figure(height: Double) -> Curves {
            Curves(
                x: Along.steps, y: .linear("Test accuracy (%)"), by: Self.pooling, panels: Self.examples, spread: .deviation,
                published: .line, height: height, sharesY: false, domain: Self.settled)
        }
        return Report(sweeping: [Self.accuracy.last, Self.accuracy]) {
            Part.data(
                "histories", caption: "Losses and accuracies of all runs while they train, not smoothed.",
                Listing(
                    [Self.trainLoss, Self.trainAccuracy, Self.testLoss, Self.accuracy], by: [Self.examples, Self.pooling, Self.seed]))
            Part.figure(
                "figure7",
                caption:
                    "Test accuracy with five kinds of pooling while training on \(panels) examples, each panel on an axis of its own\(authors.isShown ? " (paper, Figure 7)" : ""). \(words)",
                curves.keeping(Self.examples, Self.papersPanels), figure(height: 66))
            Part.figure(
                "all-sizes", caption: "The same for all numbers of training examples. \(words)", curves, figure(height: 115))
            Part.figure(
                "final-accuracy",
                caption:
                    "Test accuracy after \(steps) steps against the number of training examples. Bands are one standard deviation over \(seeds) seeds to each side.\(notebook.isShown ? " Faint symbols are what the authors' notebook prints." : "")",
                finals,
                Curves(
                    x: Self.examples, y: .linear("Final test accuracy (%)"), by: Self.pooling, spread: .deviation, published: .dots,
                    ticks: .valuesOnly, height: 64))
            Part.table(
                "final",
                caption: "Test accuracies after \(steps) steps\(notebook.isShown ? " beside those of the authors' notebook" : "").",
                finals,
                Pivot(
                    "Final test accuracy (%)", rows: Self.pooling, columns: Self.examples,
                    lines: [.deviation(decimals: 1), .number("published", ", notebook", decimals: 1)],
                    footers: [
                        .largestDifference("Largest difference of the mean (points)", of: "mean", from: "published", decimals: 1),
                        .largestDifference("Largest difference of seed 0 (points)", of: "seedZero", from: "published", decimals: 1),
                    ]))
            if hasAllKinds {
                Part.table(
                    "differences",
                    caption:
                        "Differences of test accuracy between kinds of pooling after \(steps) steps, seed by seed. Brackets are 90 % intervals; a star marks one that excludes zero.",
                    Summaries(contrasts, as: comparison, by: [Self.examples], columns: [.count("seeds"), .estimate]),
                    Pivot(
                        "Difference in points", rows: comparison, columns: Self.examples,
                        lines: [.interval(decimals: 1, starred: true)]))
                Part.claims(claims)
            }
        }
    }

    /// The paper's three panels; the first, the middle and the last of other sizes.
    private static func papersPanels(_ levels: [String]) -> [String] {
        let papers = ["1000", "5000", "50000"]
        return papers.allSatisfy(levels.contains) ? papers : firstMiddleLast(levels)
    }

    /// The range of a panel's curves after a quarter of the steps, when their rise is over.
    private static func settled(_ rows: [Record]) -> ClosedRange<Double>? {
        let last = rows.compactMap { $0.number("step") }.max() ?? 0
        let settled = rows.filter { ($0.number("step") ?? 0) >= (last / 4).rounded(.down) }
        let ends = settled.flatMap { row -> [Double] in
            let (mean, deviation) = (row.number("mean") ?? .nan, row.number("deviation") ?? 0)
            return [mean - deviation, mean + deviation].filter(\.isFinite)
        }
        guard let low = ends.min(), let high = ends.max() else { return nil }
        func tens(_ value: Double, _ rule: FloatingPointRoundingRule) -> Double { 10 * (value / 10).rounded(rule) }
        let floor = min(max(0, tens(low, .down)), 90)
        return floor...max(floor + 10, min(100, tens(high, .up)))
    }

    // MARK: Claims

    /// What the paper says about Figure 7, judged by test accuracies after all steps.
    private func claims(_ runs: [Run]) throws -> [Claim] {
        func claim(
            _ id: String, _ tier: Claim.Tier, at location: String, quote: String, _ statement: String, paper: String,
            _ contrast: Metric<Run>, _ examples: Int, _ rule: Rule, because: String
        ) throws -> Claim {
            Claim(
                id, tier, at: location, quote: quote, statement: "\(statement), \(examples) examples", unit: "points",
                paper: paper, rule: rule, because: because, decided: "2026-11-24",
                over: "seeds (dataset, initial weights)",
                evidence: try contrast.evidence(
                    runs.filter { $0.configuration.examples == examples }, untested: "no models were trained on \(examples) examples"))
        }
        let (caption, text) = ("Figure 7 (caption)", "Section 4.6")
        let helped = "pooling helped performance in low-data regimes and hindered it in high-data regimes"
        let sign = "the paper says that there is a difference, and not how large it is"
        return [
            try claim(
                "pooling-1000", .primary, at: caption, quote: helped, "Pooling above none", paper: "helped",
                Self.poolingLessNone, 1000, .greater(than: 0), because: sign),
            try claim(
                "pooling-2000", .derived, at: caption, quote: helped, "Pooling above none", paper: "helped",
                Self.poolingLessNone, 2000, .greater(than: 0), because: sign),
            try claim(
                "pooling-hinders-50000", .primary, at: caption, quote: helped, "Pooling above none", paper: "hindered",
                Self.poolingLessNone, 50000, .less(than: 0), because: sign),
            try claim(
                "pooling-50000", .primary, at: text,
                quote: "it did not make much of a difference in high-data regimes", "Pooling above none",
                paper: "not much of a difference", Self.poolingLessNone, 50000, .equivalence(to: 0, margin: 2),
                because: "2 points are the tolerance of the accuracies that the paper prints in its Table 1"),
            try claim(
                "l2-over-max-50000", .derived, at: text,
                quote: "start to delete information – and thus perform worse compared to L2 pooling – in the high-data regime",
                "L2 pooling above max pooling", paper: "worse", Self.euclideanLessMaximum, 50000, .greater(than: 0),
                because: sign),
        ]
    }
}

extension Pooling {
    /// The name as a reader knows it.
    var title: String {
        switch self {
        case .none: "no pooling"
        case .stride: "stride 2"
        case .maximum: "max pooling"
        case .average: "average pooling"
        case .euclidean: "L2 pooling"
        }
    }
}
