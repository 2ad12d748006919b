import Artifact

extension TrainingSetSize {
    static let summary = "Train the CNN of Table 1 on more and more examples, beside the human."
    static let details = """
        CLAIM (paper, appendix A): part of the human's lead over the CNN is that the CNN sees 4000 examples only; with \
        more it matches the human's accuracy (95.8 %) and then exceeds it.

        METHOD: The CNN of Table 1, Adam, learning rate 0.01, batches of 100 in order, twice the 6000 steps of Table 1, so that \
        the largest set is seen about nineteen times. The accuracy is that after all steps, nothing is chosen on test \
        examples. Seed s makes the dataset with seed 42 + s and the initial weights with torch's seed s. 5000 test examples.

        RUNNING TIME: half a minute of two cores at paper scale, a second at quick scale.

        EXAMPLES:
          training-set-size --scale quick
          training-set-size --sizes 500 1000 --seeds 0 1
        """

    func render(_ runs: [FinishedRun<Configuration, Outcome>], into figures: FigureFolder) throws {
        try figures.write("runs", rows: SizeRunRow.rows(runs))
        try figures.draw(
            "accuracy",
            caption: "The CNN after 12000 steps, trained on more and more examples, beside the paper's human. Means over five datasets and initializations with 95 % intervals.",
            rows: SizeRow.rows(runs), figure: SizeRow.figure)
    }
}

typealias SizeRun = FinishedRun<TrainingSetSize.Configuration, TrainingSetSize.Outcome>
