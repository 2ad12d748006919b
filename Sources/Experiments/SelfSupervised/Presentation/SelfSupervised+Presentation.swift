import Artifact
import NeuralNetworks
import Plotting
import Statistics

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

    // MARK: What tells runs apart, and what they find

    static let projector = Dimension("model", \Run.configuration.projector, title: \.title)
    static let seed = Dimension("seed", \Run.configuration.seed)
    static let layer = Along("layer", "Layer")
    /// Of linear probes, by layer: the signals are layer 0, H is layer 3, Z the last.
    static let linear = Metric(
        "linear", "Linear accuracy (%)", along: layer, { (run: Run) -> [Probe] in Array(run.outcome.linear.enumerated()) },
        x: { (probe: Probe) in probe.offset }, y: { (probe: Probe) in probe.element })
    static let loss = Metric(
        "loss", "Contrastive loss", along: Along("epoch", "Epoch"), { (run: Run) -> [Probe] in Array(run.outcome.losses.enumerated()) },
        x: { (loss: Probe) in loss.offset + 1 }, y: { (loss: Probe) in loss.element })
    static let linearOfH = Metric("linear-h", "Linear accuracy of H (%)") { (run: Run) in run.outcome.linear[3] }
    static let neighbors = Metric("neighbors", "10-NN accuracy by Z (%)", \Run.outcome.neighborsAfter)
    static let gain = Metric("gain", "10-NN accuracy gained by training (points)") { (run: Run) in
        run.outcome.neighborsAfter - run.outcome.neighborsBefore
    }

    typealias Probe = EnumeratedSequence<[Double]>.Element

    /// One test accuracy of one run.
    struct Measured {
        var run: Run
        /// `linear` probes of a layer, or a vote of ten `neighbors`.
        var classifier: String
        var layer: Int
        var accuracy: Double

        static func all(_ run: Run) -> [Measured] {
            let (outcome, last) = (run.outcome, run.outcome.linear.count - 1)
            return outcome.linear.enumerated().map { Measured(run: run, classifier: "linear", layer: $0.offset, accuracy: $0.element) } + [
                Measured(run: run, classifier: "neighbors", layer: 0, accuracy: outcome.neighborsInInput),
                Measured(run: run, classifier: "neighbors", layer: last, accuracy: outcome.neighborsAfter),
            ]
        }
    }

    // MARK: Figures and tables

    func report() throws -> Report<Self> {
        let (all, isPapers) = (try plannedConfigurations(), try isPapers())
        let seeds = Set(all.map(\.seed)).count
        let notebook = try published("self-supervised-notebook.csv", "linear")
        let layers = Summaries(Self.linear, by: [Self.projector], columns: [.estimate, .published(notebook)])
        let accuracies = Listing(
            [Metric("accuracy", "Test accuracy (%)", \Measured.accuracy)],
            by: [
                Dimension("model", \Measured.run.configuration.projector), Dimension("seed", \Measured.run.configuration.seed),
                Dimension("classifier", \Measured.classifier), Dimension("layer", \Measured.layer),
            ])
        return Report(sweeping: [Self.linearOfH, Self.neighbors]) {
            Part.figure(
                "ssl",
                caption:
                    "Contrastive learning on MNIST-1D. a: Z after training with the default projector, seed \(all[0].seed), by t-SNE with cosine distance. b: accuracy of linear probes of each layer, with no projector, the default and a deep one; means over \(seeds) seeds, ribbons are 95 % intervals; that of the deep projector is wide because one seed is far from the others.\(notebook.isShown ? " Faint: what the authors' notebook prints of one run." : "")",
                rows: { try PanelRow.rows($0, layers: layers.table($0)) }, figure: PanelRow.figure)
            Part.figure(
                "before-training",
                caption:
                    "Z of the training examples before contrastive training with the default projector, by t-SNE with cosine distance; after training: figure ssl.",
                rows: PanelRow.embedding, figure: PanelRow.embeddingFigure)
            Part.figure(
                "views",
                caption:
                    "Training examples of each class, and two random views of each. Contrastive learning makes the views of an example more alike than those of different ones. A view is the signal without its mean and slope, rolled, with another slope and offset.",
                rows: { _ in try ViewRow.rows(all[0]) }, figure: ViewRow.figure)
            Part.table(
                "layers",
                caption:
                    "Test accuracy of linear probes of each layer after contrastive training, means over \(seeds) seeds with 90 % intervals\(notebook.isShown ? ", beside what the authors' notebook prints" : "").",
                layers
            ) { Self.layerTable($0, seeds: seeds) }
            Part.table(
                "neighbors",
                caption:
                    "Test accuracy of a vote of the ten nearest training examples: of the signals by Euclidean distance, of Z by the cosine's; means ± standard deviations over \(seeds) seeds. The gain has its 90 % interval.",
                Summaries(
                    Self.gain, by: [Self.projector],
                    columns: [
                        .count("seeds"), .number("input") { $0.elements[0].outcome.neighborsInInput },
                        .numbers(["before", "beforeDeviation"]) { Self.meanAndDeviation($0, \.neighborsBefore) },
                        .numbers(["after", "afterDeviation"]) { Self.meanAndDeviation($0, \.neighborsAfter) }, .estimate("gain"),
                    ])
            ) { Self.neighborTable($0, isPapers: isPapers) }
            Part.data(
                "accuracies", caption: "Test accuracies of all runs: linear probes of each layer, and votes of ten neighbours.",
                accuracies.of { (runs: [Run]) in runs.flatMap(Measured.all) })
            Part.data("losses", caption: "Mean loss of each epoch of all runs.", Listing([Self.loss], by: [Self.projector, Self.seed]))
            Part.claims(claims)
        }
    }

    private static func layerTable(_ rows: [Record], seeds: Int) -> PrintedTable {
        let table = Pivot(
            "Linear accuracy (%)", rows: projector, columns: layer,
            lines: [.init { $0.estimate().printed(over: seeds).text(decimals: 1) }, .number("published", ", notebook", decimals: 1)]
        ).table(rows)
        let names = ["signals", "conv. 1", "conv. 2", "conv. 3 (H)"]
        let titles = table.header.dropFirst().map { field in
            Int(field).map { $0 < names.count ? names[$0] : "proj. \($0 - 3)" } ?? field
        }
        var named = PrintedTable(header: [table.header[0]] + titles)
        for row in table.rows { named.append(row) }
        return named
    }

    private static func meanAndDeviation(_ cell: Cell<Run>, _ accuracy: (Outcome) -> Double) -> [Double?] {
        let summary = Summary(cell.elements.map { accuracy($0.outcome) })
        return [summary.mean, summary.deviation]
    }

    /// A column for each model; the notebook's numbers are of its one seed, 42, with the default projector.
    private static func neighborTable(_ rows: [Record], isPapers: Bool) -> PrintedTable {
        let seeds = rows.compactMap { $0.number("seeds") }.max() ?? 0
        var table = PrintedTable(
            header: ["Ten neighbours (%), \(Int(seeds)) \(seeds == 1 ? "seed" : "seeds")"] + rows.map { projector.title(of: $0) }
                + (isPapers ? ["notebook, default"] : []))
        func append(_ name: String, notebook: String, _ text: (Record) -> String) {
            table.append([name] + rows.map(text) + (isPapers ? [notebook] : []))
        }
        func text(_ row: Record, _ column: String) -> String {
            let deviation = row.number("\(column)Deviation").map { " ± \(fixed($0, decimals: 1))" } ?? ""
            return fixed(row.number(column) ?? .nan, decimals: 1) + deviation
        }
        append("Signals", notebook: "59.6") { fixed($0.number("input") ?? .nan, decimals: 1) }
        append("Z before training", notebook: "–") { text($0, "before") }
        append("Z after training", notebook: "74.1") { text($0, "after") }
        append("Gain (points)", notebook: "–") { $0.printedEstimate("gain", over: "seeds", decimals: 1) }
        return table
    }

    // MARK: Claims

    /// What the version of 2024 says. Its text is not the one whose statements are counted, so these are extensions; the numbers are those
    /// that its notebook prints.
    private func claims(_ runs: [Run]) throws -> [Claim] {
        func claim(
            _ id: String, _ statement: String, unit: String = "points", paper: String, _ rule: Claim.Rule, because: String,
            _ projector: ContrastiveNetwork.Projector, _ value: @escaping @Sendable (Outcome) -> Double
        ) throws -> Claim {
            Claim(
                id, .extension, at: "Version of 2024, self-supervised learning", quote: "", statement: statement, unit: unit,
                paper: paper, rule: rule, because: because, decided: "2026-11-26",
                over: "seeds (initial weights, order of batches, views)",
                evidence: try Metric<Run>(id, statement) { value($0.outcome) }
                    .evidence(runs.filter { $0.configuration.projector == projector }, untested: "no such model was trained"))
        }
        let printed = "the notebook prints one run's value without a tolerance; 3 points are two standard errors of 1000 test examples"
        let direction = "a direction without a size"
        return [
            try claim(
                "ssl-linear-h", "Linear accuracy of H, default projector", unit: "%", paper: "82.1", .equivalence(to: 82.1, margin: 3),
                because: printed, .standard
            ) { $0.linear[3] },
            try claim(
                "ssl-guillotine", "Linear accuracy of H less that of Z, default projector", paper: "H is best", .greater(than: 0),
                because: direction, .standard
            ) { $0.linear[3] - $0.linear.last! },
            try claim(
                "ssl-guillotine-deep", "Linear accuracy of H less that of Z, deep projector", paper: "H is better", .greater(than: 0),
                because: direction, .deep
            ) { $0.linear[3] - $0.linear.last! },
            try claim(
                "ssl-no-projector", "No projector: linear accuracy of H less the worse of the two layers before it",
                paper: "the last is worst", .less(than: 0), because: direction, .none
            ) { $0.linear[3] - min($0.linear[1], $0.linear[2]) },
            try claim(
                "ssl-best-layer", "Default projector: linear accuracy of H less the best other layer", paper: "H is best",
                .greater(than: 0), because: direction, .standard
            ) { $0.linear[3] - ($0.linear[..<3] + $0.linear[4...]).max()! },
            try claim(
                "ssl-neighbors-z", "Ten neighbours by Z, default projector", unit: "%", paper: "74.1",
                .equivalence(to: 74.1, margin: 3), because: printed, .standard
            ) { $0.neighborsAfter },
            try claim(
                "ssl-neighbors-over-input", "Ten-neighbour accuracy of Z above that of the signals", paper: "more", .greater(than: 0),
                because: direction, .standard
            ) { $0.neighborsAfter - $0.neighborsInInput },
        ]
    }

    // MARK: Parameters

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
}

extension ContrastiveNetwork.Projector {
    /// The name as a reader knows it.
    var title: String {
        switch self {
        case .standard: "default projector"
        case .none: "no projector"
        case .deep: "deep projector"
        }
    }
}
