import Artifact

extension MNISTBenchmarks {
    static let summary = "Train the classifiers of Table 1 on MNIST."
    static let details = """
        CLAIM (paper, Table 1): on MNIST a logistic model reaches a test accuracy of 94 ± 0.5 %. A fully connected, a \
        convolutional and a recurrent model and a human all reach more than 99 %. So MNIST hardly tells them apart, \
        although its examples of 784 points are 20 times larger than those of MNIST-1D.

        METHOD: The models of MNIST-1D over images: the logistic one and the MLP (500 hidden units) see all 784 points, the CNN \
        convolves over both axes (32 channels, kernels of 5, 3 and 3 a side), the GRU (32 hidden units in each direction) \
        reads an image row by row. Adam, learning rate falling from 0.002 to 0, batches of 100 in order; 2000 steps on the \
        subset, 12000 (20 epochs) on the full set; 21 evaluations. A seed covers the initial weights and nothing else. "Best" is the \
        checkpoint with the highest test accuracy, the paper's "early stopping for model selection", chosen on test \
        examples; "last" is that after all steps. The subset has as many examples as MNIST-1D: 4000 to train on, 1000 to \
        test on. The paper gives neither sizes nor settings of its models on MNIST.

        RUNNING TIME: 1 minute of two cores for the subset, 4 minutes for the full set, seconds at quick scale.

        EXAMPLES:
          mnist-benchmarks --scale quick
          MNIST_DIR=Data/mnist mnist-benchmarks --data full
          mnist-benchmarks --models cnn --width 8
        """

    func render(_ runs: [MNISTRun], into figures: FigureFolder) throws {
        try figures.write("histories", rows: HistoryRow.rows(runs))
        try figures.tabulate(
            "accuracy",
            caption: data == .full
                ? "Test accuracies on the full MNIST, the first row of the paper's Table 1: ours as mean ± standard deviation over seeds. The paper does not describe its models of MNIST."
                : "Test accuracies on a subset of MNIST that has as many examples as MNIST-1D.",
            rows: AccuracyRow.rows(runs), table: AccuracyRow.table)
    }
}
