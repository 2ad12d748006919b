import Artifact
import Datasets
import NeuralNetworks
import RandomGenerators
import Training

/// Figure 4: double descent, and where its peak lies for two losses.
@main
struct DoubleDescent: Experiment {
    static let name = "double-descent"

    @OptionGroup var options: ExperimentOptions

    @Option(parsing: .upToNextOption, help: "What to run: label-noise, notebook (the later notebook).")
    var sweeps = SweepChoice.allCases

    @Option(help: "Training steps. (default: 20000, at quick scale 100)")
    var steps: Int?

    @Option(help: "The probability with which a training label is replaced.")
    var labelNoise = 0.15

    enum SweepChoice: String, CaseIterable, CustomStringConvertible, ExpressibleByArgument {
        case labelNoise = "label-noise"
        case notebook

        var description: String { rawValue }
    }

    // MARK: Runs

    func validate() throws {
        try Checks.distinct("sweeps", sweeps)
        try Checks.range("steps", steps, Checks.counts)
        try Checks.range("label-noise", labelNoise, 0...1)
    }

    func configurations() -> [Setting] {
        sweeps.flatMap { $0 == .labelNoise ? labelNoiseSettings : notebookSettings }
    }

    private var isQuick: Bool { options.scale == .quick }

    private var labelNoiseSettings: [Setting] {
        let cells: [(Network, Int)] =
            isQuick
            ? [(.oneHiddenLayer, 50), (.oneHiddenLayer, 100), (.convolutional, 50), (.convolutional, 100)]
            : [
                (.oneHiddenLayer, 200), (.oneHiddenLayer, 400), (.oneHiddenLayer, 800), (.convolutional, 200),
                (.convolutional, 400),
            ]
        let seeds = options.seeds(default: isQuick ? [0, 1] : [0, 1, 2])
        return cells.flatMap { network, examples in
            // From a third of n to four times n K parameters.
            let widths = network.widths.filter {
                (examples...120 * examples).contains(3 * network.parameterCount(width: $0))
            }
            return Loss.allCases.flatMap { loss in
                widths.flatMap { width in
                    seeds.map { seed in
                        var dataset = MNIST1DConfiguration()
                        dataset.seed += UInt32(seed)
                        dataset.samples = isQuick ? 500 : 5000
                        dataset.trainSplit = 0.2
                        return Setting(
                            sweep: .labelNoise, network: network, width: width, loss: loss, examples: examples,
                            seed: UInt64(seed), labelNoise: labelNoise, dataset: dataset,
                            learningRate: loss == .negativeLogLikelihood ? 0.03 : 0.1,
                            batchSize: min(100, examples), steps: steps ?? (isQuick ? 100 : 20000))
                    }
                }
            }
        }
    }

    static let notebookCurves: [(Sweep, Network)] = [
        (.notebookClean, .twoHiddenLayers), (.notebookNoisy, .twoHiddenLayers), (.notebookNoisy, .convolutional),
    ]

    private var notebookSettings: [Setting] {
        var dataset = MNIST1DConfiguration()
        dataset.samples = 16000
        dataset.trainSplit = 0.25
        return Self.notebookCurves.flatMap { sweep, network in
            // The CNN takes half of the whole time; one seed shows what three do.
            let seeds = options.seeds(default: isQuick || network == .convolutional ? [0] : [0, 1, 2])
            let widths = network.notebookWidths.filter { !isQuick || [2, 16, 61].contains($0) }
            return widths.flatMap { width in
                seeds.map { seed in
                    Setting(
                        sweep: sweep, network: network, width: width, loss: .negativeLogLikelihood,
                        examples: dataset.trainCount, seed: UInt64(seed),
                        labelNoise: sweep == .notebookNoisy ? labelNoise : 0, dataset: dataset,
                        learningRate: 0.01, batchSize: 100, steps: steps ?? (isQuick ? 100 : 20000))
                }
            }
        }
    }

    static func label(of setting: Setting) -> String {
        "\(setting.sweep.rawValue)-\(setting.network.rawValue)-\(setting.loss.rawValue)-n\(setting.examples)-"
            + "width\(setting.width)-seed\(setting.seed)"
    }

    static func weight(of setting: Setting) -> Double {
        setting.network.cost(width: setting.width) * Double(setting.steps)
    }

    func dataHashes() throws -> [String: String] {
        try DataHash.float32(of: configurations().map(\.dataset), name: \.trainingSignals) {
            try MNIST1DDataset($0).dataset.train.features
        }
    }

    static func run(_ setting: Setting, context: RunContext) throws -> Fit {
        let data = try MNIST1DDataset(setting.dataset).dataset
        var noise = TorchGenerator(seed: setting.seed, stream: "label-noise")
        let train = data.train.subset(0..<setting.examples).addingLabelNoise(
            rate: setting.labelNoise, classCount: data.classCount, generator: &noise)
        var weights = TorchGenerator(seed: setting.seed)
        let model = setting.network(width: setting.width, generator: &weights)
        let trainer = try Trainer(
            model,
            optimizer: StochasticGradientDescent(
                learningRate: setting.learningRate, momentum: setting.momentum),
            loss: setting.loss, examples: train, classCount: data.classCount, batchSize: setting.batchSize,
            order: .shuffledEachEpoch(TorchGenerator(seed: setting.seed, stream: "batch-order")))

        if let state = context.savedState(Trainer.Snapshot.self) { _ = trainer.restore(state) }
        // State is kept every second or two, in whole thousands of steps.
        let interval = 1000 * max(1, Int(1000 / setting.network.cost(width: setting.width)))
        try trainer.train(steps: setting.steps, report: context.report) { _ in
            let step = trainer.stepCount
            if step % interval == 0, step < setting.steps { try context.saveState(trainer.snapshot) }
        }
        let (fitted, tested) = (try trainer.evaluate(train), try trainer.evaluate(data.test))
        return Fit(
            parameters: model.parameterCount, trainLoss: fitted.loss, trainError: 100 - fitted.accuracy,
            testLoss: tested.loss, testError: 100 - tested.accuracy)
    }
}
