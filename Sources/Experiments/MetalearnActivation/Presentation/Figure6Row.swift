import Artifact
import Plotting
import Training

/// A point of one of the three panels of Figure 6, of the first seed.
struct Figure6Row: Codable {
    enum Panel: String, Codable { case objective, accuracy, shape }

    let panel: Panel
    /// `learned`, or the name of an activation designed by hand.
    let activation: String
    /// Outer steps taken; none for activations designed by hand.
    let outerStep: Int?
    /// Where the activation is evaluated.
    let x: Double?
    let value: Double
    /// What the authors' notebook prints; for the last shape, their fit.
    let published: Double?

    static func rows(_ runs: [ActivationRun]) -> [Figure6Row] {
        let results = Results(runs)
        let learned = results.learned[0].outcome
        let isComparable = runs.contains {
            if case .learn(let metalearning) = $0.configuration { Published.isComparable(metalearning) } else { false }
        }
        func row(
            _ panel: Panel, _ step: Int?, x: Double? = nil, _ value: Double, of activation: String = "learned",
            published: Double? = nil
        ) -> Figure6Row {
            Figure6Row(
                panel: panel, activation: activation, outerStep: step, x: x, value: value,
                published: isComparable ? published : nil)
        }
        func history(_ panel: Panel, _ published: [Double], _ value: (ActivationMetalearning.OuterStep) -> Double) -> [Figure6Row] {
            learned.outerSteps.enumerated().map { step, found in
                row(panel, step, value(found), published: step < published.count ? published[step] : nil)
            }
        }
        var rows = history(.objective, Published.objective, \.meanLoss) + history(.accuracy, Published.accuracy, \.testAccuracy)
        rows += results.baselines.map { row(.accuracy, nil, $0.accuracy, of: $0.activation.title) }
        for shape in learned.shapes {
            for (x, value) in zip(LearnedShape.points, shape.values) {
                let isLast = shape.outerStep == learned.outerSteps.count
                rows.append(
                    row(
                        .shape, shape.outerStep, x: Double(x), Double(value),
                        published: isLast ? Published.activation(Double(x)) : nil))
            }
        }
        return rows
    }

    static func figure(_ rows: [Figure6Row]) -> Figure {
        let last = rows.compactMap(\.outerStep).max() ?? 0
        let objective = rows.filter { $0.panel == .objective }
        let accuracy = rows.filter { $0.panel == .accuracy && $0.outerStep != nil }
        let designed = rows.filter { $0.panel == .accuracy && $0.outerStep == nil }
        let shapes = rows.filter { $0.panel == .shape }
        let isPublished = objective.contains { $0.published != nil }
        let mark = isPublished && last > Published.outerStepsInPaper ? Published.outerStepsInPaper : nil
        return Figure(width: .double, height: 64, columnWeights: [1, 1, 1], series: ["learned"]) {
            Plot(x: .linear("Outer step"), y: .linear("Mean training loss"), legend: .inside) {
                Rule(x: mark, label: "paper")
                if isPublished {
                    Line(objective, x: \.outerStep, y: \.published, series: \.activation, style: .published)
                }
                Line(objective, x: \.outerStep, y: \.value, series: \.activation)
            }
            Plot(x: .linear("Outer step"), y: .linear("Test accuracy (%)"), legend: .direct) {
                Rule(x: mark)
                for row in designed {
                    Line(x: [0, last], y: [row.value, row.value], series: row.activation)
                }
                if isPublished {
                    Line(accuracy, x: \.outerStep, y: \.published, series: \.activation, style: .published)
                }
                Line(accuracy, x: \.outerStep, y: \.value, series: \.activation)
            }
            Plot(x: .linear("x"), y: .linear("Learned f(x)"), color: .linear("Outer step"), legend: .inside) {
                Line(shapes, x: \.x, y: \.value, color: { Double($0.outerStep ?? 0) }, width: 0.7)
                Line(
                    shapes.filter { $0.published != nil }, x: \.x, y: \.published, series: { _ in "authors' fit" })
            }
        }
    }
}
