import Artifact
import Datasets
import Plotting
import Training

/// Figure 5: gradient descent on the learning rate of gradient descent.
///
/// The paper's claim: from a rate far too high (1.5) and one far too low (0.15), exact meta gradients through all
/// 200 steps of training lead to the same rate, about 0.62. Running time: two seconds.
@main
struct MetalearnLearningRate: Experiment {
    static let name = "metalearn-learning-rate"
    static let summary = "Learn a learning rate by differentiating through training (Figure 5)."
    static let details = """
        The paper's claim: from 1.5 and from 0.15, 50 steps of gradient descent on the mean training loss lead to \
        a learning rate of about 0.62. Both trials are repeated with other initial weights; the figure shows seed 0, the \
        authors'. Takes two seconds.

        Example: metalearn-learning-rate --seeds 0 --from 3 0.01
        """
    static let version = 1

    @OptionGroup var options: ExperimentOptions

    @Option(
        parsing: .upToNextOption, help: "The learning rates to begin from. (default: 1.5 and 0.15)")
    var from: [Double] = []

    func validate() throws {
        for seed in options.seeds where UInt32(exactly: seed) == nil {
            throw ValidationError("--seeds \(seed): expected numbers from 0 to \(UInt32.max)")
        }
        for rate in from where !(rate > 0 && rate.isFinite) || from.count(where: { $0 == rate }) > 1 {
            throw ValidationError("--from \(rate): expected finite numbers above 0, each once")
        }
    }

    struct Configuration: Codable, Sendable {
        var seed: Int
        var initialRate: Double
        var outerSteps: Int
        var innerSteps: Int
    }

    struct Outcome: Codable, Sendable {
        var steps: [LearningRateMetalearning.OuterStep]
        /// Inner losses of the first and of the last outer step.
        var firstLosses: [Float]
        var lastLosses: [Float]
    }

    func configurations() -> [Configuration] {
        let isQuick = options.scale == .quick
        return options.seeds(default: isQuick ? [0] : [0, 1, 2, 3, 4]).flatMap { seed in
            (from.isEmpty ? [1.5, 0.15] : from).map {
                Configuration(
                    seed: seed, initialRate: $0, outerSteps: isQuick ? 10 : 50, innerSteps: isQuick ? 50 : 200)
            }
        }
    }

    static func label(of configuration: Configuration) -> String {
        "from\(configuration.initialRate)-seed\(configuration.seed)"
    }

    func dataHashes() throws -> [String: String] {
        try DataHash.float32(of: [MNIST1DConfiguration()], name: \.trainingSignals) {
            try MNIST1DDataset($0).dataset.train.features
        }
    }

    static func run(_ configuration: Configuration, context: RunContext) throws -> Outcome {
        let data = try MNIST1DDataset(MNIST1DConfiguration()).dataset
        let metalearning = try LearningRateMetalearning(
            startingFrom: Float(configuration.initialRate), examples: data.train,
            seed: UInt64(configuration.seed), steps: configuration.innerSteps)
        var outcome = Outcome(steps: [], firstLosses: [], lastLosses: [])
        for step in 0..<configuration.outerSteps {
            outcome.steps.append(metalearning.step())
            if step == 0 { outcome.firstLosses = metalearning.innerLosses }
            context.report(fraction: Double(step + 1) / Double(configuration.outerSteps))
        }
        outcome.lastLosses = metalearning.innerLosses
        return outcome
    }

    /// A point of one of the three panels.
    struct Row: Codable {
        var panel: String
        var seed: Int
        var initialRate: Double
        /// Before the update of this step.
        var outerStep: Int
        /// Middle of the ten inner steps that are averaged; none in the panels over outer steps.
        var innerStep: Double?
        var value: Double
    }

    struct FinalRow: Codable {
        var seed: Int
        var initialRate: Double
        var finalRate: Double
        var finalMeanLoss: Double
        var finalGradient: Double
    }

    private static let averagedSteps = 10

    func render(_ runs: [FinishedRun<Configuration, Outcome>], into figures: FigureFolder) throws {
        let rows = runs.flatMap { Self.rows($0.configuration, $0.outcome) }
        let shown = runs[0].configuration.seed
        try figures.draw("figure5-learning-rate", rows: rows) { rows in Self.figure(rows.filter { $0.seed == shown }) }
        let final = runs.map { run in
            let last = run.outcome.steps.last!
            return FinalRow(
                seed: run.configuration.seed, initialRate: run.configuration.initialRate,
                finalRate: Double(last.rate), finalMeanLoss: last.meanLoss, finalGradient: Double(last.gradient))
        }
        try figures.tabulate("learning-rate-final", rows: final) { rows in
            var table = PrintedTable(header: ["start", "seed", "learned rate", "mean training loss", "meta gradient"])
            for row in rows {
                table.append([
                    "\(row.initialRate)", "\(row.seed)", fixed(row.finalRate, decimals: 3),
                    fixed(row.finalMeanLoss, decimals: 4), fixed(row.finalGradient, decimals: 4),
                ])
            }
            return table
        }
    }

    private static func rows(_ configuration: Configuration, _ outcome: Outcome) -> [Row] {
        func row(_ panel: String, _ outerStep: Int, _ innerStep: Double?, _ value: Double) -> Row {
            Row(
                panel: panel, seed: configuration.seed, initialRate: configuration.initialRate,
                outerStep: outerStep, innerStep: innerStep, value: value)
        }
        let objective = outcome.steps.enumerated().map { row("objective", $0, nil, $1.meanLoss) }
        let rates = [configuration.initialRate] + outcome.steps.map { Double($0.rate) }
        let curves = [(0, outcome.firstLosses), (outcome.steps.count - 1, outcome.lastLosses)]
        return objective + rates.enumerated().map { row("rate", $0, nil, $1) }
            + curves.flatMap { outerStep, losses in
                stride(from: 0, to: losses.count, by: averagedSteps).map { start in
                    let part = losses[start..<min(start + averagedSteps, losses.count)]
                    let mean = part.reduce(0) { $0 + Double($1) } / Double(part.count)
                    return row("training", outerStep, Double(start) + Double(part.count - 1) / 2, mean)
                }
            }
    }

    private static func figure(_ rows: [Row]) -> Figure {
        func panel(_ name: String) -> [Row] { rows.filter { $0.panel == name } }
        func start(_ row: Row) -> String { "from \(row.initialRate)" }
        let last = panel("objective").map(\.outerStep).max() ?? 0
        let training = panel("training")
        let target = panel("rate").last?.value ?? 0
        return Figure(width: .double, height: 56) {
            Plot(x: .linear("Outer step"), y: .linear("Mean training loss"), legend: .inside) {
                Line(panel("objective"), x: \.outerStep, y: \.value, series: start)
            }
            Plot(
                x: .linear("Outer step"), y: .linear("Learning rate", includesZero: true), legend: .none
            ) {
                Rule(y: target, label: fixed(target, decimals: 2))
                Line(panel("rate"), x: \.outerStep, y: \.value, series: start)
            }
            Plot(x: .linear("Training step"), y: .linear("Training loss"), legend: .inside) {
                Line(
                    training.filter { $0.outerStep == 0 }, x: { $0.innerStep ?? 0 }, y: \.value,
                    series: { "rate \($0.initialRate)" })
                // The learned rates are so close that one curve hides the other.
                Line(
                    training.filter { $0.outerStep == last && $0.initialRate == training[0].initialRate },
                    x: { $0.innerStep ?? 0 }, y: \.value, series: { _ in "rate \(fixed(target, decimals: 2)), learned" })
            }
        }
    }
}
