import Artifact
import Plotting

/// One point of one panel of Figure 3.
struct Figure3Row: Codable {
    /// a loss, b accuracy against sparsity; c unchanged, d reversed, e permuted, f new weights against steps; g, h and i
    /// runs of two, three and four neighbours.
    let panel: String
    /// `dense`, `lottery`, `random`, or a kind of chance.
    let series: String
    /// Sparsity or step; none in g to i.
    let x: Double?
    /// One trial alone, in g to i; none where the row is the mean of all.
    let seed: UInt32?
    let mean: Double
    /// The 95 % interval over trials.
    let lower: Double?
    let upper: Double?
    let published: Double?
    let publishedLower: Double?
    let publishedUpper: Double?

    private init(_ panel: String, _ series: String, seed: UInt32, mean: Double) {
        (self.panel, self.series, self.seed, self.mean) = (panel, series, seed, mean)
        (x, lower, upper, published, publishedLower, publishedUpper) = (nil, nil, nil, nil, nil, nil)
    }

    /// A mean over trials.
    private init(_ panel: String, _ series: String, x: Double? = nil, _ row: Record, error: Double? = nil) {
        let (estimate, theirs) = (row.estimate(), row.number("published"))
        (self.panel, self.series, self.x, seed) = (panel, series, x, nil)
        (mean, lower, upper, published) = (estimate.mean, estimate.lower, estimate.upper, theirs)
        publishedLower = error.map { theirs! - $0 }
        publishedUpper = error.map { theirs! + $0 }
    }

    private static let changes: [(panel: String, change: Change)] = [
        ("c", .none), ("d", .reversed), ("e", .permuted), ("f", .newWeights),
    ]
    private static let adjacency: [(panel: String, neighbours: Int, title: String)] = [
        ("g", 2, "Two adjacent weights"), ("h", 3, "Three adjacent weights"), ("i", 4, "Four adjacent weights"),
    ]

    static func rows(_ runs: [LotteryRun], _ authors: Authors) throws -> [Figure3Row] {
        let searches = try Searches.means(authors).records(Searches.points(runs).filter { $0.measure != .maximumAccuracy })
            .filter { Ticket(rawValue: $0["series"]) != nil }
            .map { Figure3Row($0["measure"] == "testLoss" ? "a" : "b", $0["series"], x: $0.number("sparsity"), $0) }
        let factors: [any Factor<HistoryRow>] = [Accuracies.change, Accuracies.ticket, Accuracies.step]
        let means = try Accuracies.means(by: factors).records(HistoryRow.rows(runs, authors).main.filter { $0.data == .same })
        let curves = changes.flatMap { panel, change in
            means.filter { $0["change"] == change.rawValue }.map { Figure3Row(panel, $0["ticket"], x: $0.number("step"), $0) }
        }
        return try searches + curves + adjacencyRows(runs, authors)
    }

    private static func adjacencyRows(_ runs: [LotteryRun], _ authors: Authors) throws -> [Figure3Row] {
        let trials = AdjacencyTrialRow.rows(runs).main
        let inputs = runs.inputs
        let means = try Neighbours.means(authors).records(Neighbours.all(trials, inputs: inputs))
        return adjacency.flatMap { panel, neighbours, _ -> [Figure3Row] in
            let own = trials.filter { $0.neighbours == neighbours }
            func row(_ quantity: Neighbours.Quantity, _ series: String) -> Figure3Row {
                let mean = means.first { $0["neighbours"] == "\(neighbours)" && $0["quantity"] == quantity.rawValue }!
                return Figure3Row(panel, series, mean, error: mean.number("publishedStandardError"))
            }
            func single(_ series: String, _ trial: AdjacencyTrialRow, _ runs: Double) -> Figure3Row {
                Figure3Row(panel, series, seed: trial.seed, mean: runs / Double(inputs * trial.hidden))
            }
            return own.map { single($0.ticket.rawValue, $0, Double($0.observed)) }
                + Chance.allCases.flatMap { chance in
                    own.filter { $0.ticket == .lottery }.map { single(chance.title, $0, chance($0)) }
                }
                + [row(.random, "random"), row(.lottery, "lottery")]
                + Chance.allCases.map { row(Neighbours.Quantity(rawValue: $0.rawValue)!, $0.title) }
        }
    }

    // MARK: Drawing

    static func figure(_ rows: [Figure3Row]) -> Figure {
        Figure(
            width: .double, height: 150, columns: 3, legend: .shared,
            series: Ticket.allCases.map(\.rawValue) + Chance.allCases.map(\.title)
        ) {
            curves(rows, "a", "Final test loss", x: .linear("Sparsity", domain: 0...1), y: .log("Loss"))
            curves(
                rows, "b", "Final test accuracy", x: .linear("Sparsity", domain: 0...1),
                y: .linear("Accuracy (%)", domain: isPublished(rows, "b") ? 55...80 : nil))
            for (panel, change) in changes {
                curves(
                    rows, panel, change.title, x: .linear("Training step"),
                    y: .linear("Accuracy (%)", domain: isPublished(rows, panel) ? 55...75 : nil))
            }
            for (panel, _, title) in adjacency { dots(rows.filter { $0.panel == panel }, title) }
        }
    }

    private static func isPublished(_ rows: [Figure3Row], _ panel: String) -> Bool {
        rows.contains { $0.panel == panel && $0.published != nil }
    }

    private static func curves(_ rows: [Figure3Row], _ panel: String, _ title: String, x: Axis, y: Axis) -> Plot {
        let shown = rows.filter { $0.panel == panel }
        let isSearch = panel == "a" || panel == "b"
        let lines = shown.filter { !isSearch || $0.series != Ticket.dense.rawValue }
        return Plot(title, x: x, y: y) {
            Band(lines, x: \.x, low: \.lower, high: \.upper, series: \.series)
            if lines.contains(where: { $0.published != nil }) {
                Line(lines, x: \.x, y: \.published, series: \.series, style: .published)
            }
            Line(lines, x: \.x, y: \.mean, series: \.series)
            for dense in shown where isSearch && dense.series == Ticket.dense.rawValue {
                Line(x: [0.0, 1.0], y: [dense.mean, dense.mean], series: dense.series)
            }
        }
    }

    private static func dots(_ rows: [Figure3Row], _ title: String) -> Plot {
        // The legend has the names of both kinds.
        let (tickets, chance) = ("tickets", "chance")
        func kind(_ row: Figure3Row) -> String { Chance.allCases.contains { $0.title == row.series } ? chance : tickets }
        let means = rows.filter { $0.seed == nil }
        // A unit and an input are a weight of the layer. The axis begins at zero, also where an interval reaches below it.
        func per1000(_ value: Double?) -> Double? { value.map { max(0, 1000 * $0) } }
        let highest = rows.flatMap { [$0.mean, $0.upper, $0.publishedUpper] }.compactMap(per1000).max()
        return Plot(
            title, x: .band(order: [tickets, chance]), y: .linear("Runs per 1000 weights", domain: 0...1.05 * (highest ?? 1))
        ) {
            Dot(
                means, x: kind, y: { per1000($0.published) }, series: \.series, low: { per1000($0.publishedLower) },
                high: { per1000($0.publishedUpper) }, isDodged: true, style: .published)
            Dot(
                rows.filter { $0.seed != nil }, x: kind, y: { per1000($0.mean) }, series: \.series, size: 1.6, opacity: 0.5,
                isDodged: true)
            Dot(
                means, x: kind, y: { per1000($0.mean) }, series: \.series, low: { per1000($0.lower) }, high: { per1000($0.upper) },
                isDodged: true)
        }
    }
}
