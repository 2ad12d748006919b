import Artifact
import Plotting
import Statistics
import Training

/// The final activation of one seed at one point, or the mean accuracy of one activation at one step.
struct SeedsRow: Codable {
    enum Panel: String, Codable { case shape, accuracy }

    let panel: Panel
    /// `learned`, or the name of an activation designed by hand.
    let activation: String
    /// Of the metalearning whose shape it is.
    let seed: UInt32?
    let x: Double?
    let step: Int?
    let value: Double
    /// The 95 % interval of the mean: over metalearnings, or over initial weights.
    let lower: Double?
    let upper: Double?

    static func rows(_ runs: [ActivationRun]) -> [SeedsRow] {
        let results = Results(runs)
        let shapes = results.learned.flatMap { seed, outcome in
            zip(LearnedShape.points, outcome.shapes.last!.values).map {
                SeedsRow(
                    panel: .shape, activation: "learned", seed: seed, x: Double($0), step: nil, value: Double($1),
                    lower: nil, upper: nil)
            }
        }
        let learned = results.learnedHistories
        let steps = learned.first?[0].accuracies.map(\.step) ?? []
        func rows(_ activation: String, _ values: (Int) -> [Double]) -> [SeedsRow] {
            steps.indices.map { evaluation in
                let summary = Summary(values(evaluation))
                return SeedsRow(
                    panel: .accuracy, activation: activation, seed: nil, x: nil, step: steps[evaluation],
                    value: summary.mean, lower: summary.lower, upper: summary.upper)
            }
        }
        return shapes
            + rows("learned") { evaluation in learned.map { Summary($0.map { $0.accuracies[evaluation].percent }).mean } }
            + DesignedActivation.allCases.flatMap { activation in
                rows(activation.title) { evaluation in
                    results.histories(of: activation).map { $0.accuracies[evaluation].percent }
                }
            }
    }

    static func figure(_ rows: [SeedsRow]) -> Figure {
        let accuracy = rows.filter { $0.panel == .accuracy }
        let last = accuracy.compactMap(\.step).max() ?? 0
        let final = accuracy.filter { $0.step == last }.sorted { $0.value > $1.value }
        return Figure(width: .double, height: 60, columnWeights: [1, 1.1, 1.1], series: ["learned"]) {
            Plot(x: .linear("x"), y: .linear("Learned f(x)"), legend: .none) {
                for (_, shape) in rows.filter({ $0.panel == .shape }).grouped(by: \.seed) {
                    Line(shape, x: \.x, y: \.value, series: \.activation, width: 0.7)
                }
            }
            Plot(x: .linear("Training step"), y: .linear("Test accuracy (%)"), legend: .none) {
                Line(accuracy, x: \.step, y: \.value, series: \.activation)
            }
            Plot(
                x: .linear("Test accuracy (%) after \(last) steps"),
                y: .band(order: final.map(\.activation).reversed()), legend: .none
            ) {
                for row in final {
                    Line(
                        x: [row.lower, row.upper], y: [row.activation, row.activation], series: row.activation, dash: [])
                }
                Dot(final, x: \.value, y: \.activation, series: \.activation)
            }
        }
    }
}
