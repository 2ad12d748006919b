import Artifact
import Datasets
import NeuralNetworks

typealias SizeRun = FinishedRun<TrainingSetSize.Configuration, TrainingSetSize.Outcome>

extension TrainingSetSize {
    static let summary = "Train the CNN of Table 1 on more and more examples, beside the human."
    static let details = """
        CLAIM (paper, appendix A): part of the human's lead over the CNN is that the CNN sees 4000 examples only. With \
        more it matches the human's accuracy and then exceeds it.

        METHOD: The CNN of Table 1, Adam, learning rate 0.01, batches of 100 in order, twice the 6000 steps of Table 1, so that \
        the largest set is seen about nineteen times. The accuracy is that after all steps, nothing is chosen on test \
        examples. Seed s makes the dataset with seed 42 + s and the initial weights with torch's seed s. 5000 test examples. \
        The human gave 383 right answers of 400 (95.8 %, Wilson's 95 % interval 93.3 to 97.3).

        RUNNING TIME: half a minute of two cores at paper scale, a second at quick scale.

        EXAMPLES:
          training-set-size --scale quick
          training-set-size --sizes 500 1000 --seeds 0 1
        """

    func render(_ runs: [SizeRun], into figures: FigureFolder) throws {
        let all = try plannedConfigurations()
        // The human has seen the paper's signals, however the CNN is trained.
        let hasHuman = all.allSatisfy { $0.dataset == MNIST1DConfiguration() && $0.file == nil }
        let seeds = Set(all.map(\.seed)).count
        try figures.write("runs", caption: "Accuracies of all runs.", rows: RunRow.rows(runs))
        try figures.draw(
            "accuracy",
            caption:
                "The CNN after \(all[0].steps) steps, for several numbers of training examples\(hasHuman ? ", beside the paper's human (Appendix A)" : ""). CNN: means over \(seeds) datasets and initializations with 95 % intervals, on \(all[0].testExamples) test examples.\(hasHuman ? " Human: one person's 400 answers with the 95 % interval." : "")",
            rows: SizeRow.rows(runs, hasHuman: hasHuman), figure: SizeRow.figure)
        try figures.judge(claims(runs))
    }

    static let parameters =
        [
            RunParameter("examples", .whole(100...1_000_000), "Training examples"), .seed, .steps, .batchSize, .learningRate,
            RunParameter("testExamples", .whole(10...1_000_000), "Test examples"),
        ] + RunParameter.at("network", RunParameter.classifier.filter { !["hidden", "state"].contains($0.path) })
        + [
            RunParameter("network.hidden", .derived("the other experiments' models"), "Of the MLP, which is not trained here"),
            RunParameter("network.state", .derived("the other experiments' models"), "Of the GRU, which is not trained here"),
        ]
        + RunParameter.dataset(
            derived: ["samples": "examples and testExamples", "trainSplit": "examples and testExamples", "seed": "seed"])
        + RunParameter.file

    static func measurements(of outcome: Outcome, configuration: Configuration) -> [Measurement] {
        [
            Measurement("Test accuracy, end (%)", outcome.testAccuracy),
            Measurement("Training accuracy, end (%)", outcome.trainAccuracy),
        ]
    }
}
