import Artifact
import Datasets

extension MNISTBenchmarks {
    static let place = "The MNIST row of Table 1"
    static let summary = "Train the classifiers of Table 1, and standard ones of images, on MNIST."
    static let details = """
        CLAIM (paper, Table 1): on MNIST a logistic model reaches a test accuracy of 94 ± 0.5 %. A fully connected, a \
        convolutional and a recurrent model and a human all reach more than 99 %. So MNIST hardly tells them apart, \
        although its examples of 784 points are 20 times larger than those of MNIST-1D.

        METHOD: Points standardised with MNIST's mean and deviation, 0.1307 and 0.3081. The paper gives neither sizes nor \
        settings of its models on MNIST, so there are two sets. Standard models, which the verdicts are on: an MLP with \
        two hidden layers of 512 and dropout of 0.5 after each, LeNet (20 and 50 channels of 5 x 5, max pooling, 500 hidden units), \
        and a GRU over the rows with 128 units in each direction. The models of MNIST-1D: the MLP with 500 hidden units, the \
        CNN over both axes (32 channels, kernels of 5, 3 and 3 a side), the GRU with 32 units. Logistic regression is the same in \
        both. Adam, learning rate falling from 0.002 to 0, batches of 100 in order; on the full set 20 epochs, LeNet and the \
        GRU of 128 units 6; on the subset 50 and 20; 21 evaluations. A seed covers the initial weights and what dropout \
        drops. "Best" is the checkpoint with the highest test accuracy, the paper's "early stopping for model selection", chosen \
        on test examples; "last" is that after all steps. The subset has as many examples as MNIST-1D: 4000 to train on, 1000 \
        to test on.

        EXAMPLES:
          mnist-benchmarks --scale quick
          MNIST_DIR=Data/mnist mnist-benchmarks --data full
          mnist-benchmarks --models cnn --width 8
        """

    func render(_ runs: [MNISTRun], into figures: FigureFolder) throws {
        // The paper does not say what settings it has; ours stand for them.
        let isUsual = try plannedConfigurations().allSatisfy(papers(at: options.scale))
        try figures.write("histories", rows: HistoryRow.rows(runs))
        try figures.tabulate(
            "accuracy",
            caption: data == .full
                ? "Test accuracies on the full MNIST, the first row of the paper's Table 1: ours as mean ± standard deviation over seeds. The verdicts are on the standard models; the paper does not describe its own."
                : "Test accuracies on a subset of MNIST that has as many examples as MNIST-1D.",
            rows: AccuracyRow.rows(runs, isPapers: isUsual), table: AccuracyRow.table)
        // The paper's row is about MNIST, not about a twelfth of it.
        if data == .full { try figures.judge(claims(runs)) }
    }

    static let parameters =
        [
            RunParameter("model", ImageClassifier.self, "The classifier"), .seed, .steps, .evaluationInterval, .batchSize, .learningRate,
            RunParameter("width", .whole(0...10_000), "Hidden units of MLPs, GRUs and standard-cnn, channels of cnn"),
            RunParameter("network.dropout", .number(0...0.9999), "Part of the hidden units of standard-mlp that is dropped"),
            RunParameter("pixels", PixelScale.self, "Scale of the points of images"),
            RunParameter("data", .derived("--data"), "The images"),
        ]

    static func measurements(of outcome: Outcome, configuration: Configuration) -> [Measurement] {
        [
            Measurement("Test accuracy, end (%)", outcome.history.last!.testAccuracy),
            Measurement("Training accuracy, end (%)", outcome.history.last!.trainAccuracy),
        ]
    }
}
