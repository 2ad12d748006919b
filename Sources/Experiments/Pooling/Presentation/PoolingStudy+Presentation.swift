import Artifact
import NeuralNetworks
import Training

extension PoolingStudy {
    static let summary = "Train convolutional models with five kinds of pooling on 1000 to 50000 examples."
    static let details = """
        CLAIM (paper, Figure 7): pooling helps where there are few training examples, and makes little difference or \
        hinders where there are many; there L2 pooling does better than max pooling.

        METHOD: Two convolutions of 20 channels, kernel 3, padding 1, ReLU, each followed by pooling over two positions \
        (none, stride 2 in the convolution instead, max, average, L2), then a linear layer. Adam, learning rate 0.01, \
        batches of 100 in order, 6000 steps, evaluation every 100 on 1000 test examples and on the first 1000 \
        training examples. Seed s makes the dataset with seed 42 + s and the initial weights with torch's seed s, \
        so that seed 0 is the authors' run. Curves are smoothed with a Gaussian of standard deviation 1 evaluation, as in \
        the paper; bands are ± 1 sample standard deviation over seeds.

        RUNNING TIME: 1 minute of two cores at paper scale, 5 seconds at quick scale.

        EXAMPLES:
          pooling --scale quick
          pooling --sizes 500 1000 --seeds 0 1 2 3 4
        """

    func render(_ runs: [PoolingRun], into figures: FigureFolder) throws {
        try figures.write("histories", rows: HistoryRow.rows(runs))
        try figures.draw(
            "figure7",
            caption: "Test accuracy with five kinds of pooling while training on few, more and many examples (paper, Figure 7). Means over seeds, smoothed; symbols are the values that the authors' notebook prints.",
            rows: CurveRow.threeSizes(CurveRow.rows(runs))
        ) { CurveRow.figure($0, height: 62) }
        try figures.draw(
            "all-sizes", caption: "The same for all numbers of training examples.", rows: CurveRow.rows(runs)
        ) { CurveRow.figure($0, height: 115) }
        try figures.draw(
            "final-accuracy",
            caption: "Test accuracy after 6000 steps against the number of training examples; bands are one standard deviation over seeds.",
            rows: FinalRow.rows(runs), figure: FinalRow.figure)
        try figures.tabulate(
            "final", caption: "Test accuracies after all steps beside those of the authors' notebook.",
            rows: FinalRow.rows(runs), table: FinalRow.table)
        try figures.tabulate(
            "differences",
            caption: "Differences of final test accuracy between kinds of pooling, seed by seed. A star marks an interval that leaves out zero.",
            rows: DifferenceRow.rows(runs), table: DifferenceRow.table)
    }
}

extension Pooling {
    /// The name as a reader knows it.
    var title: String {
        switch self {
        case .none: "no pooling"
        case .stride: "stride 2"
        case .maximum: "max pooling"
        case .average: "average pooling"
        case .euclidean: "L2 pooling"
        }
    }
}
