import Artifact
import NeuralNetworks

extension DoubleDescent {
    static let summary = "Train wider and wider models: where do they first fit, and where is the test loss highest?"
    static let details = """
        CLAIM (paper, Section 4.2 and Figure 4): the test loss of wider and wider models rises to a peak where a model is just able to \
        fit its n training examples, and falls again beyond. With the negative log likelihood this interpolation threshold lies at n \
        parameters, whatever the number K of outputs; with the mean squared error at n K. A CNN peaks at the same threshold, much less.

        DEFINITIONS: A model fits where its training loss is at most 2 % of what the best constant prediction costs. The \
        interpolation threshold lies between the last width before the first that fits, and that one. The peak is the width \
        whose test loss stands highest above the lowest losses on both sides. Both are found on each seed's curve alone; means and \
        95 % intervals over seeds are taken of logarithms, and widened by what the grid of widths leaves open.

        METHOD: Clean labels but for label-noise and notebook. Seed s makes the dataset with seed 42 + s, the initial weights with \
        torch's seed s, and new orders of batches of 100 from the stream "batch-order".
        figure4: n = 10000, 2500 test examples, the authors' 24 widths of an MLP with one hidden layer and 18 of a CNN with three \
        convolutions, five seeds, negative log likelihood. The authors' protocol is not published.
        protocols: the search for it. Adam at 0.001, 0.002, 0.005 and 0.01, and gradient descent with momentum 0.9 at 0.01, 0.03 and \
        0.1, after 1000 to 20000 steps (CNN 10000), on a part of the widths. Figure 4 has the one whose training losses are nearest to \
        the authors', for each model.
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

        RUNNING TIME: 22 minutes of two cores at paper scale, 10 seconds at quick scale.

        EXAMPLES:
          double-descent --scale quick
          double-descent --sweeps thresholds --steps 60000
          double-descent --sweeps label-noise --label-noise 0.3
        """

    func render(_ runs: [DescentRun], into figures: FigureFolder) throws {
        func of(_ chosen: Sweep...) -> [DescentRun] { runs.filter { chosen.contains($0.configuration.sweep) } }
        try figures.write(
            "runs", caption: "Losses and accuracies of all runs, at every evaluation.", rows: RunRow.rows(runs))
        if chosenSweeps.contains(.figure4) { try renderFigure4(of(.figure4), into: figures) }
        if chosenSweeps.contains(.protocols) {
            try figures.tabulate(
                "protocols",
                caption:
                    "Protocols tried for Figure 4: mean difference of the training loss, without sign, from the authors' curve over a part of the widths. A star marks the one that Figure 4 has.",
                rows: ProtocolRow.rows(of(.protocols)), table: ProtocolRow.table)
        }
        if chosenSweeps.contains(.thresholds) { try renderThresholds(of(.thresholds), into: figures) }
        if chosenSweeps.contains(.lengths) {
            try renderLengths(Self.withUsualLength(of(.lengths), among: of(.thresholds)), into: figures)
        }
        if chosenSweeps.contains(.labelNoise) { try renderLabelNoise(of(.labelNoise), into: figures) }
        if chosenSweeps.contains(.notebook) { try renderNotebook(of(.notebook), into: figures) }
        try figures.judge(
            DescentClaims(thresholds: of(.thresholds), figure4: of(.figure4)).all)
    }

    private func renderFigure4(_ runs: [DescentRun], into figures: FigureFolder) throws {
        try figures.draw(
            "figure4",
            caption:
                "Negative log likelihood of wider and wider models on n = 10000 clean training examples (solid: 2500 test examples, broken: training examples). Means over seeds; ribbons are 95 % intervals. Faint: the authors' Figure 4, whose protocol is not known.",
            rows: Figure4Row.rows(runs), figure: Figure4Row.figure)
        try figures.tabulate(
            "figure4-features",
            caption: "Features of Figure 4's curves, ours seed by seed and the authors' mean curves, by the same definitions.",
            rows: FeatureRow.rows(runs), table: FeatureRow.table)
    }

    private func renderThresholds(_ runs: [DescentRun], into figures: FigureFolder) throws {
        try figures.write(
            "positions", caption: "Interpolation threshold and test peak of each seed's curve, in parameters.",
            rows: PositionRow.rows(runs))
        try figures.draw(
            "thresholds",
            caption:
                "Where the training set is first fitted (above) and where the test loss is highest (below), in parameters per example, for n examples and K outputs. Geometric means over seeds; bars are 95 % intervals, widened by the grid of widths. Broken: the paper's n, and n K.",
            rows: LandmarkRow.rows(PositionRow.rows(runs)), figure: LandmarkRow.figure)
        try figures.tabulate(
            "landmarks",
            caption:
                "Interpolation threshold and test peak in numbers of parameters, beside the paper's position; clean labels. Height: the test loss at the peak over the higher of the lowest ones on its two sides.",
            rows: LandmarkRow.rows(PositionRow.rows(runs)), table: LandmarkRow.table)
        try figures.tabulate(
            "exponents",
            caption: "Exponents of n and K in the positions of threshold and peak, fitted seed by seed.",
            rows: ExponentRow.rows(PositionRow.rows(runs)), table: ExponentRow.table)
        try figures.draw(
            "threshold-curves",
            caption:
                "Test loss against parameters per training example, clean labels. Geometric means over seeds with their 95 % intervals.",
            rows: CurveRow.rows(runs), figure: CurveRow.figure)
    }

    private func renderLengths(_ runs: [DescentRun], into figures: FigureFolder) throws {
        try figures.draw(
            "lengths",
            caption:
                "Interpolation threshold and test peak after trainings of different lengths (MLP, n = 200, K = 10, clean labels). Bars are 95 % intervals, widened by the grid of widths.",
            rows: LandmarkRow.rows(PositionRow.rows(runs)), figure: LandmarkRow.lengthFigure)
        try figures.draw(
            "length-curves", caption: "The test losses behind it. Geometric means over seeds with their 95 % intervals.",
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
        try figures.draw(
            "label-noise",
            caption:
                "An extension: 15 % label noise, n = 400. Test loss (geometric mean over seeds with its 95 % interval) and training loss against the number of parameters. Broken: n and n K.",
            rows: CurveRow.rows(runs), figure: CurveRow.lossesFigure)
        try figures.tabulate(
            "label-noise-landmarks",
            caption: "An extension: interpolation threshold and test peak with 15 % label noise, n = 400.",
            rows: LandmarkRow.rows(PositionRow.rows(runs)), table: LandmarkRow.table)
    }

    private func renderNotebook(_ runs: [DescentRun], into figures: FigureFolder) throws {
        try figures.draw(
            "notebook",
            caption:
                "Double descent in the protocol of the authors' later notebook (n = 4000): classification error against width, ours and what the notebook prints. Ribbons reach from the lowest to the highest seed.",
            rows: NotebookRow.rows(runs), figure: NotebookRow.figure)
        try figures.tabulate(
            "notebook-differences",
            caption: "Our classification errors minus those that the notebook prints, over all its widths.",
            rows: DifferenceRow.rows(runs), table: DifferenceRow.table)
    }
}
