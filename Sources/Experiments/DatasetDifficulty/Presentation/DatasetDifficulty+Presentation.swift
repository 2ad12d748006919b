import Artifact
import NeuralNetworks
import Plotting
import Statistics
import Training

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

    // MARK: What tells runs apart, and what they find

    static let model = Dimension("model", \Run.configuration.model)
    static let variedKnob = Dimension("knob", \Run.configuration.variation?.knob)
    static let variedValue = Dimension("value", \Run.configuration.variation?.value)
    static let seed = Dimension("seed", \Run.configuration.seed)
    static let trainAccuracy = Metric("trainAccuracy", "Training accuracy, end (%)", \Run.outcome.trainAccuracy)
    static let testAccuracy = Metric("testAccuracy", "Test accuracy, end (%)", \Run.outcome.testAccuracy)

    // MARK: Figures and tables

    func report() throws -> Report<Self> {
        let all = try plannedConfigurations()
        let (seeds, steps) = (Set(all.map(\.seed)).count, all[0].steps)
        let means = Summaries(
            Varied.accuracy, by: [Varied.knob, Varied.value, Varied.isUsual, Varied.model],
            columns: [.count("seeds"), .estimate, .mean("trainMean", of: \.run.outcome.trainAccuracy)]
        ).of(Varied.all)
        let spreads = Summaries(
            Varied.spread, by: [Varied.knob, Varied.value, Varied.isUsual],
            columns: [
                .count("seeds"), .numbers(["spread", "lower", "upper"]) { [$0.summary.mean, $0.summary.lower, $0.summary.upper] },
                .numbers(["gain", "gainLower", "gainUpper"], Self.gain),
            ]
        ).of(Varied.all)
        return Report(sweeping: [Self.testAccuracy]) {
            Part.data(
                "runs", caption: "Accuracies of all runs.",
                Listing([Self.trainAccuracy, Self.testAccuracy], by: [Self.model, Self.variedKnob, Self.variedValue, Self.seed]))
            Part.figure(
                "difficulty",
                caption:
                    "Test accuracy of four classifiers after \(steps) steps while one parameter of the dataset varies and the others stay as they are. Means over \(seeds) datasets and initializations with 95 % intervals. Dashed: the usual value.",
                means, Self.difficulty)
            // Spreads need all models.
            if Set(all.map(\.model)).count == SignalClassifier.allCases.count {
                Part.figure(
                    "spread",
                    caption:
                        "How far each parameter keeps the models apart: mean test accuracy of CNN and GRU minus that of MLP and logistic regression, over \(seeds) seeds with 95 % intervals. Dashed: the usual value.",
                    spreads, Self.spread)
                Part.table(
                    "separation",
                    caption:
                        "Which parameter separates the models most: for each the value with the largest and with the smallest spread between CNN and GRU on the one side and MLP and logistic regression on the other, with 90 % intervals over \(seeds) seeds; gains over the usual value are taken within seeds.",
                    spreads, Self.separation)
                Part.claims(claims)
            }
        }
    }

    /// A spread less that of the usual value, seed by seed; the usual value's own has no interval.
    private static func gain(_ cell: Cell<Varied>) -> [Double?] {
        let gain = Summary(zip(cell.replicates, cell.values).map { $1 - $0.usualSpread })
        return cell.replicates[0].isUsual ? [gain.mean, nil, nil] : [gain.mean, gain.lower, gain.upper]
    }

    // MARK: Panels, one for each parameter

    private static func knobs(_ rows: [Record]) -> [Knob] { Varied.knob.fields(in: rows).compactMap { Knob(rawValue: $0) } }

    private static func axis(_ knob: Knob, _ rows: [Record]) -> Axis {
        let ticks = Set(rows.compactMap { $0.number("value") }).sorted()
        return knob.isLogarithmic ? .log(knob.axis, ticks: [ticks[0], ticks[ticks.count / 2], ticks.last!]) : .linear(knob.axis)
    }

    private static func usual(_ rows: [Record]) -> Double? { rows.first { $0["isUsual"] == "true" }?.number("value") }

    /// Panels in rows of four, and the height for a first row and for each.
    private static func layout(_ knobs: [Knob], first: Int, each: Int) -> (columns: Int, height: Double) {
        let columns = min(4, knobs.count)
        return (columns, Double(first + each * ((knobs.count + columns - 1) / columns)))
    }

    /// A line for each model; the paper's value is marked.
    private static func difficulty(_ rows: [Record]) -> Figure {
        let knobs = knobs(rows)
        let (columns, height) = layout(knobs, first: 14, each: 46)
        return Figure(
            width: .double, height: height, columns: columns, sharing: .y, legend: .shared, series: Varied.model.titlesInOrder
        ) {
            for knob in knobs {
                let shown = rows.filter { $0["knob"] == knob.rawValue }
                Plot(knob.title, x: axis(knob, shown), y: .linear("Test accuracy (%)", domain: 0...100)) {
                    Rule(x: usual(shown))
                    Band(
                        shown, x: { $0.number("value") }, low: { $0.number("lower") }, high: { $0.number("upper") },
                        series: Varied.model.title(of:))
                    Line(shown, x: { $0.number("value") }, y: { $0.number("mean") }, series: Varied.model.title(of:), markers: true)
                }
            }
        }
    }

    private static func spread(_ rows: [Record]) -> Figure {
        let knobs = knobs(rows)
        let (columns, height) = layout(knobs, first: 10, each: 42)
        // A run that diverged has no number, and no place on an axis.
        func ends(_ column: String) -> [Double] { rows.compactMap { $0.number(column) ?? $0.number("spread") }.filter(\.isFinite) }
        // A tick below zero for a spread just below would leave a fifth of each panel empty.
        let (low, high) = (ends("lower").min() ?? 0, ends("upper").max() ?? 1)
        let room = 0.05 * max(high - min(low, 0), 1)
        return Figure(width: .double, height: height, columns: columns, sharing: .y, legend: .none) {
            for knob in knobs {
                let shown = rows.filter { $0["knob"] == knob.rawValue }
                Plot(knob.title, x: axis(knob, shown), y: .linear(Varied.spread.title, domain: (min(low, 0) - room)...(high + room))) {
                    Rule(x: usual(shown))
                    Rule(y: 0)
                    Band(shown, x: { $0.number("value") }, low: { $0.number("lower") }, high: { $0.number("upper") })
                    Line(shown, x: { $0.number("value") }, y: { $0.number("spread") }, markers: true)
                }
            }
        }
    }

    /// A line for each parameter, the one that separates the models most first: its best and its worst value.
    private static func separation(_ rows: [Record]) -> PrintedTable {
        var table = PrintedTable(
            header: ["Parameter (paper's value)", "most at", "spread (points)", "above the paper's", "least at", "spread (points)"])
        func spread(_ row: Record) -> Double { row.number("spread")! }
        func value(_ value: Double?) -> String { value.map { $0 == $0.rounded() ? fixed($0, decimals: 0) : "\($0)" } ?? "–" }
        func interval(_ row: Record) -> String {
            Estimate(spread(row), lower: row.number("lower"), upper: row.number("upper")).printed(over: Int(row.number("seeds") ?? 0))
                .text(decimals: 1)
        }
        let lines = knobs(rows).map { knob in
            let own = rows.filter { $0["knob"] == knob.rawValue }
            return (knob: knob, own: own, best: own.max { spread($0) < spread($1) }!, worst: own.min { spread($0) < spread($1) }!)
        }
        for line in lines.sorted(by: { (spread($1.best), $0.knob.rawValue) < (spread($0.best), $1.knob.rawValue) }) {
            table.append([
                "\(line.knob.title) (\(value(usual(line.own))))", value(line.best.number("value")), interval(line.best),
                line.best["isUsual"] == "true" ? "–" : line.best.printedEstimate("gain", over: "seeds", decimals: 1), value(line.worst.number("value")),
                interval(line.worst),
            ])
        }
        return table
    }

    // MARK: Claims

    /// What it means that difficulty varies with background noise, translation and resolution, judged seed by seed. Ours: the paper has no
    /// such numbers.
    private func claims(_ runs: [Run]) throws -> [Claim] {
        let cnn = try Varied.all(runs.filter { $0.configuration.model == .cnn })
        func claim(_ id: String, _ statement: String, _ rule: Claim.Rule, _ knob: Knob) throws -> Claim {
            let own = cnn.filter { $0.knob == knob }
            let ends = (own.first?.value ?? 0, own.last?.value ?? 0)
            // The CNN's test accuracy with the least value less that with the most.
            let difference = Varied.accuracy.contrast(id, statement, across: Varied.value, within: Varied.seed) {
                try $0[ends.0] - $0[ends.1]
            }
            return Claim(
                "difficulty-\(id)", .extension, at: "Section 1",
                quote: "researchers can smoothly vary parameters such as background noise, translation, and resolution",
                statement: statement, unit: "points", paper: "varies",
                rule: rule, because: "a direction without a size", decided: "2026-11-26", over: "seeds (dataset, initial weights)",
                evidence: try difference.evidence(own, untested: "this parameter was not varied"))
        }
        return [
            try claim(
                "noise", "CNN: test accuracy without correlated noise above that with four times the usual noise", .greater(than: 0),
                .correlatedNoise),
            try claim(
                "translation", "CNN: test accuracy without translation above that with translation over the whole signal",
                .greater(than: 0), .translation),
            try claim("resolution", "CNN: test accuracy with 10 points below that with 120 points", .less(than: 0), .length),
        ]
    }

    // MARK: Parameters and results

    /// Signals of another length make other models.
    static func training(of configuration: Configuration) -> (row: String, steps: Int)? {
        configuration.source.length == 40 ? (configuration.model.sizedName, configuration.steps) : nil
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
}
