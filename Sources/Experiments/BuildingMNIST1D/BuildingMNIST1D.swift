import Artifact
import Datasets
import Plotting
import RandomGenerators

/// Figure 1 and Table 2: how MNIST-1D is made.
@main
struct BuildingMNIST1D: Experiment {
    static let name = "building-mnist1d"
    static let summary = "Draw the templates of MNIST-1D and what becomes of them; list the dataset's parameters."
    static let details = """
        CLAIM (paper, Figure 1 and Table 2): a classifier of MNIST-1D is to find which of ten digit templates of 12 \
        points is in a signal of 40 points. Each template is padded, stretched, scaled, translated, covered with \
        correlated and independent noise, sheared, and sampled at 40 points.

        METHOD: the examples drawn are the first that the generator makes of each digit, so they are part of the \
        dataset. They are shown as they are before all signals together get mean 0 and standard deviation 1. \
        The images of MNIST above them are from Data/mnist-subset. A seed is that of the dataset; further seeds add rows \
        of examples to Figure 1. Table 2 comes from the generator's own defaults.

        RUNNING TIME: a second, at either scale.

        EXAMPLES:
          building-mnist1d
          building-mnist1d --seeds 42 43 44 --figures /tmp/figures
        """
    static let version = 1

    @OptionGroup var options: ExperimentOptions

    struct Configuration: Codable, Sendable {
        var dataset = MNIST1DConfiguration()
    }

    /// The first example of each digit after each step, in the order of ``MNIST1DStep``.
    struct Outcome: Codable, Sendable {
        var stages: [[[Double]]]
    }

    func validate() throws {
        for seed in options.seeds where UInt32(exactly: seed) == nil {
            throw ValidationError("--seeds \(seed): expected numbers from 0 to \(UInt32.max)")
        }
    }

    func configurations() -> [Configuration] {
        options.seeds(default: [Int(MNIST1DConfiguration().seed)]).map { seed in
            var configuration = Configuration()
            configuration.dataset.seed = UInt32(seed)
            return configuration
        }
    }

    static func label(of configuration: Configuration) -> String { "seed\(configuration.dataset.seed)" }

    /// Draws from the stream as the dataset does: all examples of digit 0, then of digit 1, and so on.
    static func run(_ configuration: Configuration, context: RunContext) throws -> Outcome {
        var transformer = try MNIST1DTransformer(configuration.dataset)
        var random = NumPyRandomState(seed: configuration.dataset.seed)
        let perDigit = configuration.dataset.count / MNIST1DTemplates.classCount
        var signal: [Double] = []
        let stages = MNIST1DTemplates.signals.map { template in
            let first = transformer.stages(of: template, using: &random).map(\.signal)
            for _ in 1..<perDigit { transformer.transform(template, into: &signal, using: &random) }
            return first
        }
        return Outcome(stages: stages)
    }

    func dataHashes() throws -> [String: String] {
        let signals = try DataHash.float32(of: configurations().map(\.dataset), name: \.trainingSignals) {
            try MNIST1DDataset($0).dataset.train.features
        }
        let images = try MNISTImages.subset(package: options.package).files.mapValues { sha256($0) }
        return signals.merging(images) { $1 }
    }

    func render(_ runs: [FinishedRun<Configuration, Outcome>], into figures: FigureFolder) throws {
        let images = try MNISTImages.subset(package: options.package)
        let examples = runs.map { (seed: $0.configuration.dataset.seed, stages: $0.outcome.stages) }
        try figures.draw("figure1-dataset", rows: SignalRow.rows(images, examples), figure: SignalRow.figure)
        try figures.draw("figure1-steps", rows: StageRow.rows(examples[0].stages), figure: StageRow.figure)
        try figures.tabulate(
            "table2-parameters", rows: ParameterRow.rows(MNIST1DConfiguration()), table: ParameterRow.table)
    }
}
