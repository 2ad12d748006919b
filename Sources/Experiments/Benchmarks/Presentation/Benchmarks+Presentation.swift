import Artifact
import Datasets
import NeuralNetworks

extension Benchmarks {
    static let place = "Table 1, Figures 2 and 8: classifiers on MNIST-1D"
    static let summary = "Train four classifiers on MNIST-1D, original and with shuffled positions."
    static let details = """
        CLAIM (paper, Table 1 and Figures 2 and 8): MNIST-1D separates classifiers by what they assume about \
        their input. A logistic model reaches a test accuracy of 32 ± 1 %, a fully connected one 68 ± 2, a \
        recurrent one 91 ± 2, a convolutional one 94 ± 2, a human 96 ± 1. When all signals have their positions \
        shuffled in the same way, the last three lose their lead: 57 ± 2, 56 ± 2 and about 30 ± 10. The \
        others stay where they are. Human and CNN make their mistakes on the same digits.

        METHOD: Adam, learning rate 0.01, batches of 100 in order, 6000 steps, evaluation every 250. "Best" is the \
        checkpoint with the highest test accuracy, the first among equals. As in the paper it is chosen on the test \
        examples, so its accuracy is biased upwards. "Last" is the checkpoint after all steps. A seed is that of the initial weights; on \
        shuffled signals each trial also has a permutation of its own. To tell sources of variation apart, runs that \
        differ in one thing alone (initial weights, dataset, permutation) are added. The human's answers are the \
        authors' data: 400 examples, which their files hold as 500 because one quiz of 100 is there twice. Figure 8 \
        is of the CNN after half of the steps, the authors' 3000, on the same examples.

        EXAMPLES:
          benchmarks --scale quick
          benchmarks --models mlp cnn --learning-rate 0.003
        """

    func render(_ runs: [BenchmarkRun], into figures: FigureFolder) throws {
        let (isPapers, hasHuman, all) = (try isPapers(), try hasHumansData(), try plannedConfigurations())
        let humans =
            hasHuman
            ? " The human's line is the part of right answers among the published ones. On shuffled signals it is the paper's estimate."
            : ""
        let hasTables = hasHuman ? " The published answers are those of one person to 400 examples, with the 95 % interval." : ""
        let seeds = Set(all.map(\.seed)).count
        let halfway = all[0].steps / 2
        try figures.write(
            "histories", caption: "Losses and accuracies of all runs while they train.", rows: HistoryRow.rows(runs))
        try figures.tabulate(
            "table1",
            caption:
                "Test accuracies\(isPapers ? " (paper, Table 1)" : "") after \(all[0].steps) steps: mean ± standard deviation over \(seeds) trials, each with its own initial weights and, on shuffled signals, its own permutation. The paper selects the best checkpoint by early stopping and mentions no validation set. The table has two rows: the best checkpoint on the test examples, which is biased upwards, and the last one.\(hasTables)",
            rows: AccuracyRow.rows(runs, isPapers: isPapers, hasHuman: hasHuman), table: AccuracyRow.table)
        try figures.tabulate(
            "variation",
            caption:
                "Where the spread of the best test accuracies comes from. Mean ± standard deviation over runs that differ in one thing, or in two, and in nothing else.",
            rows: VariationRow.rows(runs), table: VariationRow.table)
        try figures.draw(
            "figure2",
            caption:
                "Test accuracy of the classifiers while they train, on original and on shuffled signals\(isPapers ? " (paper, Figure 2)" : ""). Lines are means over \(seeds) trials. Bands are one standard deviation to each side.\(isPapers ? " Pale symbols are what the authors' notebook prints for one seed and one permutation." : "")\(humans)",
            rows: CurveRow.rows(runs, isPapers: isPapers, hasHuman: hasHuman), figure: CurveRow.figure)
        // The human has seen the paper's test examples.
        guard hasHuman, all.contains(where: { $0.model == .cnn }) else { return }
        try figures.write(
            "mistakes", caption: "Mistakes of the human and of every CNN, by digit.", rows: MistakeRow.rows(runs))
        try figures.tabulate(
            "human",
            caption:
                "The human and the CNN of seed \(all[0].seed) after \(halfway) steps\(isPapers ? ", the authors' protocol," : "") on the same examples, with McNemar's exact test. The authors' files hold 500 answers, of which 100 are there twice.",
            rows: HumanRow.rows(runs), table: HumanRow.table)
        let one = all.contains { $0.seed == 42 } ? " Seed 42 is the authors'." : ""
        try figures.draw(
            "figure8",
            caption:
                "Mistakes by digit\(isPapers ? " (paper, Figure 8)" : ""). The human gave 400 distinct answers. Bars are 95 % intervals. The CNN answers the same 400 examples after \(halfway) steps: means over \(seeds) initial weights with 95 % intervals.\(one)\(isPapers ? " Pale: the authors' figure, which counts 100 of the human's answers twice, and for the CNN shows the first 500 test examples." : "")",
            rows: Figure8Row.rows(runs, isPapers: isPapers), figure: Figure8Row.figure)
        try figures.judge(try claims(runs))
    }

    /// Whether the signals are the paper's, which the human has seen.
    private func hasHumansData() throws -> Bool {
        try plannedConfigurations().allSatisfy { configuration in
            var paper = MNIST1DConfiguration()
            paper.seed = configuration.dataset.seed
            return configuration.file == nil && configuration.dataset == paper
        }
    }

    static let parameters =
        [
            RunParameter("model", SignalClassifier.self, "The classifier"),
            RunParameter(
                "arrangement.shuffled.seed", .whole(Checks.seeds), "Seed of the order of positions, of runs on shuffled signals"),
            .seed, .steps, .evaluationInterval, .batchSize, .learningRate,
        ] + RunParameter.at("network", RunParameter.classifier) + RunParameter.dataset() + RunParameter.file

    static func measurements(of outcome: Outcome, configuration: Configuration) -> [Measurement] {
        [
            Measurement("Test accuracy, end (%)", outcome.history.last!.testAccuracy),
            Measurement("Training accuracy, end (%)", outcome.history.last!.trainAccuracy),
        ]
    }
}

extension Arrangement.Kind {
    var title: String { self == .original ? "Original" : "Shuffled" }
}
