import Artifact

extension Benchmarks {
    static let summary = "Train four classifiers on MNIST-1D, original and with shuffled positions."
    static let details = """
        CLAIM (paper, Table 1 and Figures 2 and 8): MNIST-1D separates classifiers by what they assume about \
        their input. A logistic model reaches a test accuracy of 32 ± 1 %, a fully connected one 68 ± 2, a \
        recurrent one 91 ± 2, a convolutional one 94 ± 2, a human 96 ± 1. When all signals have their positions \
        shuffled in the same way, the last three lose their lead: 57 ± 2, 56 ± 2 and about 30 ± 10; the \
        others stay where they are. Human and CNN make their mistakes on the same digits.

        METHOD: Adam, learning rate 0.01, batches of 100 in order, 6000 steps, evaluation every 250. A seed covers the \
        initial weights and nothing else, the same ones for original and shuffled signals; dataset, order of batches \
        and shuffled order are the same for all seeds. "Best" is the checkpoint with the highest test accuracy, the \
        first among equals. As in the paper it is chosen on the test examples, which flatters; "last" is the \
        checkpoint after all steps. Spreads are sample standard deviations over seeds; in Figure 8 the human's error \
        bars are 95 % intervals for 500 answers.

        RUNNING TIME: a minute of one core at paper scale, two seconds at quick scale.

        EXAMPLES:
          benchmarks --scale quick
          benchmarks --models mlp cnn --learning-rate 0.003
        """

    func render(_ runs: [FinishedRun<Configuration, Outcome>], into figures: FigureFolder) throws {
        try figures.write("histories", rows: HistoryRow.rows(runs))
        try figures.tabulate(
            "table1",
            caption: "Test accuracies (paper, Table 1): ours as mean ± standard deviation over seeds. The paper selects the best checkpoint by early stopping and mentions no validation set; we show the best checkpoint on the test examples, which flatters, and the last one. The human's accuracies are the paper's.",
            rows: AccuracyRow.rows(runs), table: AccuracyRow.table)
        try figures.draw(
            "figure2",
            caption: "Test accuracy of four classifiers while they train, on original and on shuffled signals (paper, Figure 2). Means over seeds, ribbons of one standard deviation to each side.",
            rows: CurveRow.rows(runs), figure: CurveRow.figure)
        if models.contains(.cnn) {
            try figures.write("mistakes", rows: SeedMistakeRow.rows(runs))
            try figures.draw(
                "figure8",
                caption: "Errors on each digit (paper, Figure 8). For the human, whose 500 answers are the authors' data, with 95 % intervals; for the CNN ± one standard deviation over seeds.",
                rows: MistakeRow.rows(runs), figure: MistakeRow.figure)
        }
    }
}

typealias BenchmarkRun = FinishedRun<Benchmarks.Configuration, Benchmarks.Outcome>

extension Classifier {
    /// As the paper's Table 1 calls it, shortened.
    var title: String { self == .logistic ? rawValue : rawValue.uppercased() }
}

extension Arrangement.Kind {
    var title: String { self == .original ? "Original" : "Shuffled" }
}
