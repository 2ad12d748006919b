import Artifact
import Plotting
import Statistics
import Training

extension MetalearnLearningRate {
    static let place = "Figure 5: a learning rate, learned by gradients through training"
    static let summary = "Learn a learning rate by differentiating through training (Figure 5)."
    static let details = """
        CLAIM (paper, Figure 5): from a learning rate far too high (1.5) and one far too low (0.15), gradient descent \
        on the mean training loss leads to the same rate, with exact gradients through all 200 steps of training. The \
        authors' notebook ends at 0.62 from both.

        METHOD: A tanh network 40-50-10, 200 steps of plain gradient descent on batches of 50 in order. The outer loop \
        takes 50 steps of gradient descent with rate 0.3 on the mean of all inner losses. A seed is that of the initial \
        weights; seed 0 is the authors' run. Data and order of batches are the same for all seeds.

        EXAMPLES:
          metalearn-learning-rate --scale quick
          metalearn-learning-rate --seeds 0 --from 3 0.01
        """

    // MARK: What tells runs apart, and what they find

    static let initialRate = Dimension("initialRate", \Run.configuration.initialRate, title: { "from \($0)" })
    static let seed = Dimension("seed", \Run.configuration.seed)
    static let objective = curve("objective", "Outer objective", \.meanLoss)
    static let finalLoss = curve("finalLoss", "Final training loss") { Double($0.finalLoss) }
    /// After the outer step's update, as the authors draw it.
    static let rate = curve("rate", "Learning rate") { Double($0.rate) }

    private static func curve(
        _ name: String, _ title: String, _ value: @escaping @Sendable (LearningRateMetalearning.OuterStep) -> Double
    ) -> Metric<Run> {
        Metric(
            name, title, along: Along("outerStep", "Outer step"), { Array($0.outcome.steps.enumerated()) }, x: \.offset,
            y: { value($0.element) })
    }

    /// Learned rates from one start over those from another, seed by seed.
    static func ratio(_ first: Double, over second: Double) -> Metric<Run> {
        rate.last.contrast("ratio", "ratio", across: initialRate, within: seed) { try $0[first] / $0[second] }
    }

    /// Rates count as the same up to this factor; see the claim for its reason.
    static let factor = 1.1

    static func agree(_ ratio: Double) -> Bool { (1 / factor...factor).contains(ratio) }

    // MARK: Figures and tables

    func report() throws -> Report<Self> {
        let all = try plannedConfigurations()
        let (seeds, outer, inner) = (Set(all.map(\.seed)).count, all[0].outerSteps, all[0].innerSteps)
        let authors = try published("metalearn-learning-rate-figure5.csv", "value")
        let note =
            authors.isShown
            ? "Faint: the authors' curves, read off their figure, which ours cover; their first panel is cut off above 1.76." : ""
        let metrics = [Self.objective, Self.finalLoss, Self.rate]
        let panels = Names("panel", metrics)
        let learned = Metric("rate", "Learned rate") { (run: Run) in Double(run.outcome.steps.last!.rate) }
        return Report(sweeping: [learned, Self.curve("meanLoss", "Mean training loss", \.meanLoss)]) {
            Part.figure(
                "figure5",
                caption:
                    "A learning rate learned by gradient descent through \(inner) training steps\(authors.isShown ? " (paper, Figure 5)" : ""). Each outer step trains one network and yields the outer objective (the mean of the training losses), the last training loss, and a new learning rate. Lines: seed 0. Bands: one standard deviation to each side of the mean over \(seeds) initial weights. \(note)",
                Summaries(
                    metrics, as: panels, by: [Self.initialRate],
                    columns: [.value("seedZero") { $0.configuration.seed == 0 }, .mean, .deviation, .published(authors)])
            ) { Self.figure5($0, panels) }
            Part.figure(
                "inner-losses",
                caption:
                    "Training loss at the initial learning rates and at the learned one, for the first seed. Each point is the mean of ten steps.",
                rows: InnerLossRow.rows, figure: InnerLossRow.figure)
            Part.table(
                "final",
                caption:
                    "Learning rates after \(outer) outer steps, over \(seeds) initial weights, with 90 % intervals. Ratios are within seeds, their mean is geometric. Far from 1, the outer objective has two minima and each start found its own.",
                Summaries(
                    Self.rate.last, by: [Self.seed, Self.initialRate],
                    columns: [
                        .number("rate") { $0.summary.mean }, .mean("meanLoss") { $0.outcome.steps.last!.meanLoss },
                        .mean("gradient") { Double($0.outcome.steps.last!.gradient) },
                        .published(
                            authors.only { $0.configuration.seed == 0 }, at: ["panel": Self.rate.name, "outerStep": "\(outer - 1)"]),
                    ]), Self.finalTable)
            Part.claims(claims)
        }
    }

    /// A panel for each of the three; the lines are of seed 0, the authors'.
    private static func figure5(_ rows: [Record], _ panels: Names) -> Figure {
        var figure = Figure(width: .double, height: 59, legend: .shared) {
            for panel in panels.fields(in: rows) {
                let rows = rows.filter { $0["panel"] == panel }
                let isPublished = rows.contains { $0.number("published") != nil }
                Plot(x: .linear("Outer step"), y: .linear(panels.title(of: panel), domain: isPublished ? domains[panel] : nil)) {
                    Band(
                        rows, x: { $0.number("outerStep") }, low: { row in row.number("deviation").map { row.number("mean")! - $0 } },
                        high: { row in row.number("deviation").map { row.number("mean")! + $0 } }, series: initialRate.title(of:),
                        outlined: true)
                    // Wider than ours, which cover it.
                    if isPublished {
                        Line(
                            rows, x: { $0.number("outerStep") }, y: { $0.number("published") }, series: initialRate.title(of:), width: 3,
                            style: .published)
                    }
                    Line(
                        rows, x: { $0.number("outerStep") }, y: { $0.number("seedZero") ?? $0.number("mean") },
                        series: initialRate.title(of:))
                }
            }
        }
        if rows.contains(where: { $0.number("seedZero") != nil && $0.number("deviation") != nil }) {
            figure.note = "Lines: seed 0. Bands: one standard deviation to each side of the mean over all seeds."
        }
        return figure
    }

    /// A little more than the authors' figure shows.
    private static let domains = ["objective": 1.7...1.76, "finalLoss": 1.4...1.7, "rate": 0...1.5]

    /// A row for each start, and two for the ratios of the first two, seed by seed. The authors' column is there where they have such runs.
    private static func finalTable(_ records: [Record]) throws -> PrintedTable {
        let isPublished = records.contains { $0.number("published") != nil }
        func cells(_ row: [String]) -> [String] { isPublished ? row : Array(row.dropLast()) }
        func text(_ value: Double?, decimals: Int) -> String { value.map { fixed($0, decimals: decimals) } ?? "–" }
        func printed(_ summary: Summary) -> Estimate { Estimate(summary).printed(over: summary.count) }
        var table = PrintedTable(header: cells(["start", "learned rate", "deviation", "mean training loss", "seed 0", "authors"]))
        let starts = records.grouped { $0["initialRate"] }
        for (start, records) in starts {
            let rate = Summary(records.map { $0.number("rate")! })
            table.append(
                cells([
                    start, printed(rate).text(decimals: 3), text(rate.deviation, decimals: 3),
                    printed(Summary(records.map { $0.number("meanLoss")! })).text(decimals: 4),
                    text(records.first { $0["seed"] == "0" }?.number("rate"), decimals: 3),
                    text(records.lazy.compactMap { $0.number("published") }.first, decimals: 3),
                ]))
        }
        guard starts.count >= 2 else { return table }
        let start = Dimension("initialRate") { (record: Record) in record["initialRate"] }
        let seed = Dimension("seed") { (record: Record) in record["seed"] }
        func ratios(_ column: String, _ records: [Record]) throws -> [Double] {
            let numbers = Metric("ratio", "ratio") { (record: Record) in record.number(column)! }
            return try numbers.contrast("ratio", "ratio", across: start, within: seed) { try $0[starts[0].key] / $0[starts[1].key] }
                .values(records)
        }
        let pairs = starts[0].values + starts[1].values
        let all = try ratios("rate", pairs)
        let ratio = GeometricMean(all)
        let interval = ratio.interval(level: Judgement.level)
        table.append(
            cells([
                "ratio", Estimate(ratio.estimate, lower: interval?.lower, upper: interval?.upper).text(decimals: 3), "–", "–",
                text(try ratios("rate", pairs.filter { $0["seed"] == "0" }).first, decimals: 3),
                text(try ratios("published", pairs.filter { $0.number("published") != nil }).first, decimals: 3),
            ]))
        table.append(cells(["within 10 %", "\(all.count(where: agree)) of \(all.count) seeds", "–", "–", "–", "–"]))
        return table
    }

    // MARK: Claims

    /// What the paper says about Figure 5, judged over initial weights.
    private func claims(_ runs: [Run]) throws -> [Claim] {
        func rates(from start: Double) throws -> [Double] {
            try Self.rate.last.values(runs.filter { $0.configuration.initialRate == start })
        }
        let (high, low) = (try rates(from: 1.5), try rates(from: 0.15))
        func claim(
            _ id: String, _ tier: Claim.Tier, _ statement: String, unit: String = "", paper: String, _ rule: Claim.Rule,
            because: String, decimals: Int, _ evidence: ([Double]) -> Evidence
        ) throws -> Claim {
            let isTested = !high.isEmpty && !low.isEmpty
            let pairs = runs.filter { [1.5, 0.15].contains($0.configuration.initialRate) }
            return Claim(
                id, tier, at: "Figure 5", quote: tier == .extension ? "" : "Metalearning a learning rate",
                statement: statement, unit: unit, paper: paper, rule: rule, because: because, decided: "2026-11-24",
                over: "seeds (initial weights)", decimals: decimals,
                evidence: isTested
                    ? evidence(try Self.ratio(1.5, over: 0.15).values(pairs)) : .untested("it was not learned from 1.5 and from 0.15"))
        }
        let same = "the figure's curves meet; in them a rate 10 % off the learned one costs less than 0.001 of the objective"
        let printed = "the authors' notebook prints 0.62; a tenth of it, within which the objective hardly differs"
        return [
            try claim(
                "learned-rates-agree", .primary, "Learned rate from 1.5 over that from 0.15, seed by seed", paper: "1",
                .within(1 / Self.factor...Self.factor), because: same, decimals: 3
            ) { .geometric($0) },
            try claim(
                "learned-rates-agree-share", .extension, "Initial weights for which both rates are within 10 %", unit: "%",
                paper: "all", .atLeast(95), because: "all but one in twenty would count as agreement without exception",
                decimals: 0
            ) { .proportion(Proportion($0.count(where: Self.agree), of: $0.count)) },
            try claim(
                "learned-rate-1.5", .derived, "Learned rate, starting from 1.5", paper: "0.62",
                .equivalence(to: 0.62, margin: 0.062), because: printed, decimals: 3
            ) { _ in .sample(high) },
            try claim(
                "learned-rate-0.15", .derived, "Learned rate, starting from 0.15", paper: "0.62",
                .equivalence(to: 0.62, margin: 0.062), because: printed, decimals: 3
            ) { _ in .sample(low) },
        ]
    }

    // MARK: Parameters and results

    static let parameters =
        [
            .seed, RunParameter("initialRate", .positive, "The learning rate to begin from"),
            RunParameter("outerSteps", .whole(1...100_000), "Outer steps, each of which trains a network once"),
            RunParameter("innerSteps", .whole(1...100_000), "Steps of a training"),
            RunParameter("training.hidden", .whole(RunParameter.sizes), "Hidden units of the network"),
            RunParameter("training.batchSize", .whole(1...1_000_000), "Examples per step; they fill the training set"),
            RunParameter("training.outerRate", .positive, "Learning rate of the outer loop"),
        ] + RunParameter.dataset() + RunParameter.file
}
