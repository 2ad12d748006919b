import Artifact
import Datasets
import NeuralNetworks
import Plotting
import RandomGenerators
import Statistics
import Training

/// A whole new study in one file: how wide must a fully connected network be for MNIST-1D?
@main
struct WidthStudy: Experiment {
    static let name = "width-study"
    static let summary = "Train fully connected networks of several widths on MNIST-1D."
    static let details = "An example of a study of your own. Half a minute at paper scale, a second at quick scale."

    @OptionGroup var options: ExperimentOptions
    @Option(parsing: .upToNextOption, help: "Hidden units per layer. (default: 5 20 100 500, at quick scale 5 20)")
    var hidden: [Int] = []
    func validate() throws { try Checks.range("hidden", hidden, 1...10_000) }

    struct Configuration: Codable, Sendable { var hidden: Int, seed: Int, steps: Int }

    func configurations() -> [Configuration] {
        let (widths, seeds, steps) = options.scale == .quick ? ([5, 20], [0, 1], 100) : ([5, 20, 100, 500], [0, 1, 2], 2000)
        return (hidden.isEmpty ? widths : hidden).flatMap { width in
            options.seeds(default: seeds).map { Configuration(hidden: width, seed: $0, steps: steps) }
        }
    }

    static func label(of run: Configuration) -> String { "hidden\(run.hidden)-seed\(run.seed)" }

    static func run(_ configuration: Configuration, context: RunContext) throws -> Evaluation {
        let data = try MNIST1DDataset(MNIST1DConfiguration()).dataset
        var generator = TorchGenerator(seed: UInt64(configuration.seed))
        let trainer = try Trainer(
            MultilayerPerceptron(hidden: configuration.hidden, generator: &generator),
            optimizer: Adam(learningRate: 0.01), loss: .negativeLogLikelihood, examples: data.train, batchSize: 100)
        try trainer.train(steps: configuration.steps, report: context.report)
        return try trainer.evaluate(data.test)
    }

    static func measurements(of run: Evaluation, configuration: Configuration) -> [Measurement] {
        [Measurement("Test accuracy (%)", run.accuracy)]
    }

    struct Row: Codable { var hidden: Int, mean: Double, lower: Double?, upper: Double? }

    func render(_ runs: [FinishedRun<Configuration, Evaluation>], into figures: FigureFolder) throws {
        let means = runs.summarized(by: \.configuration.hidden, \.outcome.accuracy)
        let rows = means.map { Row(hidden: $0, mean: $1.mean, lower: $1.lower, upper: $1.upper) }
        try figures.draw("accuracy", caption: "Test accuracy of fully connected networks by their width.", rows: rows) { rows in
            Figure(height: 60) {
                Plot(x: .log("Hidden units per layer"), y: .linear("Test accuracy (%)")) {
                    Band(rows, x: \.hidden, low: \.lower, high: \.upper)
                    Line(rows, x: \.hidden, y: \.mean)
                }
            }
        }
    }
}
