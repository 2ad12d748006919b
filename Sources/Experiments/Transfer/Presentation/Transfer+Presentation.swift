import Artifact
import Datasets
import Plotting
import Statistics

extension Transfer {
    static let place = "The end of the section on Figure 6: the learned activation on images"
    static let summary = "Train convolutional models of images with the activation learned on MNIST-1D, and with common ones."
    static let details = """
        CLAIM (paper, end of the section on metalearning): in convolutional models of MNIST and CIFAR-10 the activation learned \
        on MNIST-1D is especially good at a low training loss early, which is what it was learned for, and in the \
        middle of the pack by the final test loss. The notebook: it "does well in terms of mean training loss during the first \
        epoch", and is "a bit worse than ReLU, Swish, and Elu for training these larger models to convergence".

        METHOD: Three convolutions of 8 or 16 channels, kernels of 5, 3 and 3 a side, stride 2, padding 1, each followed by the \
        activation, then a linear layer: the authors' own models are not published. Adam, batches of 100 in order, the rate \
        falling to 0 in a straight line from each of three values; 4 epochs, 10 of the subset. The learned \
        activations are those of metalearn-activation, another one with each seed, as lines between 21 knots, never farther from the network \
        than half of the noise they were learned with; beside them are the authors' six straight pieces for theirs. Each activation is shown at its \
        best rate, which has the best mean over seeds by the measure that is shown. A seed covers the initial weights, the \
        same for all activations. MNIST-1D is standardised; so are the images here, with the usual constants. The first epoch is also \
        run with pixels from 0 to 1. Runs of metalearn-activation that are missing are \
        computed first.

        CIFAR-10: cifar10 reads the original binary files (make cifar10 downloads them), cifar10-jpeg files of the same form \
        made from JPEG copies of the images, which lost something: its results have that name.

        EXAMPLES:
          transfer --scale quick
          MNIST_DIR=Data/mnist transfer --data full
          CIFAR_DIR=Data/cifar10 transfer --data cifar10 --learning-rates 0.003
        """

    // MARK: What tells runs apart, and what they find

    static let testLoss = Metric("testLoss", "Test loss, end") { (run: Run) in run.outcome.testLosses.last! }
    static let firstLoss = Metric("firstLoss", "Training loss, first epoch") { (run: Run) in run.outcome.losses[0] }
    static let value = Metric("value", "By a measure", \RankedRun.value)

    static let pixels = Dimension("pixels", \RankedRun.run.configuration.pixels, title: \.title)
    static let channels = Dimension("channels", \RankedRun.run.configuration.channels, title: { "\($0) channels" })
    static let measure = Dimension("measure", \RankedRun.measure, title: \.title)
    static let activation = Dimension("activation", \RankedRun.run.configuration.activation, title: \.title)
    static var learningRate: Column<RankedRun> { .property("learningRate", \.run.configuration.learningRate) }

    // MARK: Figure and tables

    func report() throws -> Report<Self> {
        // What is reached at the end is there where the images are standardised.
        func reached(_ name: String, _ measure: Measure) -> Column<Run> { .number(name) { measure($0.elements[0]) } }
        let runs = Summaries(
            Self.firstLoss,
            by: [
                Dimension("pixels", \Run.configuration.pixels), Dimension("channels", \Run.configuration.channels),
                Dimension("learningRate", \Run.configuration.learningRate), Dimension("activation", \Run.configuration.activation),
                Dimension("seed", \Run.configuration.seed),
            ],
            columns: [
                reached("firstLoss", .firstLoss), reached("lastLoss", .lastLoss), reached("testLoss", .testLoss),
                reached("testAccuracy", .testAccuracy),
            ])
        let ranks = Summaries(
            Self.value, by: [Self.pixels, Self.channels, Self.measure, Dimension("rate", \RankedRun.rate), Self.activation],
            columns: [Self.learningRate, .count("seeds"), .estimate, .numbers(["rank", "rankLower", "rankUpper"], Self.rank)])
        let means = Summaries(
            Self.value, by: [Self.measure, Self.pixels, Self.channels, Self.activation], columns: [Self.learningRate, .estimate])
        return Report(sweeping: [Self.testLoss, Self.firstLoss]) {
            Part.data("runs", caption: "What all runs reach.", runs)
            Part.table(
                "ranks",
                caption:
                    "Activations in convolutional models of \(data.title), each at its best learning rate: means over seeds ± half of the 90 % interval, and mean ranks among all of the same seed. Each seed has another learned activation. The CSV file has all rates.",
                ranks.of(RankedRun.all), Self.rankTable)
            Part.figure(
                "activations",
                caption:
                    "Activations in convolutional models of \(data.title), each at its best learning rate: those learned on MNIST-1D, another one with each seed, the authors' fit of their own, and common ones. Training loss in the first epoch with pixels from 0 to 1 and standardised, in the last epoch, and test loss; means over seeds with 95 % intervals. An activation at the dashed line, the loss of guessing, has not begun to learn.",
                means.of { (runs: [Run]) in RankedRun.all(runs).filter { $0.rate == "best" && $0.measure != .testAccuracy } }, Self.figure)
            // The paper's sentences are about all of MNIST and CIFAR-10.
            if data != .subset { Part.claims(claims) }
        }
    }

    /// The mean rank and its interval, cut off at the first and the last rank.
    private static func rank(_ cell: Cell<RankedRun>) -> [Double?] {
        let summary = Summary(cell.elements.map(\.rank))
        let last = Double(cell.elements[0].contestants)
        return [summary.mean, summary.lower.map { max(1, $0) }, summary.upper.map { min(last, $0) }]
    }

    /// Above the first epoch, with pixels from 0 to 1 and standardised; below the end.
    private static func figure(_ rows: [Record]) -> Figure {
        let sizes = channels.fields(in: rows).map(channels.title(of:))
        func plot(_ title: String, _ measure: Measure, _ pixels: PixelScale, _ label: String) -> Plot {
            let shown = rows.filter { $0["measure"] == measure.rawValue && $0["pixels"] == pixels.rawValue }
            return Plot(title, x: .band(order: sizes), y: .log(label)) {
                Rule(y: guessing, label: "guessing", covered: false)
                Dot(
                    shown, x: { channels.title(of: $0) }, y: { $0.number("mean") }, series: { activation.title(of: $0) },
                    low: { $0.number("lower") ?? $0.number("mean") }, high: { $0.number("upper") ?? $0.number("mean") }, isDodged: true)
            }
        }
        return Figure(width: .double, height: 110, columns: 2, legend: .shared, series: activation.titlesInOrder) {
            plot("First epoch, pixels from 0 to 1", .firstLoss, .unit, "Mean training loss")
            plot("First epoch, pixels standardised", .firstLoss, .standardized, "Mean training loss")
            plot("Last epoch, pixels standardised", .lastLoss, .standardized, "Mean training loss")
            plot("End, pixels standardised", .testLoss, .standardized, "Test loss")
        }
    }

    /// The loss of ten equal probabilities, ln 10.
    private static let guessing = 2.302585092994046

    /// A row for each activation at its best rate, in each size of model and on each scale of pixels.
    private static func rankTable(_ rows: [Record]) -> PrintedTable {
        let best = rows.filter { $0["rate"] == "best" }
        let seeds = Int(rows.compactMap { $0.number("seeds") }.max() ?? 0)
        var table = PrintedTable(
            header: ["Pixels, channels, activation (\(seeds) \(seeds == 1 ? "seed" : "seeds"))"]
                + Measure.allCases.flatMap { [$0.title, "rank"] })
        for (scale, own) in best.grouped(by: { $0["pixels"] }) {
            for size in channels.fields(in: own) {
                for name in activation.fields(in: own) {
                    let found = own.filter { $0["channels"] == size && $0["activation"] == name }
                    let texts = Measure.allCases.flatMap { measure -> [String] in
                        guard let row = found.first(where: { $0["measure"] == measure.rawValue }) else { return ["–", "–"] }
                        return cells(row, decimals: measure == .testAccuracy ? 2 : 4)
                    }
                    table.append(["\(pixels.title(of: scale)), \(size), \(activation.title(of: name))"] + texts)
                }
            }
        }
        return table
    }

    private static func cells(_ row: Record, decimals: Int) -> [String] {
        let estimate = row.estimate().printed(over: Int(row.number("seeds") ?? 0))
        let margin = estimate.upper.map { " ± \(fixed($0 - estimate.mean, decimals: decimals))" } ?? ""
        let mean = "\(fixed(estimate.mean, decimals: decimals))\(margin) at \(row["learningRate"])"
        return [mean, fixed(row.number("rank") ?? .nan, decimals: 1)]
    }

    // MARK: Claims

    /// What the end of Section 4.4 says, on one set of images: ranks of the learned activations among the five common ones that the paper's
    /// text and figure begin with, each at its best rate, in the larger model with standardised pixels.
    private func claims(_ runs: [Run]) -> [Claim] {
        let common: [TransferredActivation] = [.relu, .elu, .swish, .tanh, .softplus]
        let channels = runs.map(\.configuration.channels).max()
        /// One rank for each seed.
        func ranks(_ activation: TransferredActivation, _ measure: Measure, _ pixels: PixelScale = .standardized) -> [Double] {
            let shown = runs.filter { run in
                let own = run.configuration
                return own.channels == channels && own.pixels == pixels && measure(run) != nil
                    && (own.activation == activation || common.contains(own.activation))
            }
            return RankedRun.best(shown, measure).filter { $0.run.configuration.activation == activation }
                .sorted { $0.run.configuration.seed < $1.run.configuration.seed }.map(\.rank)
        }
        let prefix = data == .full ? "transfer" : "transfer-\(data.rawValue)"
        func claim(
            _ id: String, _ tier: Claim.Tier, _ quote: String, _ statement: String, unit: String = "", paper: String, _ rule: Claim.Rule,
            because: String, decided: String = "2026-11-26", over: String = "seeds (initial weights)", _ values: [Double]
        ) -> Claim {
            Claim(
                "\(prefix)-\(id)", tier, at: "Section 4.4", quote: tier == .extension ? "" : quote,
                statement: "\(statement), \(data.title)", unit: unit, paper: paper, rule: rule, because: because,
                decided: decided, over: over, evidence: values.isEmpty ? .untested("no such runs") : .sample(values))
        }
        /// Of the learned activations.
        func learned(
            _ id: String, _ quote: String, _ statement: String, paper: String, _ rule: Claim.Rule, because: String, _ measure: Measure
        ) -> Claim {
            claim(
                // The words are about both sets of images; those of MNIST alone are counted.
                id, data == .full ? .primary : .derived, quote, statement, paper: paper, rule,
                because: "\(because); until 2026-11-30 one learned activation was judged, over initial weights", decided: "2026-11-30",
                over: "metalearnings (each with initial weights of its own)", ranks(.learned, measure))
        }
        let early = "especially good at producing low training loss early in optimization"
        let final = "When we rank nonlinearities by final test loss, though, it achieves middle-of-the-pack performance"
        let first = "among the first two of six is especially good; halfway to the third is the bound"
        let middle = "neither the first nor the last of six; halfway to them are the bounds"
        let scales = [PixelScale.unit, .standardized].map { ranks(.authorsFit, .firstLoss, $0) }
        return [
            learned(
                "early", early, "Rank of the learned activation by the mean training loss of the first epoch", paper: "especially good",
                .atMost(2.5), because: first, .firstLoss),
            learned(
                "final", final, "Rank of the learned activation by the final test loss", paper: "middle of the pack", .within(1.5...5.5),
                because: middle, .testLoss),
            claim(
                "fit-early", .extension, early, "Rank of the authors' fit by the mean training loss of the first epoch",
                paper: "especially good", .atMost(2.5), because: first, ranks(.authorsFit, .firstLoss)),
            claim(
                "fit-final", .extension, final, "Rank of the authors' fit by the final test loss", paper: "middle of the pack",
                .within(1.5...5.5), because: middle, ranks(.authorsFit, .testLoss)),
            claim(
                "preprocessing", .extension, early,
                "Rank of the authors' fit in the first epoch: with pixels from 0 to 1, minus with standardised ones", unit: "ranks",
                paper: "not mentioned", .greater(than: 0),
                because: "MNIST-1D is standardised, so the activation was learned for such inputs",
                zip(scales[0], scales[1]).map { $0 - $1 }),
        ]
    }

    // MARK: Parameters

    static let parameters =
        [
            RunParameter("activation", TransferredActivation.self, "The activation"),
            RunParameter("metalearning", .derived("--seeds"), "Seed of the metalearning whose function is learned"), .seed,
            RunParameter("channels", .whole(1...1000), "Channels of each convolution"),
            RunParameter("epochs", .whole(1...10_000), "Passes over the training images"),
            RunParameter("decayEpochs", .whole(1...10_000), "The learning rate falls to 0 over so many of them"), .batchSize, .learningRate,
            RunParameter("network.kernels.0", .whole(1...28), "Taps a side of the first convolution"),
            RunParameter("network.kernels.1", .whole(1...28), "Taps a side of the second convolution"),
            RunParameter("network.kernels.2", .whole(1...28), "Taps a side of the third convolution"),
            RunParameter("network.stride", .whole(1...28), "Positions between two outputs of a convolution"),
            RunParameter("network.padding", .whole(0...28), "Zeros around a convolution's input"),
            RunParameter("pixels", PixelScale.self, "Scale of the pixels of images"),
            RunParameter("data", .derived("--data"), "The images"),
        ]
}

extension ImageSelection {
    var title: String {
        switch self {
        case .subset: "a subset of MNIST"
        case .full: "MNIST"
        case .cifar10: "CIFAR-10"
        case .cifar10JPEG: "CIFAR-10 (JPEG copy)"
        }
    }
}

extension PixelScale {
    var title: String { self == .unit ? "0 to 1" : "standardised" }
}
