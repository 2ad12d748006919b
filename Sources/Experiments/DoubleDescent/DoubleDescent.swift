import Artifact
import Datasets
import Foundation
import NeuralNetworks
import RandomGenerators
import Training

/// Figure 4: double descent, and where its peak lies for two losses.
@main
struct DoubleDescent: Experiment {
    static let name = "double-descent"
    static let summary = "Train wider and wider models on noisy labels and find the peak of the test loss."
    static let details = """
        CLAIM (paper, Figure 4): with label noise the test loss rises to a peak where a model is just able to fit all \
        n training examples, and falls again beyond. With the mean squared error this interpolation threshold lies \
        at n K parameters (K = 10 outputs), with the negative log likelihood at n. A CNN peaks at the same threshold, \
        much less.

        METHOD: For figure4-*, an MLP with one hidden layer and n = 200, 400 and 800, and a CNN with three \
        convolutions and n = 200 and 400; widths from n / 3 to 4 n K parameters, so that both thresholds lie inside; \
        20000 steps of SGD (momentum 0.9, batches of 100 in a new order each epoch), learning rate 0.03 for the negative log \
        likelihood and 0.1 for the mean squared error, whose gradient is smaller by about K; both fit the \
        labels. 4000 test examples. Seed s makes the dataset with seed 42 + s, the initial weights with \
        torch's seed s, wrong labels from the stream "label-noise" and the order of batches from \
        "batch-order" of seed s. Curves are means over seeds, bands reach from the lowest to the highest.
        Label noise of 15 % means that each label is replaced with probability 0.15 by any of the ten classes, so that \
        13.5 % come out wrong.

        For notebook-error the protocol is that of the authors' later notebook: n = 4000, 12000 test examples, MLP \
        40-h-h-10 without and with label noise and CNN with, negative log likelihood, learning rate 0.01, 500 epochs; \
        the authors' seeds are unknown.

        RUNNING TIME: 6 minutes of two cores at paper scale, 5 seconds at quick scale.

        EXAMPLES:
          double-descent --scale quick
          double-descent --sweeps thresholds --label-noise 0.3 --figures /tmp/figures
        """
    static let version = 1

    typealias Configuration = Setting
    typealias Outcome = Fit

    @OptionGroup var options: ExperimentOptions

    @Option(parsing: .upToNextOption, help: "What to run: thresholds (Figure 4), notebook (the later notebook).")
    var sweeps = SweepChoice.allCases

    @Option(help: "Training steps. (default: 20000, at quick scale 100)")
    var steps: Int?

    @Option(help: "The probability with which a training label is replaced.")
    var labelNoise = 0.15

    enum SweepChoice: String, CaseIterable, ExpressibleByArgument {
        case thresholds, notebook
    }

    // MARK: Runs

    func validate() throws {
        func require(_ condition: Bool, _ option: String, _ value: Any, _ expectation: String) throws {
            guard condition else { throw ValidationError("--\(option) \(value): expected \(expectation)") }
        }
        for seed in options.seeds {
            try require((0..<1 << 31).contains(seed), "seeds", seed, "numbers from 0 to \(1 << 31 - 1)")
        }
        for sweep in sweeps {
            try require(sweeps.count { $0 == sweep } == 1, "sweeps", sweep.rawValue, "each name once")
        }
        let limit = 100_000_000
        if let steps { try require((1...limit).contains(steps), "steps", steps, "a number from 1 to \(limit)") }
        try require(labelNoise >= 0 && labelNoise <= 1, "label-noise", labelNoise, "a number from 0 to 1")
    }

    func configurations() -> [Setting] {
        sweeps.flatMap { $0 == .thresholds ? thresholdSettings : notebookSettings }
    }

    private var isQuick: Bool { options.scale == .quick }

    private var thresholdSettings: [Setting] {
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
                            sweep: .thresholds, network: network, width: width, loss: loss, examples: examples,
                            seed: UInt64(seed), labelNoise: labelNoise, dataset: dataset,
                            learningRate: loss == .negativeLogLikelihood ? 0.03 : 0.1,
                            batchSize: min(100, examples), steps: steps ?? (isQuick ? 100 : 20000))
                    }
                }
            }
        }
    }

    private var notebookSettings: [Setting] {
        var dataset = MNIST1DConfiguration()
        dataset.samples = 16000
        dataset.trainSplit = 0.25
        return Published.curves.flatMap { curve in
            // The CNN takes half of the whole time; one seed shows what three do.
            let seeds = options.seeds(default: isQuick || curve.network == .convolutional ? [0] : [0, 1, 2])
            let widths = curve.widths.filter { !isQuick || [2, 16, 61].contains($0) }
            return widths.flatMap { width in
                seeds.map { seed in
                    Setting(
                        sweep: curve.sweep, network: curve.network, width: width, loss: .negativeLogLikelihood,
                        examples: dataset.trainCount, seed: UInt64(seed),
                        labelNoise: curve.sweep == .notebookNoisy ? labelNoise : 0, dataset: dataset,
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

        if let bytes = context.checkpoint() {
            _ = trainer.restore(try JSONDecoder().decode(Trainer.Snapshot.self, from: Data(bytes)))
        }
        // A checkpoint every second or two, in whole thousands of steps.
        let interval = 1000 * max(1, Int(1000 / setting.network.cost(width: setting.width)))
        while trainer.stepCount < setting.steps {
            try trainer.step()
            let step = trainer.stepCount
            if step % interval == 0, step < setting.steps {
                try context.saveCheckpoint(Array(JSONEncoder().encode(trainer.snapshot)))
            }
            if step % 100 == 0 { context.report(fraction: Double(step) / Double(setting.steps)) }
        }
        let (fitted, tested) = (try trainer.evaluate(train), try trainer.evaluate(data.test))
        return Fit(
            parameters: model.parameterCount, trainLoss: fitted.loss, trainError: 100 - fitted.accuracy,
            testLoss: tested.loss, testError: 100 - tested.accuracy)
    }

    // MARK: Tables and figures

    func render(_ runs: [FinishedFit], into figures: FigureFolder) throws {
        try figures.write("double-descent-runs", rows: runs.map(RunRow.init))
        let claims = runs.filter { !$0.configuration.sweep.isNotebook }
        if !claims.isEmpty {
            let points = CurvePoint.points(claims)
            let report = ThresholdRow.rows(claims)
            try figures.draw("figure4-double-descent", rows: DescentRow.rows(points)) { DescentRow.figure($0) }
            try figures.draw("figure4-thresholds", rows: points) { CurvePoint.figure($0) }
            try figures.tabulate("double-descent-thresholds", rows: report, table: ThresholdRow.table)
        }
        let notebook = runs.filter { $0.configuration.sweep.isNotebook }
        if !notebook.isEmpty {
            try figures.draw("double-descent-notebook", rows: NotebookRow.rows(notebook)) { NotebookRow.figure($0) }
            try figures.tabulate(
                "double-descent-notebook-differences", rows: DifferenceRow.rows(notebook), table: DifferenceRow.table)
        }
    }
}
