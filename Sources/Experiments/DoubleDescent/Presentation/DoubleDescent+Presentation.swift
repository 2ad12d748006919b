import Artifact
import NeuralNetworks

extension DoubleDescent {
    static let place = "Figure 4: double descent, and where its peak lies for two losses"
    static let summary = "Train wider and wider models: where do they first fit, and where is the test loss highest?"
    static let details = """
        CLAIM (paper, Section 4.2 and Figure 4): the test loss of wider and wider models rises to a peak where a model is just able to \
        fit its n training examples, and falls again beyond. With the negative log likelihood this interpolation threshold lies at n \
        parameters, whatever the number K of outputs; with the mean squared error at n K. A CNN peaks at the same threshold, much less.

        DEFINITIONS: A model fits where its training loss is at most 2 % of what the best constant prediction costs. The \
        interpolation threshold lies between the last width before the first that fits, and that one. The peak is the width \
        whose test loss stands highest above the lowest losses on both sides. Of n and K both are found on each seed's curve alone; means and \
        95 % intervals over seeds are taken of logarithms, and widened by what the grid of widths leaves open. Those of Figure 4 are of the mean \
        curve, with 90 % intervals over all draws of the seeds with replacement; where that of the peak is wider than a factor of 1.5 to either \
        side, no peak is resolved.

        METHOD: Clean labels but for label-noise and notebook. Seed s makes the dataset with seed 42 + s, the initial weights with \
        torch's seed s, and new orders of batches of 100 from the stream "batch-order".
        figure4: n = 10000, 2500 test examples, the authors' 24 widths of an MLP with one hidden layer and 18 of a CNN with three \
        convolutions, five seeds, negative log likelihood. The authors' protocol is not published.
        protocols: the first search for it. Adam at 0.001, 0.002, 0.005 and 0.01, and gradient descent with momentum 0.9 at 0.01, 0.03 and \
        0.1, after 1000 to 20000 steps (CNN 10000), on a part of the widths. The CNN of Figure 4 has the one whose training losses are nearest to \
        the authors'.
        fine-protocols: the search for the MLP's, on all widths and three seeds: momentum 0.9 at 0.02, 0.03 and 0.05, Adam at 0.003, 0.005 and \
        0.007, after 10000 to 20000 steps, batches in a new order each epoch; the middle one of each also with weight decay 1e-4, and with batches \
        in the dataset's order. The MLP of Figure 4 has the one whose mean training curve is nearest to the authors'. What is less than two standard errors of \
        a difference farther is a near-tie; the standard error is that of chance among seeds, pooled over all candidates. A model whose loss is \
        above a constant's has diverged, and its candidate is none. Claims about the MLP are judged over all near-ties.
        thresholds: n = 200, 400 and 800; K = 10, and 5 and 2 classes of digits with the same remainder, so that the signals stay and \
        K alone changes; both losses; eight seeds, 4000 test examples. Widths with a quarter to 3 times the claimed number of \
        parameters, every one up to 12, then in steps of 8 %. 10000 steps of Adam, its rate falling from 0.02 to 0 in a straight line, \
        batches in order. The MLP has all 18 curves. The CNN, which is dear, has for the log likelihood those with K = 10 or n = 400, \
        for squared errors those with n K at most 1000.
        lengths: the same MLP, n = 200, K = 10, after 5000, 20000 and 60000 steps.
        label-noise: n = 400; a label is replaced with probability 0.15 by any of the ten classes, so that 13.5 % come out wrong; \
        20000 steps of gradient descent with momentum 0.9 and rate 0.03 (log likelihood) or 0.1 (squared errors, whose gradient is smaller).
        notebook: the protocol of the authors' later notebook: n = 4000, 12000 test examples, MLP 40-h-h-10 without and with label \
        noise and CNN with, learning rate 0.01, 500 epochs; their seeds are unknown.

        EXAMPLES:
          double-descent --scale quick
          double-descent --sweeps thresholds --steps 60000
          double-descent --sweeps label-noise --label-noise 0.3
        """

    func render(_ runs: [DescentRun], into figures: FigureFolder) throws {
        func of(_ chosen: Sweep...) -> [DescentRun] { runs.filter { chosen.contains($0.configuration.sweep) } }
        try figures.write(
            "runs", caption: "Losses and accuracies of all runs, at every evaluation.",
            rows: RunRow.rows(runs.filter { $0.configuration.sweep != .fineProtocols }))
        // Runs that may stand beside the authors' Figure 4, whose length of training is not known.
        let isPapers = try papers(ignoring: ["recipe.evaluations"])
        if chosenSweeps.contains(.figure4) { try renderFigure4(of(.figure4), isPapers, into: figures) }
        // They are compared with the authors' curves, or not at all.
        if chosenSweeps.contains(.protocols), try planned(.protocols).allSatisfy(isPapers) {
            try figures.tabulate(
                "protocols",
                caption:
                    "Protocols tried for Figure 4: mean absolute difference of the training loss from the authors' curve, on some of the widths. A star marks the one of Figure 4's CNN; the MLP's is of the finer search.",
                rows: ProtocolRow.rows(of(.protocols)), table: ProtocolRow.table)
        }
        let hasFine = try chosenSweeps.contains(.fineProtocols) && planned(.fineProtocols).allSatisfy(isPapers)
        let fine = hasFine ? of(.fineProtocols) : []
        if hasFine {
            try figures.write(
                "fine-runs", caption: "Losses of all runs of the finer search, at every evaluation.",
                rows: FineRunRow.rows(fine))
            try figures.tabulate(
                "fine-protocols",
                caption:
                    "A finer search for the protocol of Figure 4's MLP, all widths: mean differences, without sign, from the authors' training curve (of the whole set, and as logged: the mean loss of single batches over the last 1000 steps) and from the test curves of both of their runs, in nats; the mean training loss beyond n parameters, for which theirs is \(fixed(FineProtocolRow.publishedFloor, decimals: 3)); and the peak of the mean test curve with its 90 % interval over all draws of the seeds, theirs at \(Self.authorsPeak). Two stars mark the nearest by training losses, one what is as near within the noise of seeds; else the nearest number of steps. No test loss plays a part in the choice.",
                rows: FineProtocolRow.rows(fine), table: FineProtocolRow.table)
        }
        if chosenSweeps.contains(.thresholds) { try renderThresholds(of(.thresholds), into: figures) }
        if chosenSweeps.contains(.lengths) {
            try renderLengths(Self.withUsualLength(of(.lengths), among: of(.thresholds)), into: figures)
        }
        if chosenSweeps.contains(.labelNoise) { try renderLabelNoise(of(.labelNoise), into: figures) }
        if chosenSweeps.contains(.notebook) { try renderNotebook(of(.notebook), into: figures) }
        try figures.judge(
            DescentClaims(thresholds: of(.thresholds), figure4: of(.figure4), fine: fine).all)
    }

    /// Label noise in words: `clean labels`, `15 % label noise`.
    static func words(_ labelNoise: Double) -> String {
        let percent = 100 * labelNoise
        return labelNoise == 0
            ? "clean labels" : "\(fixed(percent, decimals: (percent - percent.rounded()).magnitude < 1e-6 ? 0 : 1)) % label noise"
    }

    /// The planned runs of a sweep.
    private func planned(_ sweep: Sweep) throws -> [Configuration] { try plannedConfigurations().filter { $0.sweep == sweep } }

    private func renderFigure4(_ runs: [DescentRun], _ papers: (Configuration) -> Bool, into figures: FigureFolder) throws {
        let all = try planned(.figure4)
        let (isPapers, task) = (all.allSatisfy(papers), all[0].task)
        try figures.draw(
            "figure4",
            caption:
                "Negative log likelihood of wider and wider models on n = \(task.examples) training examples with \(Self.words(task.labelNoise)) (solid: \(task.source.testCount) test examples, dashed: training examples). Means over seeds; ribbons are 95 % intervals, and end at 0, below which no loss is.\(isPapers ? " Faint: the authors' Figure 4, whose protocol is not published." : "")",
            rows: Figure4Row.rows(runs, isPapers: papers)
        ) { Figure4Row.figure($0, examples: task.examples) }
        if isPapers {
            try figures.write(
                "second-run", caption: "Test losses of the MLP in another run of the authors' Figure 4.", rows: SecondRunRow.all)
        }
        try figures.tabulate(
            "figure4-features",
            caption:
                "Features of \(isPapers ? "Figure 4's mean curves, ours and the authors', by the same definitions" : "the mean curves"), with 90 % intervals over all draws of the seeds. No peak is resolved where the interval of its position is wider than a factor of 1.5 to either side.",
            rows: FeatureRow.rows(runs, isPapers: isPapers), table: FeatureRow.table)
    }

    /// Of the authors' MLP: position and test loss.
    private static var authorsPeak: String {
        let (curve, points) = (AuthorsFigure4.curve(.oneHiddenLayer), AuthorsFigure4.points)
        guard let position = curve.peak?.position.value else { return "none" }
        let loss = points.first { $0.network == .oneHiddenLayer && Double($0.parameters) == position }?.testLoss ?? .nan
        return "\(fixed(position, decimals: 0)) and \(fixed(loss, decimals: 2))"
    }

    private func renderThresholds(_ runs: [DescentRun], into figures: FigureFolder) throws {
        let labels = Self.words(try planned(.thresholds)[0].task.labelNoise)
        let positions = try figures.write(
            "positions", caption: "Interpolation threshold and test peak of each seed's curve, in parameters.",
            rows: PositionRow.rows(runs))
        try figures.draw(
            "thresholds",
            caption:
                "Where the training set is first fitted (a to d) and where the test loss is highest (e to h), in parameters per example, for n examples and K outputs. Geometric means over seeds; bars are 95 % intervals, widened by the grid of widths. Dashed: the paper's n (NLL) and n K (MSE).",
            rows: LandmarkRow.rows(PositionRow.rows(runs)), figure: LandmarkRow.figure)
        try figures.tabulate(
            "landmarks",
            caption:
                "Interpolation threshold and test peak, in parameters, beside where the paper places them; \(labels). Height: the test loss at the peak divided by the higher of the two minima beside it.",
            rows: LandmarkRow.rows(PositionRow.rows(runs))
        ) { _ in LandmarkRow.table(LandmarkRow.rows(positions, level: Judgement.level), percent: 90) }
        try figures.tabulate(
            "exponents",
            caption: "Exponents of n and K in the positions of threshold and peak, fitted seed by seed.",
            rows: ExponentRow.rows(PositionRow.rows(runs)), table: ExponentRow.table)
        try figures.draw(
            "threshold-curves",
            caption:
                "Test loss against parameters per training example, \(labels). Geometric means over seeds with their 95 % intervals. A panel whose title names n has curves of that n alone.",
            rows: CurveRow.rows(runs), figure: CurveRow.figure)
    }

    private func renderLengths(_ runs: [DescentRun], into figures: FigureFolder) throws {
        let task = try planned(.lengths)[0].task
        try figures.draw(
            "lengths",
            caption:
                "Interpolation threshold and test peak after trainings of different lengths (MLP, n = \(task.examples), K = \(task.outputs), \(Self.words(task.labelNoise))). Bars are 95 % intervals, widened by the grid of widths.",
            rows: LandmarkRow.rows(PositionRow.rows(runs)), figure: LandmarkRow.lengthFigure)
        try figures.draw(
            "length-curves",
            caption:
                "The test losses behind the figure of lengths. Geometric means over seeds with their 95 % intervals. Widths end at about three times the claimed number of parameters: a curve that is highest near that end may have its peak beyond it.",
            rows: CurveRow.rows(runs), figure: CurveRow.lengthFigure)
    }

    /// The lengths' runs and those of the thresholds with the same tasks, shorter trainings first.
    private static func withUsualLength(_ lengths: [DescentRun], among thresholds: [DescentRun]) -> [DescentRun] {
        let usual = thresholds.filter { run in
            lengths.contains {
                $0.configuration.network == run.configuration.network && $0.configuration.recipe.loss == run.configuration.recipe.loss
                    && $0.configuration.task == run.configuration.task
            }
        }
        let all = lengths + usual
        let steps = Set(all.map(\.configuration.recipe.steps)).sorted()
        return steps.flatMap { steps in all.filter { $0.configuration.recipe.steps == steps } }
    }

    private func renderLabelNoise(_ runs: [DescentRun], into figures: FigureFolder) throws {
        let task = try planned(.labelNoise)[0].task
        let words = "\(Self.words(task.labelNoise)), n = \(task.examples)"
        try figures.draw(
            "label-noise",
            caption:
                "An extension: \(words). Test loss (geometric mean over seeds with its 95 % interval) and training loss against the number of parameters. Dashed: n and n K.",
            rows: CurveRow.rows(runs), figure: CurveRow.lossesFigure)
        try figures.tabulate(
            "label-noise-landmarks",
            caption: "An extension: interpolation threshold and test peak with \(words).",
            rows: LandmarkRow.rows(PositionRow.rows(runs))
        ) { LandmarkRow.table($0) }
    }

    private func renderNotebook(_ runs: [DescentRun], into figures: FigureFolder) throws {
        let (papers, all) = (try papers(options: ["--sweeps", "notebook"]), try planned(.notebook))
        let isPapers = all.allSatisfy(papers)
        try figures.draw(
            "notebook",
            caption:
                "Double descent in the protocol of the authors' later notebook (n = \(all[0].task.examples)): classification error against width\(isPapers ? ", ours and what the notebook prints" : ""). Ribbons reach from the lowest to the highest seed.",
            rows: NotebookRow.rows(runs, isPapers: papers), figure: NotebookRow.figure)
        guard isPapers else { return }
        try figures.tabulate(
            "notebook-differences",
            caption: "Our classification errors minus those that the notebook prints, over all its widths.",
            rows: DifferenceRow.rows(runs, isPapers: papers), table: DifferenceRow.table)
    }

    static let parameters =
        [
            RunParameter("sweep", Sweep.self, "The question that a run helps to answer"),
            RunParameter("network", Network.self, "What is made wider and wider"),
            RunParameter("width", .whole(RunParameter.sizes), "Hidden units a layer, or channels"), .seed,
            RunParameter("task.examples", .whole(1...1_000_000), "n: training examples"),
            RunParameter("task.outputs", .whole(2...10_000), "K: classes; labels are taken modulo K"),
            RunParameter("task.labelNoise", .number(0...1), "Probability with which a training label is replaced, of all runs"),
            RunParameter("recipe.loss", Loss.self, "The loss"),
            RunParameter("recipe.rule.adam.learningRate", .positive, "Of runs with Adam"),
            RunParameter("recipe.rule.adamToZero.learningRate", .positive, "Of runs whose rate falls to 0: the first one"),
            RunParameter("recipe.rule.momentum.learningRate", .positive, "Of runs with gradient descent"),
            RunParameter("recipe.details.momentum", .number(0...0.9999), "Of gradient descent"),
            RunParameter("recipe.details.weightDecay", .number(0...1000), "Weight decay, added to the gradient"),
            RunParameter("recipe.batchSize", .whole(1...1_000_000), "Examples per step"),
            RunParameter("recipe.isShuffled", .flag, "Whether each epoch has a new order"),
        ]
        + (0..<8).map {
            RunParameter("recipe.evaluations.\($0)", .whole(Checks.counts), "Steps before evaluation \($0 + 1); the last ends the training")
        }
        + RunParameter.dataset(at: "task.dataset") + RunParameter.at("task", RunParameter.file)

    static func measurements(of outcome: [ModelEvaluation], configuration: Configuration) -> [Measurement] {
        let x = Double(configuration.parameterCount)
        return [
            Measurement("Test loss", outcome.last!.testLoss, x: x, along: "Parameters", parameter: "width"),
            Measurement("Training loss", outcome.last!.trainLoss, x: x, along: "Parameters", parameter: "width"),
        ]
    }
}
