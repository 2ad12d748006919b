import Artifact
import NeuralNetworks

extension DatasetDifficulty {
    static let place = "An extension of Table 1: the dataset's parameters, and how far each keeps models apart"
    static let summary = "Train four classifiers while one parameter of MNIST-1D varies: which one separates them most?"
    static let details = """
        QUESTION: The paper says that the difficulty of MNIST-1D can be varied smoothly. An extension of its Table 1: each \
        parameter of the dataset takes five values around the paper's, all others stay, and so does the protocol. The spread is the mean \
        test accuracy of CNN and GRU less that of MLP and logistic regression: how far the dataset tells models apart by what they \
        assume about signals.

        METHOD: The models and the protocol of benchmarks: Adam, learning rate 0.01, batches of 100 in order, 6000 steps. \
        The accuracy is that after all steps, on 1000 test examples; nothing is chosen on them. Seed s makes the dataset with seed \
        42 + s and the initial weights with torch's seed s, so that all models of a seed see the same signals. Intervals are 95 % over \
        seeds; gains over the paper's value are taken within seeds. The largest of five spreads is chosen by itself, so it is a little \
        too large.

        EXAMPLES:
          dataset-difficulty --scale quick
          dataset-difficulty --knobs shear translation --models cnn mlp
          dataset-difficulty --set learningRate=0.003
        """

    func render(_ runs: [DifficultyRun], into figures: FigureFolder) throws {
        let all = try plannedConfigurations()
        let (seeds, steps) = (Set(all.map(\.seed)).count, all[0].steps)
        try figures.write("runs", caption: "Accuracies of all runs.", rows: RunRow.rows(runs))
        try figures.draw(
            "difficulty",
            caption:
                "Test accuracy of four classifiers after \(steps) steps while one parameter of the dataset varies and all others stay. Means over \(seeds) datasets and initializations with 95 % intervals. Broken line: the value of the usual dataset.",
            rows: AccuracyRow.rows(runs), figure: AccuracyRow.figure)
        // Spreads need all models.
        guard Set(all.map(\.model)).count == SignalClassifier.allCases.count else { return }
        try figures.draw(
            "spread",
            caption:
                "How far each parameter keeps the models apart: mean test accuracy of CNN and GRU less that of MLP and logistic regression, over \(seeds) seeds with 95 % intervals. Broken line: the value of the usual dataset.",
            rows: SpreadRow.rows(runs), figure: SpreadRow.figure)
        try figures.tabulate(
            "separation",
            caption:
                "Which parameter separates the models most: for each the value with the largest and with the smallest spread between CNN and GRU on the one side and MLP and logistic regression on the other, with 95 % intervals over \(seeds) seeds; gains over the usual value are taken within seeds.",
            rows: SpreadRow.rows(runs), table: SpreadRow.table)
        try figures.judge(claims(runs))
    }

    static func flaw(in outcome: Outcome, of configuration: Configuration) -> String? {
        Flaws.percents("trainAccuracy, testAccuracy", [outcome.trainAccuracy, outcome.testAccuracy])
    }

    static let parameters =
        [
            RunParameter("model", SignalClassifier.self, "The classifier"),
            RunParameter("variation.knob", .derived("--knobs"), "The parameter that is varied"),
            RunParameter("variation.value", .derived("--knobs"), "Its value"), .seed, .steps, .batchSize, .learningRate,
            RunParameter("examples", .whole(100...1_000_000), "Training examples where they are not varied"),
            RunParameter("testExamples", .whole(10...1_000_000), "Test examples"),
        ] + RunParameter.at("network", RunParameter.classifier)
        + RunParameter.dataset(
            derived: ["samples": "examples and testExamples", "trainSplit": "examples and testExamples", "seed": "seed"])

    static func measurements(of outcome: Outcome, configuration: Configuration) -> [Measurement] {
        [Measurement("Test accuracy, end (%)", outcome.testAccuracy)]
    }
}
