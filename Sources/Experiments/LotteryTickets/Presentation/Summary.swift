import Artifact
import Plotting

extension CurveRow {
    /// All curves of the lottery ticket in one frame for each dataset, and all accuracies after the last step.
    static func summary(_ rows: [CurveRow]) -> Figure {
        let last = rows.map(\.step).max()
        var figure = Figure(
            width: .double, height: 118, columns: 2, rowWeights: [1.25, 1], sharing: .y,
            series: Ticket.allCases.map(\.rawValue) + Ablation.allCases.dropFirst().map(\.short)
        ) {
            for data in Analysis.Data.allCases {
                let curves = rows.filter { $0.data == data && $0.curve != nil }
                Plot(
                    data.title, x: .linear("Training step"), y: .linear("Test accuracy (%)"), legend: .direct
                ) {
                    Line(curves, x: \.step, y: \.mean, series: { $0.curve! })
                }
            }
            for data in Analysis.Data.allCases {
                Plot(
                    x: .band("After \(last ?? 0) steps", order: Ablation.allCases.map(\.short)),
                    y: .linear("Test accuracy (%)", grid: true), legend: .above
                ) {
                    Dot(
                        rows.filter { $0.data == data && $0.step == last }, x: \.ablation.short, y: \.mean,
                        series: \.ticket.rawValue, low: { $0.mean - ($0.standardError ?? 0) },
                        high: { $0.mean + ($0.standardError ?? 0) }, isDodged: true)
                }
            }
        }
        figure.note =
            "Above: the dense network and a random ticket on unchanged data, and the lottery ticket under each change. "
            + "Error bars: one standard error to each side."
        return figure
    }

    /// The name of the row's curve in the summary; nil for what it leaves out.
    private var curve: String? {
        if ablation == .none { return ticket.rawValue }
        return ticket == .lottery ? ablation.short : nil
    }
}

extension Ablation {
    var title: String {
        switch self {
        case .none: "Unchanged"
        case .reversed: "Signals reversed"
        case .permuted: "Positions permuted"
        case .chunks: "Chunks exchanged"
        case .newWeights: "New initial weights"
        }
    }

    /// The title in one word.
    var short: String {
        switch self {
        case .none: "unchanged"
        case .reversed: "reversed"
        case .permuted: "permuted"
        case .chunks: "chunks"
        case .newWeights: "reseeded"
        }
    }
}

extension Analysis.Data {
    var title: String { self == .same ? "Data of the search" : "Fresh data" }
}
