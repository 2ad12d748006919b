import Artifact
import Datasets
import RandomGenerators

/// Figure 1 and Table 2: how MNIST-1D is made.
struct BuildingMNIST1D: Experiment {
    static let name = "building-mnist1d"

    @OptionGroup var options: ExperimentOptions

    struct Configuration: Codable, Sendable {
        var dataset = MNIST1DConfiguration()
    }

    /// The first example of each digit after each step, in the order of ``MNIST1DStep``.
    struct Outcome: Codable, Sendable {
        var stages: [[[Double]]]
    }

    func configurations() -> [Configuration] {
        options.seeds(default: [Int(MNIST1DConfiguration().seed)]).map { seed in
            var configuration = Configuration()
            configuration.dataset.seed = UInt32(seed)
            return configuration
        }
    }

    static func label(of configuration: Configuration) -> String { "seed\(configuration.dataset.seed)" }

    static func problem(with configuration: Configuration) -> String? {
        let dataset = configuration.dataset
        if dataset.finalLength < 2 { return "finalLength is \(dataset.finalLength): a signal is drawn with at least 2 points" }
        do { try dataset.validate() } catch { return "\(error)" }
        return nil
    }

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
        let signals = try DataHash.float32(of: plannedConfigurations().map(\.dataset), name: \.trainingSignals) {
            try MNIST1DDataset($0).dataset.train.features
        }
        let images = try MNISTImages.subset(package: options.package).files.mapValues { sha256($0) }
        return signals.merging(images) { $1 }
    }
}
