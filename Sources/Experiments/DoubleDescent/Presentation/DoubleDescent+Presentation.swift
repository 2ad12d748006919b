import Artifact
import NeuralNetworks

typealias DescentRun = FinishedRun<Setting, Fit>

extension DoubleDescent {
    static let summary = "Train wider and wider models on noisy labels and find the peak of the test loss."
    static let details = """
        CLAIM (paper, Figure 4): the test loss rises to a peak where a model is just able to fit all \
        n training examples, and falls again beyond. With the mean squared error this interpolation threshold lies \
        at n K parameters (K = 10 outputs), with the negative log likelihood at n. A CNN peaks at the same threshold, \
        much less.

        METHOD: For label-noise, an MLP with one hidden layer and n = 200, 400 and 800, and a CNN with three \
        convolutions and n = 200 and 400; widths from n / 3 to 4 n K parameters, so that both thresholds lie inside; \
        20000 steps of SGD (momentum 0.9, batches of 100 in a new order each epoch), learning rate 0.03 for the negative log \
        likelihood and 0.1 for the mean squared error, whose gradient is smaller by about K; both fit the \
        labels. 4000 test examples. Seed s makes the dataset with seed 42 + s, the initial weights with \
        torch's seed s, wrong labels from the stream "label-noise" and the order of batches from \
        "batch-order" of seed s. Curves are means over seeds, bands reach from the lowest to the highest.
        Label noise of 15 % means that each label is replaced with probability 0.15 by any of the ten classes, so that \
        13.5 % come out wrong.

        For notebook the protocol is that of the authors' later notebook: n = 4000, 12000 test examples, MLP \
        40-h-h-10 without and with label noise and CNN with, negative log likelihood, learning rate 0.01, 500 epochs; \
        the authors' seeds are unknown.

        RUNNING TIME: 6 minutes of two cores at paper scale, 5 seconds at quick scale.

        EXAMPLES:
          double-descent --scale quick
          double-descent --sweeps label-noise --label-noise 0.3
        """

    func render(_ runs: [DescentRun], into figures: FigureFolder) throws {
        try figures.write("runs", rows: runs.map(RunRow.init))
        let noisy = runs.filter { !$0.configuration.sweep.isNotebook }
        if sweeps.contains(.labelNoise) {
            try figures.draw(
                "label-noise",
                caption: "Test and training loss against the number of parameters with 15 % label noise. Dashed: n and n K. Means over seeds; ribbons reach from the lowest to the highest.",
                rows: DescentRow.rows(CurvePoint.points(noisy)), figure: DescentRow.figure)
            try figures.draw(
                "label-noise-sizes",
                caption: "Test loss against parameters for each number of training examples: the peak moves with it.",
                rows: CurvePoint.points(noisy), figure: CurvePoint.figure)
            try figures.tabulate(
                "label-noise-thresholds",
                caption: "Where the peak of the test loss lies, in numbers of parameters; in brackets the least and the greatest of single seeds. Labels count as fitted with at most 0.5 % of them wrong, targets with a mean squared error of at most 0.001.",
                rows: ThresholdRow.rows(noisy), table: ThresholdRow.table)
        }
        let notebook = runs.filter { $0.configuration.sweep.isNotebook }
        if sweeps.contains(.notebook) {
            try figures.draw(
                "notebook",
                caption: "Double descent in the protocol of the authors' later notebook (n = 4000): classification error against width, ours and what the notebook prints.",
                rows: NotebookRow.rows(notebook), figure: NotebookRow.figure)
            try figures.tabulate(
                "notebook-differences",
                caption: "Our classification errors minus those that the notebook prints, over all its widths.",
                rows: DifferenceRow.rows(notebook), table: DifferenceRow.table)
        }
    }
}

extension Network {
    var title: String { self == .convolutional ? "CNN" : "MLP" }
}

extension Loss {
    var title: String { self == .negativeLogLikelihood ? "negative log likelihood" : "mean squared error" }
}
