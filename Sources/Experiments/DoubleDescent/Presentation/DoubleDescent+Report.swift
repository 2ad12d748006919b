import Artifact
import NeuralNetworks
import Plotting
import Statistics

typealias DescentRun = DoubleDescent.Run

extension DoubleDescent {
    // MARK: What tells runs apart, and what they find

    static let sweep = Dimension("sweep", \Run.configuration.sweep)
    static let network = Dimension("network", \Run.configuration.network, title: \.title)
    static let loss = Dimension("loss", \Run.configuration.recipe.loss, title: \.abbreviation)
    static let optimizer = Dimension("optimizer", \Run.configuration.recipe.rule.label)
    static let isShuffled = Dimension("isShuffled", \Run.configuration.recipe.isShuffled)
    static let weightDecay = Dimension("weightDecay", \Run.configuration.recipe.details.weightDecay)
    static let examples = Dimension("examples", \Run.configuration.task.examples)
    static let outputs = Dimension("outputs", \Run.configuration.task.outputs)
    static let labelNoise = Dimension("labelNoise", \Run.configuration.task.labelNoise)
    static let steps = Dimension("steps", \Run.configuration.recipe.steps)
    static let seed = Dimension("seed", \Run.configuration.seed)
    static let width = Dimension("width", \Run.configuration.width)
    static let size = Dimension("parameters", \Run.configuration.parameterCount)

    static let trainLoss = Metric("trainLoss", "Training loss", along: .steps, \Run.outcome, x: \.step, y: \.trainLoss)
    static let trainAccuracy = Metric("trainAccuracy", "Training accuracy (%)", along: .steps, \Run.outcome, x: \.step, y: \.trainAccuracy)
    static let testLoss = Metric("testLoss", "Test loss", along: .steps, \Run.outcome, x: \.step, y: \.testLoss)
    static let testAccuracy = Metric("testAccuracy", "Test accuracy (%)", along: .steps, \Run.outcome, x: \.step, y: \.testAccuracy)
    /// Logged losses, each of one batch before its update, over the last steps.
    static let batchLosses = ModelEvaluation.windows.enumerated().map { index, window in
        Metric<Run>("batchLoss\(window)", "Loss of \(window) batches", along: .steps, \.outcome, x: \.step) {
            $0.batchLosses?[index] ?? .nan
        }
    }

    // MARK: Figures and tables

    func report() throws -> Report<Self> {
        func of(_ sweep: Sweep) -> ([Run]) -> [Run] { { $0.filter { $0.configuration.sweep == sweep } } }
        // Runs that may stand beside the authors' Figure 4, whose length of training is not known.
        let isPapers = try papers(ignoring: ["recipe.evaluations"])
        let authors = try Authors(
            figure4: publishedRecords("double-descent-figure4.csv", numbers: ["parameters", "trainLoss", "testLoss"]),
            secondRun: publishedRecords("double-descent-second-run.csv", numbers: ["parameters", "testLoss"]))
        // They are compared with the authors' curves, or not at all.
        func isCompared(_ sweep: Sweep) throws -> Bool { try chosenSweeps.contains(sweep) && planned(sweep).allSatisfy(isPapers) }
        let hasFine = try isCompared(.fineProtocols)
        return try Report {
            Part.data(
                "runs", caption: "Losses and accuracies of all runs, at every evaluation.",
                Listing(
                    [Self.trainLoss, Self.trainAccuracy, Self.testLoss, Self.testAccuracy],
                    by: [
                        Self.sweep, Self.network, Self.loss, Self.optimizer, Self.examples, Self.outputs, Self.labelNoise, Self.seed,
                        Self.width, Self.size,
                    ]
                ).of { $0.filter { $0.configuration.sweep != .fineProtocols } })
            if chosenSweeps.contains(.figure4) { try figure4Parts(of(.figure4), isPapers, authors) }
            if try isCompared(.protocols) {
                Part.table(
                    "protocols",
                    caption:
                        "Protocols tried for Figure 4: mean absolute difference of the training loss from the authors' curve, on some of the widths. A star marks the one of Figure 4's CNN; the MLP's is of the finer search.",
                    rows: { ProtocolRow.rows(of(.protocols)($0), authors) }, table: ProtocolRow.table)
            }
            if hasFine { fineParts(of(.fineProtocols), authors) }
            if chosenSweeps.contains(.thresholds) { try thresholdParts(of(.thresholds)) }
            if chosenSweeps.contains(.lengths) {
                try lengthParts { Self.withUsualLength(of(.lengths)($0), among: of(.thresholds)($0)) }
            }
            if chosenSweeps.contains(.labelNoise) { try labelNoiseParts(of(.labelNoise)) }
            if chosenSweeps.contains(.notebook) { try notebookParts(of(.notebook)) }
            Part.claims { runs in
                DescentClaims(
                    thresholds: of(.thresholds)(runs), figure4: of(.figure4)(runs), fine: hasFine ? of(.fineProtocols)(runs) : [], authors
                ).all
            }
        }
    }

    /// The planned runs of a sweep.
    private func planned(_ sweep: Sweep) throws -> [Configuration] { try plannedConfigurations().filter { $0.sweep == sweep } }

    /// Label noise in words: `clean labels`, `15 % label noise`.
    static func words(_ labelNoise: Double) -> String {
        let percent = 100 * labelNoise
        return labelNoise == 0
            ? "clean labels" : "\(fixed(percent, decimals: (percent - percent.rounded()).magnitude < 1e-6 ? 0 : 1)) % label noise"
    }

    // MARK: Figure 4

    @ReportBuilder<Run> private func figure4Parts(
        _ runs: @escaping ([Run]) -> [Run], _ papers: @escaping (Configuration) -> Bool, _ authors: Authors
    ) throws -> [Part<Run>] {
        let all = try planned(.figure4)
        let (isPapers, task) = (all.allSatisfy(papers), all[0].task)
        let losses = Summaries(
            Metric<PartOfRun>("loss", "Loss", \.loss),
            by: [
                Dimension("model", \PartOfRun.run.configuration.network.title),
                Dimension("parameters", \PartOfRun.run.configuration.parameterCount),
                Dimension("part", \PartOfRun.part),
            ],
            columns: [
                .count("seeds"), .estimate,
                .number("published") { cell in
                    let (configuration, part) = (cell.elements[0].run.configuration, cell.elements[0].part)
                    guard papers(configuration) else { return nil }
                    let point = authors.point(configuration.network, parameters: configuration.parameterCount)
                    return part == .train ? point?.trainLoss : point?.testLoss
                },
            ])
        Part.figure(
            "figure4",
            caption:
                "Negative log likelihood of wider and wider models on n = \(task.examples) training examples with \(Self.words(task.labelNoise)) (solid: \(task.source.testCount) test examples, dashed: training examples). Means over seeds; ribbons are 95 % intervals, and end at 0, below which no loss is.\(isPapers ? " Faint: the authors' Figure 4, whose protocol is not published." : "")",
            losses.of { all in LossPart.allCases.flatMap { part in runs(all).map { PartOfRun(run: $0, part: part) } } }
        ) { Self.figure4($0, examples: task.examples) }
        if isPapers {
            Part.data(
                "second-run", caption: "Test losses of the MLP in another run of the authors' Figure 4.",
                rows: { _ in authors.secondRun.sorted { $0.key < $1.key }.map { SecondRunRow(parameters: $0.key, published: $0.value) } })
        }
        Part.table(
            "figure4-features",
            caption:
                "Features of \(isPapers ? "Figure 4's mean curves, ours and the authors', by the same definitions" : "the mean curves"), with 90 % intervals over all draws of the seeds. No peak is resolved where the interval of its position is wider than a factor of 1.5 to either side.",
            rows: { FeatureRow.rows(runs($0), isPapers ? authors : nil) }, table: FeatureRow.table)
    }

    private struct SecondRunRow: Codable { var parameters: Int, published: Double }

    /// The authors' one panel, on their axes.
    ///
    /// - Parameter examples: n.
    private static func figure4(_ rows: [Record], examples: Int) -> Figure {
        let models = ["MLP", "CNN"]
        var styles: [String: SeriesStyle] = [:]
        for model in models {
            var style = NamedStyles.style(model)!
            style.dash = []
            styles["\(model) test"] = style
            style.dash = [4, 1.5]
            styles["\(model) train"] = style
        }
        let isPublished = rows.contains { $0.number("published") != nil }
        func shown(_ part: LossPart) -> [Record] { rows.filter { $0["part"] == part.rawValue } }
        func series(_ row: Record) -> String { "\(row["model"]) \(row["part"])" }
        func x(_ row: Record) -> Double? { row.number("parameters") }
        return Figure(width: .single, height: 70, series: models.flatMap { ["\($0) test", "\($0) train"] }, seriesStyles: styles) {
            Plot(
                x: .linear(
                    "Number of parameters", domain: isPublished ? 0...30000 : nil, ticks: isPublished ? [0, 10000, 20000, 30000] : nil),
                y: .linear("NLL loss", domain: isPublished ? 0...2.5 : nil, ticks: isPublished ? [0, 0.5, 1, 1.5, 2, 2.5] : nil),
                legend: .inside
            ) {
                if isPublished {
                    for part in LossPart.allCases {
                        Line(
                            shown(part), x: x, y: { $0.number("published") }, series: series, markers: part == .test, style: .published)
                    }
                }
                Rule(x: Double(examples), label: "interpolation threshold, n")
                Band(rows, x: x, low: { $0.number("lower") }, high: { $0.number("upper") }, series: series)
                for part in LossPart.allCases { Line(shown(part), x: x, y: { $0.number("mean") }, series: series, markers: part == .test) }
            }
        }
    }

    @ReportBuilder<Run> private func fineParts(_ runs: @escaping ([Run]) -> [Run], _ authors: Authors) -> [Part<Run>] {
        Part.data(
            "fine-runs", caption: "Losses of all runs of the finer search, at every evaluation.",
            Listing(
                [Self.trainLoss] + Self.batchLosses + [Self.testLoss],
                by: [Self.optimizer, Self.isShuffled, Self.weightDecay, Self.seed, Self.size]
            ).of(runs))
        Part.table(
            "fine-protocols",
            caption:
                "A finer search for the protocol of Figure 4's MLP, all widths: mean differences, without sign, from the authors' training curve (of the whole set, and as logged: the mean loss of single batches over the last 1000 steps) and from the test curves of both of their runs, in nats; the mean training loss beyond n parameters, for which theirs is \(fixed(authors.floor, decimals: 3)); and the peak of the mean test curve with its 90 % interval over all draws of the seeds, theirs at \(authors.peak). Two stars mark the nearest by training losses, one what is as near within the noise of seeds; else the nearest number of steps. No test loss plays a part in the choice.",
            rows: { FineProtocolRow.rows(runs($0), authors) }, table: FineProtocolRow.table)
    }

    // MARK: Thresholds and peaks of small models

    @ReportBuilder<Run> private func thresholdParts(_ runs: @escaping ([Run]) -> [Run]) throws -> [Part<Run>] {
        let labels = Self.words(try planned(.thresholds)[0].task.labelNoise)
        let written = WrittenRows<PositionRow>()
        let positions: ([Run]) -> [PositionRow] = { PositionRow.rows(runs($0)) }
        Part.data(
            "positions", caption: "Interpolation threshold and test peak of each seed's curve, in parameters.", rows: positions,
            keptIn: written)
        Part.figure(
            "thresholds",
            caption:
                "Where the training set is first fitted (a to d) and where the test loss is highest (e to h), in parameters per example, for n examples and K outputs. Geometric means over seeds; bars are 95 % intervals, widened by the grid of widths. Dashed: the paper's n (NLL) and n K (MSE).",
            Landmarks.means().of(positions), Landmarks.figure)
        Part.table(
            "landmarks",
            caption:
                "Interpolation threshold and test peak, in parameters, beside where the paper places them; \(labels). Height: the test loss at the peak divided by the higher of the two minima beside it.",
            Landmarks.means().of(positions)
        ) { _ in Landmarks.table(try Landmarks.means(level: Judgement.level).records(written.rows), percent: 90) }
        Part.table(
            "exponents", caption: "Exponents of n and K in the positions of threshold and peak, fitted seed by seed.",
            Exponent.fits.of { Exponent.of(positions($0)) }, Exponent.table)
        Part.figure(
            "threshold-curves",
            caption:
                "Test loss against parameters per training example, \(labels). Geometric means over seeds with their 95 % intervals. A panel whose title names n has curves of that n alone.",
            LossCurves.means.of(runs), LossCurves.figure)
    }

    @ReportBuilder<Run> private func lengthParts(_ runs: @escaping ([Run]) -> [Run]) throws -> [Part<Run>] {
        let task = try planned(.lengths)[0].task
        Part.figure(
            "lengths",
            caption:
                "Interpolation threshold and test peak after trainings of different lengths (MLP, n = \(task.examples), K = \(task.outputs), \(Self.words(task.labelNoise))). Bars are 95 % intervals, widened by the grid of widths.",
            Landmarks.means().of { PositionRow.rows(runs($0)) }, Landmarks.lengthFigure)
        Part.figure(
            "length-curves",
            caption:
                "The test losses behind the figure of lengths. Geometric means over seeds with their 95 % intervals. Widths end at about three times the claimed number of parameters: a curve that is highest near that end may have its peak beyond it.",
            LossCurves.means.of(runs), LossCurves.lengthFigure)
    }

    /// The lengths' runs and those of the thresholds with the same tasks, shorter trainings first.
    private static func withUsualLength(_ lengths: [Run], among thresholds: [Run]) -> [Run] {
        let usual = thresholds.filter { run in
            lengths.contains {
                $0.configuration.network == run.configuration.network && $0.configuration.recipe.loss == run.configuration.recipe.loss
                    && $0.configuration.task == run.configuration.task
            }
        }
        let all = lengths + usual
        let steps = Set(all.map(\.configuration.recipe.steps)).sorted()
        return steps.flatMap { steps in all.filter { $0.configuration.recipe.steps == steps } }
    }

    @ReportBuilder<Run> private func labelNoiseParts(_ runs: @escaping ([Run]) -> [Run]) throws -> [Part<Run>] {
        let task = try planned(.labelNoise)[0].task
        let words = "\(Self.words(task.labelNoise)), n = \(task.examples)"
        Part.figure(
            "label-noise",
            caption:
                "An extension: \(words). Test loss (geometric mean over seeds with its 95 % interval) and training loss against the number of parameters. Dashed: n and n K.",
            LossCurves.means.of(runs), LossCurves.lossesFigure)
        Part.table(
            "label-noise-landmarks", caption: "An extension: interpolation threshold and test peak with \(words).",
            Landmarks.means().of { PositionRow.rows(runs($0)) }
        ) { Landmarks.table($0, percent: 95) }
    }

    // MARK: The authors' later notebook

    @ReportBuilder<Run> private func notebookParts(_ runs: @escaping ([Run]) -> [Run]) throws -> [Part<Run>] {
        let (papers, all) = (try papers(options: ["--sweeps", "notebook"]), try planned(.notebook))
        let isPapers = all.allSatisfy(papers)
        let hasSeeds = Set(all.map(\.seed)).count > 1
        let published = Published<Run>(
            "\(options.package)/Data/published/double-descent-notebook.csv", "error", isShown: isPapers, holds: { papers($0.configuration) }
        )
        let rows = Summaries(
            Self.testAccuracy.last, by: [Self.labelNoise, Self.network, Self.width],
            columns: [
                .property("parameters", \.configuration.parameterCount), .count("seeds"), Self.errors("testError", \.testAccuracy),
                Self.errors("trainError", \.trainAccuracy), .published(published, at: ["part": "test"], as: "publishedTestError"),
                .published(published, at: ["part": "train"], as: "publishedTrainError"),
            ])
        Part.figure(
            "notebook",
            caption:
                "Double descent in the protocol of the authors' later notebook (n = \(all[0].task.examples)): classification error against width\(isPapers ? ", ours and what the notebook prints" : "").\(hasSeeds ? " Ribbons reach from the lowest to the highest seed." : " One run for each width, as there.")",
            rows.of(runs), Self.notebookFigure)
        if isPapers {
            Part.table(
                "notebook-differences", caption: "Our classification errors minus those that the notebook prints, over all its widths.",
                rows: { DifferenceRow.rows(try rows.records(runs($0))) }, table: DifferenceRow.table)
        }
    }

    private static func errors(_ name: String, _ accuracy: @escaping (ModelEvaluation) -> Double) -> Column<Run> {
        .numbers([name, "\(name)Lower", "\(name)Upper"]) { cell in
            let errors = cell.elements.map { 100 - accuracy($0.outcome.last!) }
            return [Summary(errors).mean, errors.min(), errors.max()]
        }
    }

    static func notebookTitle(_ row: Record) -> String { "\(network.title(of: row)), \(words(row.number("labelNoise")!))" }

    /// A panel for each model and kind of labels: our curves, and the authors' as dots.
    private static func notebookFigure(_ rows: [Record]) -> Figure {
        let panels = rows.grouped(by: notebookTitle)
        return Figure(width: .double, height: 62, columns: panels.count, sharing: .y, legend: .shared) {
            for (title, shown) in panels {
                let isConvolutional = shown[0]["network"] == Network.convolutional.rawValue
                let x: (Record) -> Double? = { $0.number("width") }
                Plot(
                    title, x: .log(isConvolutional ? "Channels" : "Hidden units per layer"),
                    y: .linear("Classification error (%)", domain: 0...100)
                ) {
                    if shown.contains(where: { $0.number("publishedTestError") != nil }) {
                        for (part, name) in [("train", "Train"), ("test", "Test")] {
                            Dot(shown, x: x, y: { $0.number("published\(name)Error") }, series: { _ in part }, style: .published)
                        }
                    }
                    for part in ["train", "test"] where shown.contains(where: { $0.number("seeds")! > 1 }) {
                        Band(
                            shown, x: x, low: { $0.number("\(part)ErrorLower") }, high: { $0.number("\(part)ErrorUpper") },
                            series: { _ in part })
                    }
                    for part in ["train", "test"] { Line(shown, x: x, y: { $0.number("\(part)Error") }, series: { _ in part }) }
                }
            }
        }
    }
}

/// Which examples a loss is of.
enum LossPart: String, Codable, CaseIterable { case train, test }

/// A run's loss on a part of the data.
struct PartOfRun {
    let run: DescentRun
    let part: LossPart

    var loss: Double { part == .train ? run.outcome.last!.trainLoss : run.outcome.last!.testLoss }
}

extension Network {
    /// The name as the paper has it.
    var title: String { self == .convolutional ? "CNN" : "MLP" }
}

extension Loss {
    var title: String { self == .negativeLogLikelihood ? "negative log likelihood" : "mean squared error" }
    var abbreviation: String { self == .negativeLogLikelihood ? "NLL" : "MSE" }
}
