import Artifact
import NeuralNetworks
import Training

extension PoolingStudy {
    static let summary = "Train convolutional models with five kinds of pooling on 1000 to 50000 examples."
    static let details = """
        CLAIM (paper, Figure 7): pooling helps where there are few training examples. Where there are many, it makes little \
        difference or hinders, and L2 pooling does better than max pooling.

        METHOD: Two convolutions of 20 channels, kernel 3, padding 1, ReLU, each followed by pooling over two positions \
        (none, stride 2 in the convolution instead, max, average, L2), then a linear layer. Adam, learning rate 0.01, \
        batches of 100 in order, 6000 steps, evaluation every 100 on 1000 test examples and on the first 1000 \
        training examples. Seed s makes the dataset with seed 42 + s and the initial weights with torch's seed s, \
        so that seed 0 is the authors' run. Curves are smoothed with a Gaussian of standard deviation 1 evaluation, as in \
        the paper. Bands are ± 1 sample standard deviation over seeds.

        RUNNING TIME: 2 minutes of two cores at paper scale, 5 seconds at quick scale.

        EXAMPLES:
          pooling --scale quick
          pooling --sizes 500 1000 --seeds 0 1 2 3 4
        """

    func render(_ runs: [PoolingRun], into figures: FigureFolder) throws {
        let all = try plannedConfigurations()
        let (configuration, seeds) = (all[0], Set(all.map(\.seed)).count)
        // Curves are compared step by step, those smoothed over evaluations every 100 steps.
        let papers = try papers(ignoring: ["steps"])
        let isPapers = all.contains(where: papers)
        let finals = try self.papers(ignoring: ["steps", "evaluationInterval"])
        let notebook = all.contains(where: finals)
        let authors = isPapers ? " Pale: the authors' curves of one run each, read off their figure." : ""
        let words =
            "Means over \(seeds) datasets and initializations, smoothed with a Gaussian of one evaluation. Bands reach one standard deviation to each side.\(authors)"
        try figures.write(
            "histories", caption: "Losses and accuracies of all runs while they train, not smoothed.",
            rows: HistoryRow.rows(runs))
        try figures.draw(
            "figure7",
            caption:
                "Test accuracy with five kinds of pooling while training on few, more and many examples\(isPapers ? " (paper, Figure 7)" : ""). \(words)",
            rows: CurveRow.threeSizes(CurveRow.rows(runs, isPapers: papers))
        ) { CurveRow.figure($0, height: 66) }
        try figures.draw(
            "all-sizes", caption: "The same for all numbers of training examples. \(words)",
            rows: CurveRow.rows(runs, isPapers: papers)
        ) { CurveRow.figure($0, height: 115) }
        try figures.draw(
            "final-accuracy",
            caption:
                "Test accuracy after \(configuration.steps) steps against the number of training examples. Bands are one standard deviation over \(seeds) seeds to each side.\(notebook ? " Pale symbols are what the authors' notebook prints." : "")",
            rows: FinalRow.rows(runs, isPapers: finals), figure: FinalRow.figure)
        try figures.tabulate(
            "final",
            caption: "Test accuracies after \(configuration.steps) steps\(notebook ? " beside those of the authors' notebook" : "").",
            rows: FinalRow.rows(runs, isPapers: finals), table: FinalRow.table)
        try figures.tabulate(
            "differences",
            caption:
                "Differences of test accuracy between kinds of pooling after \(configuration.steps) steps, seed by seed. A star marks a 95 % interval that leaves out zero.",
            rows: DifferenceRow.rows(runs), table: DifferenceRow.table)
        try figures.judge(claims(runs))
    }

    static let parameters =
        [
            RunParameter("pooling", Pooling.self, "How neighbouring positions are joined"),
            RunParameter("examples", .whole(100...1_000_000), "Training examples"),
            .seed, .steps, .evaluationInterval, .batchSize, .learningRate,
            RunParameter("testExamples", .whole(10...1_000_000), "Test examples"),
            RunParameter("network.kernel", .whole(RunParameter.taps), "Taps of both convolutions"),
            RunParameter("network.padding", .whole(0...1000), "Zeros at each end of a convolution's input"),
            RunParameter("network.channels", .whole(RunParameter.sizes), "Channels of both convolutions"),
        ]
        + RunParameter.dataset(
            derived: ["samples": "examples and testExamples", "trainSplit": "examples and testExamples", "seed": "seed"])
        + RunParameter.file

    static func measurements(of outcome: [HistoryPoint], configuration: Configuration) -> [Measurement] {
        [Measurement("Test accuracy, end (%)", outcome.last!.testAccuracy)]
            + outcome.map { Measurement("Test accuracy (%)", $0.testAccuracy, x: Double($0.step), along: "Training step") }
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
