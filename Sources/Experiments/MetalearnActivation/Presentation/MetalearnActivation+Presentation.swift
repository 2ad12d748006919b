import Artifact
import Plotting

extension MetalearnActivation {
    static let summary = "Learn an activation function by differentiating through training (Figure 6)."
    static let details = """
        CLAIM (paper, Figure 6): starting as ELU, exact meta gradients through 301 training steps find an activation that \
        clearly outperforms ReLU, ELU, Swish and others on MNIST-1D. The authors' notebook ends at a mean training loss \
        of 0.884 and a test accuracy of 68.4 % after 301 outer steps; the paper shows 200 of them.

        METHOD: A network 40-128-10, 301 steps of RMSprop on batches of 100 in order, with noise in every hidden unit. Its \
        activation is ELU and a fifth of a network with 100 tanh units. The outer loop takes 301 steps of gradient descent \
        on the mean of the last 200 training losses. Seed 0 is the authors' run. Beyond the paper: the whole from other \
        seeds, and training ten times longer from fresh initial weights.

        RUNNING TIME: two minutes of a core for each seed, and two for the rest. An interrupted run goes on at its last outer \
        step.

        EXAMPLES:
          metalearn-activation --scale quick
          metalearn-activation --seeds 0 1 2 3 4
        """

    func render(_ runs: [ActivationRun], into figures: FigureFolder) throws {
        try figures.draw(
            "figure6",
            caption: "An activation function while it is learned, beside ones designed by hand (paper, Figure 6): mean training loss and test accuracy against outer steps, and its shape.",
            rows: Figure6Row.rows(runs), figure: Self.figure6)
        try figures.draw(
            "seeds",
            caption: "The whole metalearning repeated from other seeds: the shapes that it finds, and their accuracy in longer training.",
            rows: SeedsRow.rows(runs), figure: Self.seedsFigure)
        try figures.tabulate(
            "accuracy",
            caption: "Test accuracy with fresh initial weights after as many steps as the activation was learned for and after ten times as many: mean ± standard deviation, and the difference with its 95 % interval.",
            rows: AccuracyRow.rows(runs, innerSteps: innerSteps), table: AccuracyRow.table)
        try figures.write("outer-steps", rows: OuterStepRow.rows(runs))
        try figures.write("pieces", rows: PieceRow.rows(runs))
    }

    private var innerSteps: Int {
        guard case .learn(let metalearning)? = configurations().first else { return 0 }
        return metalearning.innerSteps
    }

    private static func figure6(_ rows: [Figure6Row]) -> Figure {
        let last = rows.compactMap(\.outerStep).max() ?? 0
        let accuracy = rows.filter { $0.panel == .accuracy && $0.outerStep != nil }
        let designed = rows.filter { $0.panel == .accuracy && $0.outerStep == nil }
        return Figure(width: .double, height: 60, columnWeights: [1, 1, 1], series: ["learned"]) {
            Plot(x: .linear("Outer step"), y: .linear("Mean training loss"), legend: .none) {
                Line(
                    rows.filter { $0.panel == .objective }, x: { $0.outerStep ?? 0 }, y: \.value, series: \.activation)
            }
            Plot(x: .linear("Outer step"), y: .linear("Test accuracy (%)"), legend: .direct) {
                for row in designed {
                    Line(x: [0, last], y: [row.value, row.value], series: row.activation)
                }
                Line(accuracy, x: { $0.outerStep ?? 0 }, y: \.value, series: \.activation)
            }
            Plot(x: .linear("x"), y: .linear("Learned f(x)"), color: .linear("Outer step"), legend: .none) {
                Line(
                    rows.filter { $0.panel == .shape }, x: { $0.x ?? 0 }, y: \.value,
                    color: { Double($0.outerStep ?? 0) }, width: 0.7)
            }
        }
    }

    private static func seedsFigure(_ rows: [SeedsRow]) -> Figure {
        let accuracy = rows.filter { $0.panel == .accuracy }
        let last = accuracy.compactMap(\.step).max() ?? 0
        let final = accuracy.filter { $0.step == last }.sorted { $0.value > $1.value }
        return Figure(width: .double, height: 60, columnWeights: [1, 1.1, 1.1]) {
            Plot(x: .linear("x"), y: .linear("Learned f(x)"), legend: .inside) {
                Line(rows.filter { $0.panel == .shape }, x: { $0.x ?? 0 }, y: \.value, series: \.activation)
            }
            Plot(x: .linear("Training step"), y: .linear("Test accuracy (%)"), legend: .none) {
                Line(accuracy, x: { $0.step ?? 0 }, y: \.value, series: \.activation)
            }
            Plot(
                x: .linear("Test accuracy (%) after \(last) steps"),
                y: .band(order: final.map(\.activation).reversed()), legend: .none
            ) {
                for row in final {
                    Line(
                        x: [row.lower ?? .nan, row.upper ?? .nan], y: [row.activation, row.activation],
                        series: row.activation, dash: [])
                }
                Dot(final, x: \.value, y: \.activation, series: \.activation)
            }
        }
    }
}
