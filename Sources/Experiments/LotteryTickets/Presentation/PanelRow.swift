import Artifact
import Plotting

/// One point of one panel of Figure 3.
struct PanelRow: Codable {
    /// a loss, b accuracy against sparsity; c unchanged, d reversed, e permuted, f new weights against steps; g adjacency.
    var panel: String
    /// `dense`, `lottery`, `random` or, in g, `chance`.
    var series: String
    /// Sparsity, step or number of neighbours.
    var x: Double
    var mean: Double
    var standardError: Double?

    private static let courses: [(panel: String, ablation: Ablation)] = [
        ("c", .none), ("d", .reversed), ("e", .permuted), ("f", .newWeights),
    ]

    static func rows(_ runs: [LotteryRun]) -> [PanelRow] {
        let curves = SearchRow.rows(runs).filter { $0.measure != .maximumAccuracy }.map {
            PanelRow(
                panel: $0.measure == .finalLoss ? "a" : "b", series: $0.ticket.rawValue, x: $0.sparsity,
                mean: $0.mean, standardError: $0.standardError)
        }
        let means = CurveRow.rows(runs)
        let courses = courses.flatMap { panel, ablation in
            means.filter { $0.ablation == ablation && $0.data == .same }.map {
                PanelRow(
                    panel: panel, series: $0.ticket.rawValue, x: Double($0.step), mean: $0.mean,
                    standardError: $0.standardError)
            }
        }
        let adjacency = AdjacencyRow.rows(runs).map {
            PanelRow(
                panel: "g", series: $0.series, x: Double($0.neighbours), mean: $0.mean,
                standardError: $0.standardError)
        }
        return curves + courses + adjacency
    }

    static func figure(_ rows: [PanelRow]) -> Figure {
        Figure(
            width: .double, height: 100, columns: 4, legend: .shared,
            series: Ticket.allCases.map(\.rawValue) + ["chance"]
        ) {
            curves(rows, "a", "Training loss", x: .linear("Sparsity", domain: 0...1), y: .log("Final loss"))
            curves(rows, "b", "Test accuracy", x: .linear("Sparsity", domain: 0...1), y: .linear("Accuracy (%)"))
            for (panel, ablation) in courses {
                curves(
                    rows, panel, ablation.title, x: .linear("Training step"),
                    y: .linear("Accuracy (%)", domain: accuracyRange(rows)))
            }
            Plot("Adjacent weights", x: .band("Neighbours"), y: .linear("Runs per input")) {
                Bar(
                    rows.filter { $0.panel == "g" }, x: { "\(Int($0.x))" }, y: \.mean, series: \.series,
                    low: { $0.mean - ($0.standardError ?? 0) }, high: { $0.mean + ($0.standardError ?? 0) })
            }
        }
    }

    /// Tens around all accuracies of c to f, which have one axis.
    private static func accuracyRange(_ rows: [PanelRow]) -> ClosedRange<Double> {
        let shown = rows.filter { row in courses.contains { $0.panel == row.panel } }
        let low = shown.map { $0.mean - ($0.standardError ?? 0) }.min() ?? 0
        let high = shown.map { $0.mean + ($0.standardError ?? 0) }.max() ?? 100
        return (low / 10).rounded(.down) * 10...(high / 10).rounded(.up) * 10
    }

    private static func curves(_ rows: [PanelRow], _ panel: String, _ title: String, x: Axis, y: Axis) -> Plot {
        let shown = rows.filter { $0.panel == panel }
        let isSearch = panel == "a" || panel == "b"
        let lines = shown.filter { !isSearch || $0.series != Ticket.dense.rawValue }
        return Plot(title, x: x, y: y) {
            Band(
                lines.filter { $0.standardError != nil }, x: \.x,
                low: { panel == "a" ? max($0.mean - $0.standardError!, 1e-4) : $0.mean - $0.standardError! },
                high: { $0.mean + $0.standardError! }, series: \.series)
            Line(lines, x: \.x, y: \.mean, series: \.series)
            for dense in shown where isSearch && dense.series == Ticket.dense.rawValue {
                Line(x: [0.0, 1.0], y: [dense.mean, dense.mean], series: dense.series)
            }
        }
    }
}
