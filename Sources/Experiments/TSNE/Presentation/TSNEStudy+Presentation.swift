import Artifact
import Datasets
import ManifoldLearning

typealias EmbeddingRun = FinishedRun<TSNEStudy.Configuration, TSNEStudy.Outcome>

extension TSNEStudy {
    static let place = "Figure 10: MNIST and MNIST-1D in the plane"
    static let summary = "Embed MNIST and MNIST-1D in the plane, and measure how well the classes are apart."
    static let details = """
        CLAIM (paper, Figure 10): MNIST falls into well-defined clusters by class, which says that most of its examples \
        are linearly separable; MNIST-1D does not, so nonlinear features matter more for it.

        METHOD: 5000 points of each: MNIST-1D as the models see it, and the images of Data/mnist-subset. t-SNE with \
        openTSNE's defaults: perplexity 30, a start from two principal components, 250 steps with early \
        exaggeration 12 and 500 without. What the eye sees is also a number: how many points have the \
        class that most of their ten nearest neighbours have, in input space and in the plane. Seed s makes the MNIST-1D \
        dataset with seed s; the images are always the same. For both it seeds the noise at the start, a hundredth of \
        the spread, which leads to another embedding. The figure shows the first seed.

        FULL MNIST: MNIST_DIR=Data/mnist tsne --data full embeds all 70000 images (make mnist downloads them) and draws them \
        into a folder of their own.

        EXAMPLES:
          tsne --scale quick
          tsne --seeds 1 2 3
        """

    func render(_ runs: [EmbeddingRun], into figures: FigureFolder) throws {
        let first = runs.filter { $0.configuration.embedding.seed == runs[0].configuration.embedding.seed }
        let isFull = data == .full
        let figure = try isPapers() ? " (paper, Figure 10)" : ""
        try figures.draw(
            isFull ? "tsne" : "figure10",
            caption: isFull
                ? "All 70000 images of MNIST in the plane, coloured by class."
                : "MNIST and MNIST-1D embedded in the plane by t-SNE, coloured by class\(figure).",
            rows: first.flatMap(PointRow.rows), figure: PointRow.figure)
        try figures.tabulate(
            "neighbors",
            caption: isFull
                ? "10-NN accuracy on all 70000 images of MNIST."
                : "10-NN accuracy, in the input space and in the plane: points with the class of most of their ten nearest neighbours.",
            rows: ScoreRow.rows(runs), table: ScoreRow.table)
    }

    static let aliases = [("signals", "dataset")]

    static let parameters =
        [
            RunParameter("source", .derived("--data"), "Where the points come from"),
            RunParameter("title", .derived("--data"), "Their origin in words"),
            RunParameter("points", .whole(10...1_000_000), "The first so many are embedded"),
            RunParameter("voters", .whole(1...1000), "Neighbours that say what the class of a point is"),
        ] + RunParameter.at("embedding", RunParameter.embedding) + RunParameter.dataset()

    static func measurements(of outcome: Outcome, configuration: Configuration) -> [Measurement] {
        let points = Double(configuration.points)
        return [
            Measurement("10-NN accuracy in the plane (%)", 100 * Double(outcome.correctInPlane) / points),
            Measurement("10-NN accuracy in input space (%)", 100 * Double(outcome.correctInInput) / points),
        ]
    }
}

extension TSNEStudy.Configuration {
    /// The title, with the numbers of signals that there are.
    var shownTitle: String {
        guard let signals else { return title }
        let all = "MNIST-1D, \(signals.trainCount) + \(signals.count - signals.trainCount)"
        return points < signals.count ? "\(all); the first \(points)" : all
    }
}
