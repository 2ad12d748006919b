import Artifact

typealias RateRun = FinishedRun<MetalearnLearningRate.Configuration, MetalearnLearningRate.Outcome>

extension MetalearnLearningRate {
    static let summary = "Learn a learning rate by differentiating through training (Figure 5)."
    static let details = """
        CLAIM (paper, Figure 5): from a learning rate far too high (1.5) and one far too low (0.15), gradient descent \
        on the mean training loss leads to the same rate, with exact gradients through all 200 steps of training. The \
        authors' notebook ends at 0.62 from both.

        METHOD: A tanh network 40-50-10, 200 steps of plain gradient descent on batches of 50 in order. The outer loop \
        takes 50 steps of gradient descent with rate 0.3 on the mean of all inner losses. A seed is that of the initial \
        weights; seed 0 is the authors' run. Data and order of batches are the same for all seeds.

        RUNNING TIME: a quarter of a minute of two cores at paper scale, less than a second at quick scale.

        EXAMPLES:
          metalearn-learning-rate --scale quick
          metalearn-learning-rate --seeds 0 --from 3 0.01
        """

    func render(_ runs: [RateRun], into figures: FigureFolder) throws {
        let configurations = try plannedConfigurations()
        let seeds = Set(configurations.map(\.seed)).count
        let (outer, inner) = (configurations[0].outerSteps, configurations[0].innerSteps)
        try figures.draw(
            "figure5",
            caption:
                "A learning rate learned by gradient descent through \(inner) training steps\(Published.isComparable(configurations[0]) ? " (paper, Figure 5)" : ""). Each outer step trains a network once. It gives the mean of the training losses, which is the outer objective; the last training loss; and a new learning rate. Lines are of seed 0. Bands are one standard deviation to each side of the mean over \(seeds) initial weights. \(OuterStepRow.caption(configurations[0]))",
            rows: OuterStepRow.rows(runs), figure: OuterStepRow.figure)
        try figures.draw(
            "inner-losses",
            caption:
                "Training loss at the initial learning rates and at the learned one, for the first seed. Each point is the mean of ten steps.",
            rows: InnerLossRow.rows(runs), figure: InnerLossRow.figure)
        try figures.tabulate(
            "final",
            caption:
                "The learned learning rates after \(outer) outer steps over \(seeds) initial weights, with 95 % intervals. Ratios are taken within seeds, and their mean is geometric. Where the ratio is far from 1, the outer objective has two minima, and each start finds its own.",
            rows: FinalRow.rows(runs), table: FinalRow.table)
        try figures.judge(claims(runs))
    }

    static let parameters =
        [
            .seed, RunParameter("initialRate", .positive, "The learning rate to begin from"),
            RunParameter("outerSteps", .whole(1...100_000), "Outer steps, each of which trains a network once"),
            RunParameter("innerSteps", .whole(1...100_000), "Steps of a training"),
            RunParameter("training.hidden", .whole(RunParameter.sizes), "Hidden units of the network"),
            RunParameter("training.batchSize", .whole(1...1_000_000), "Examples per step; they fill the training set"),
            RunParameter("training.outerRate", .positive, "Learning rate of the outer loop"),
        ] + RunParameter.dataset() + RunParameter.file

    static func measurements(of outcome: Outcome, configuration: Configuration) -> [Measurement] {
        [Measurement("Learned rate", Double(outcome.steps.last!.rate))]
            + outcome.steps.enumerated().map {
                Measurement("Mean training loss", $1.meanLoss, x: Double($0), along: "Outer step")
            }
    }
}
