import Artifact
import Training

extension MetalearnActivation {
    static let place = "Figure 6: an activation function, learned by gradients through training"
    static let summary = "Learn an activation function by differentiating through training (Figure 6)."
    static let details = """
        CLAIM (paper, Figure 6): starting as ELU, exact meta gradients through 301 training steps find an activation that \
        clearly outperforms ReLU, ELU, Swish and others on MNIST-1D. The authors' notebook ends at a mean training loss \
        of 0.884 and a test accuracy of 68.4 % after 301 outer steps. The paper shows 200 of them.

        METHOD: A network 40-128-10, 301 steps of RMSprop on batches of 100 in order, with noise in every hidden unit. Its \
        activation is ELU and a fifth of a network with 100 tanh units. The outer loop takes 301 steps of gradient descent \
        on the mean of the last 200 training losses. Seed 0 is the authors' run. Beyond the paper: the whole from other \
        seeds, and training ten times longer from fresh initial weights.

        EXAMPLES:
          metalearn-activation --scale quick
          metalearn-activation --seeds 0 1 2 3 4
        """

    func render(_ runs: [ActivationRun], into figures: FigureFolder) throws {
        let metalearnings = try metalearnings()
        let (seeds, first) = (metalearnings.count, metalearnings[0])
        let innerSteps = first.innerSteps
        let isPapers = Published.isComparable(first)
        let authors =
            isPapers
            ? " Pale: the authors' notebook. The paper shows its first \(Published.outerStepsInPaper) outer steps. Over the shapes lies the authors' fit by straight lines."
            : ""
        try figures.draw(
            "figure6",
            caption:
                "An activation function while it is learned, beside activations designed by hand\(isPapers ? " (paper, Figure 6)" : ""). Mean of the last training losses, and test accuracy, against outer steps; and the shape of the function.\(authors)",
            rows: Figure6Row.rows(runs), figure: Figure6Row.figure)
        try figures.draw(
            "seeds",
            caption:
                "The whole metalearning repeated from \(seeds) seeds. Left: the shapes that it finds. Right: test accuracy in longer training from fresh initial weights. Bars are 95 % intervals: for the learned activation over metalearnings, for the others over initial weights.",
            rows: SeedsRow.rows(runs), figure: SeedsRow.figure)
        try figures.tabulate(
            "accuracy",
            caption:
                "Test accuracy with fresh initial weights, after as many steps as the activation was learned for and after ten times as many. Mean ± standard deviation: for the learned activation over \(seeds) metalearnings, for the others over initial weights. The difference has its 95 % interval over metalearnings.",
            rows: AccuracyRow.rows(runs, innerSteps: innerSteps), table: AccuracyRow.table)
        try figures.write(
            "runs", caption: "Test accuracies of all trainings from fresh initial weights.",
            rows: RunRow.rows(runs, innerSteps: innerSteps))
        try figures.write(
            "outer-steps", caption: "Every outer step of every metalearning.", rows: OuterStepRow.rows(runs))
        try figures.write(
            "pieces", caption: "The learned activations as straight lines between knots.", rows: PieceRow.rows(runs))
        try figures.judge(claims(runs, innerSteps: innerSteps))
    }

    private func metalearnings() throws -> [Metalearning] {
        try plannedConfigurations().compactMap { if case .learn(let metalearning) = $0 { metalearning } else { nil } }
    }

    static let aliases = [
        ("converge.learned", "learn"), ("learn.inner", "inner"), ("baseline.inner", "inner"), ("converge.inner", "inner"),
        ("inner.dataset", "dataset"), ("inner.file", "file"),
    ]

    static let parameters =
        [
            RunParameter("learn.seed", .whole(Checks.seeds), "Seed of all that a metalearning draws"),
            RunParameter("learn.outerSteps", .whole(1...100_000), "Outer steps, each of which trains a network once"),
            RunParameter("learn.innerSteps", .whole(1...100_000), "Steps of a training within a metalearning"),
            RunParameter("learn.outer.learningRate", .positive, "Learning rate of the outer loop"),
            RunParameter("inner.training.hidden", .whole(RunParameter.sizes), "Hidden units of the network"),
            RunParameter("inner.training.batchSize", .whole(1...1_000_000), "Examples per step; they fill the training set"),
            RunParameter("inner.training.learningRate", .positive, "RMSprop's learning rate"),
            RunParameter("inner.training.smoothing", .number(0...0.9999), "Part of the mean square that a step of RMSprop keeps"),
            RunParameter("inner.training.noise", .number(0...1e6), "Hidden units have uniform noise over plus and minus this"),
            RunParameter("baseline", DesignedActivation.self, "The activation of a baseline"),
            RunParameter("baseline.steps", .whole(1...100_000), "Steps of a baseline's training"),
            RunParameter("converge.designed", DesignedActivation.self, "The activation of a longer training"),
            RunParameter("converge.seed", .whole(Checks.seeds), "Seed of a longer training"),
            RunParameter("converge.steps", .whole(1...1_000_000), "Steps of a longer training"),
            RunParameter("converge.interval", .whole(1...1_000_000), "Steps between its evaluations, of which its steps are a multiple"),
        ] + RunParameter.dataset() + RunParameter.file

    static func measurements(of outcome: Outcome, configuration: Configuration) -> [Measurement] {
        switch outcome {
        case .learned(let learned):
            learned.outerSteps.enumerated().map {
                Measurement("Mean training loss", $1.meanLoss, x: Double($0), along: "Outer step")
            }
        case .trained(let trained): [Measurement("Test accuracy, end (%)", trained.accuracies.last!.percent)]
        }
    }
}
