import Artifact
import NeuralNetworks

extension SelfSupervised {
    static let place = "The section of the version of 2024: learning without labels"
    static let summary = "Learn representations of MNIST-1D without labels, and see which layer tells the classes best."
    static let details = """
        CLAIM (the paper's version of 2024, section on self-supervised learning): contrastive learning (SimCLR) makes \
        representations in which the classes are apart; the layer before the projector tells them best, and without a \
        projector the last layer is worst ("guillotine regularization").

        METHOD: The CNN of the benchmarks (25 channels) gives H, 125 numbers; a projector 125-125-16 gives Z. Also no \
        projector (Z is H) and a deep one, 125-125-125-125-16. Each step takes 100 examples and two random views of \
        each: mean and slope removed, rolled by 0 to 9 points, a slope from N(0, 0.04) per point and an offset from N(0, 0.3) added. \
        Loss InfoNCE with temperature 0.5, each first view against all second views. Adam, rate 0.01, 200 epochs in a new \
        order each. Seed s seeds PyTorch's stream (weights, slopes, offsets) and NumPy's (order, shifts), as the authors do, so that \
        seed 42 begins like their run; the dataset is always the frozen one. Linear accuracy: multinomial logistic \
        regression on standardised features to convergence (gradient below 1e-5), on 4000 training examples, tested on 1000; the authors \
        stop earlier. Neighbours: the vote of ten by the cosine's distance. t-SNE: of the training \
        examples' Z by the cosine's distance, squared, otherwise as Figure 10.

        EXAMPLES:
          self-supervised --scale quick
          self-supervised --seeds 1 2 3 --epochs 50
        """

    func render(_ runs: [ContrastiveRun], into figures: FigureFolder) throws {
        let (all, isPapers) = (try plannedConfigurations(), try isPapers())
        let seeds = Set(all.map(\.seed)).count
        let notebook = isPapers ? ", beside what the authors' notebook prints" : ""
        try figures.draw(
            "ssl",
            caption:
                "Contrastive learning on MNIST-1D. a: Z after training with the default projector, seed \(all[0].seed), by t-SNE with the cosine's distance. b: accuracy of linear probes of each layer, with no projector, the default and a deep one; means over \(seeds) seeds, ribbons are 95 % intervals, which one seed far from the others makes wide, as with the deep projector.\(isPapers ? " Pale: what the authors' notebook prints of one run." : "")",
            rows: PanelRow.rows(runs, isPapers: isPapers), figure: PanelRow.figure)
        try figures.draw(
            "before-training",
            caption:
                "Z of the training examples before contrastive training with the default projector, by t-SNE with the cosine's distance; after it: figure ssl.",
            rows: PanelRow.embedding(runs), figure: PanelRow.embeddingFigure)
        try figures.tabulate(
            "layers",
            caption: "Test accuracy of linear probes of each layer after contrastive training, means over \(seeds) seeds\(notebook).",
            rows: LayerRow.rows(runs, isPapers: isPapers), table: LayerRow.table)
        try figures.tabulate(
            "neighbors",
            caption:
                "Test accuracy of a vote of the ten nearest training examples: of the signals by Euclidean distance, of Z by the cosine's; means ± standard deviations over \(seeds) seeds.",
            rows: NeighborRow.rows(runs)
        ) { NeighborRow.table($0, isPapers: isPapers) }
        try figures.write(
            "accuracies", caption: "Test accuracies of all runs: linear probes of each layer, and votes of ten neighbours.",
            rows: AccuracyRow.rows(runs))
        try figures.write("losses", caption: "Mean loss of each epoch of all runs.", rows: LossRow.rows(runs))
        try figures.judge(claims(runs))
    }

    static let parameters =
        [
            RunParameter("projector", ContrastiveNetwork.Projector.self, "What stands between H and Z"), .seed,
            RunParameter("epochs", .whole(1...100_000), "Passes over the training examples"),
            RunParameter("batchSize", .whole(16...1_000_000), "Examples per step"), .learningRate,
            RunParameter("temperature", .positive, "Temperature of the contrastive loss"),
            RunParameter("network.channels", .whole(RunParameter.sizes), "Channels of each convolution"),
            RunParameter("network.outputs", .whole(RunParameter.sizes), "The size of Z, where there is a projector"),
            RunParameter("views.shifts", .whole(1...1_000_000), "Views are rolled by fewer points than this"),
            RunParameter("views.slopeDeviation", .number(0...1e6), "Standard deviation of the slopes of views, per point"),
            RunParameter("views.offsetDeviation", .number(0...1e6), "Standard deviation of the offsets of views"),
            RunParameter("voters", .whole(1...1000), "Neighbours that say what the class of a point is"),
        ] + RunParameter.at("embedding", RunParameter.embedding) + RunParameter.dataset() + RunParameter.file

    static func measurements(of outcome: Outcome, configuration: Configuration) -> [Measurement] {
        [Measurement("Linear accuracy of H (%)", outcome.linear[3]), Measurement("10-NN accuracy by Z (%)", outcome.neighborsAfter)]
    }
}
