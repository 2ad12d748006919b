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

        METHOD: Adam, learning rate 0.01, batches of 100 in order, evaluation every 250. Table 1 has 8000 steps and an MLP with two \
        layers of 256, as the authors' train.py says (total_steps, hidden_size); Figure 2 has their notebooks' 6000 steps and 100 \
        units, with which its curve comes out. "Best" is the \
        checkpoint with the highest test accuracy, the first among equals. As in the paper it is chosen on the test \
        examples, so its accuracy is biased upwards. "Last" is the checkpoint after all steps. A seed is that of the initial weights; on \
        shuffled signals each trial also has a permutation of its own. To tell sources of variation apart, runs that \
        differ in one thing alone (initial weights, dataset, permutation) are added. The human's answers are the \
        authors' data: 400 examples, which their files hold as 500 because one quiz of 100 is there twice. Figure 8 \
        is of the CNN after the authors' 3000 steps, on the same examples. The table of settings has all that the authors' files name: 8000 or \
        6000 steps, 256 or 100 units, best or last checkpoint, positions shuffled by a permutation or by the dataset's generator.

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
        let step = min(all[0].answersStep, all[0].steps)
        try figures.write(
            "histories", caption: "Losses and accuracies of all runs while they train.", rows: HistoryRow.rows(runs))
        try figures.tabulate(
            "table1",
            caption:
                "Test accuracies\(isPapers ? " (paper, Table 1)" : "") after \(all[0].steps) steps: mean ± standard deviation over \(seeds) trials, each with its own initial weights and, on shuffled signals, its own permutation.\(isPapers ? " Steps and hidden units of the MLP (\(Self.tableHidden)) are those of the authors' train.py; that the table was made with them is inferred from its values. Their notebooks have 6000 steps and 100 units." : "") The paper selects the best checkpoint by early stopping and mentions no validation set. The table has two rows: the best checkpoint on the test examples, which is biased upwards, and the last one.\(hasTables)",
            rows: AccuracyRow.rows(runs, isPapers: isPapers, hasHuman: hasHuman), table: AccuracyRow.table)
        if isPapers {
            try figures.tabulate(
                "settings",
                caption:
                    "Test accuracies by all settings that the authors' files name, and what Table 1 prints: means over trials with 95 % intervals. A star marks a mean within the paper's tolerance. The verdicts are about one setting for the whole table: the steps and the hidden units of train.py, the best checkpoint, a permutation of its own for each trial.",
                rows: SettingRow.rows(runs), table: SettingRow.table)
        }
        try figures.tabulate(
            "variation",
            caption:
                "Where the spread of the best test accuracies comes from. Mean ± standard deviation over runs that differ in one thing, or in two, and in nothing else.",
            rows: VariationRow.rows(runs), table: VariationRow.table)
        try figures.draw(
            "figure2",
            caption:
                "Test accuracy of the classifiers while they train, on original and on shuffled signals\(isPapers ? " (paper, Figure 2). The MLP has the notebooks' 100 hidden units, as in the authors' picture, where it ends at 65 and 66 %" : ""). Lines are means over \(seeds) trials. Bands are one standard deviation to each side.\(isPapers ? " Pale symbols are what the authors' notebook prints for one seed and one permutation." : "")\(humans)",
            rows: CurveRow.rows(runs, isPapers: isPapers, hasHuman: hasHuman), figure: CurveRow.figure)
        // The human has seen the paper's test examples.
        guard hasHuman, all.contains(where: { $0.model == .cnn }) else { return }
        try figures.write(
            "mistakes", caption: "Mistakes of the human and of every CNN, by digit.", rows: MistakeRow.rows(runs))
        try figures.tabulate(
            "human",
            caption:
                "The human and the CNN of seed \(all[0].seed) after \(step) steps\(isPapers ? ", the authors' protocol," : "") on the same examples, with McNemar's exact test. The authors' files hold 500 answers, of which 100 are there twice.",
            rows: HumanRow.rows(runs), table: HumanRow.table)
        let one = all.contains { $0.seed == 42 } ? " Seed 42 is the authors'." : ""
        try figures.draw(
            "figure8",
            caption:
                "Mistakes by digit\(isPapers ? " (paper, Figure 8)" : ""). The human gave 400 distinct answers. Bars are 95 % intervals. The CNN answers the same 400 examples after \(step) steps: means over \(seeds) initial weights with 95 % intervals.\(one)\(isPapers ? " Pale: the authors' figure, which counts 100 of the human's answers twice, and for the CNN shows the first 500 test examples." : "")",
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
            RunParameter("answersStep", .whole(Checks.counts), "Step whose answers are kept beside those of the best and the last one"),
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
