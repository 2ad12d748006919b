import Artifact
import Datasets
import NeuralNetworks
import RandomGenerators
import Training

/// The end of the paper's section on metalearned activations: does one learned on MNIST-1D serve images?
struct Transfer: Experiment {
    static let name = "transfer"

    @OptionGroup var options: ExperimentOptions

    @Option(
        help:
            "The images: subset (4000 + 1000 of MNIST, which come with the package), full (those of the folder MNIST_DIR), cifar10 or cifar10-jpeg (originals or JPEG copies, in the folder CIFAR_DIR)."
    )
    var data = ImageSelection.subset

    @Option(help: "Passes over the training images. (default: 4, of the subset 10, at quick scale 2)")
    var epochs: Int?

    @Option(
        parsing: .upToNextOption,
        help: "Adam's learning rates, each of them tried with all activations. (default: 0.001 0.003 0.01, at quick scale 0.01)")
    var learningRates: [Double] = []

    var edition: String? { data == .subset ? nil : data.rawValue }
    var editionOptions: [String] { ["--data", data.rawValue] }

    struct Configuration: Codable, Sendable {
        var activation: TransferredActivation
        /// Seed of the metalearning whose function is `learned`; nil with other activations.
        var metalearning: UInt32?
        var data: ImageSelection
        /// SHA-256 of the files, by name.
        var files: [String: String]
        var pixels: PixelScale
        /// Seed of the initial weights, which are the same for all activations.
        var seed: UInt32
        /// Of each convolution: the model's size.
        var channels: Int
        /// Of which the first is measured by itself.
        var epochs: Int
        /// The learning rate falls to 0 in a straight line over so many epochs.
        var decayEpochs: Int
        var batchSize = 100
        var learningRate: Double
        @Changes var network = Network()
    }

    struct Network: Parameters {
        var kernels = [5, 3, 3]
        var stride = 2
        var padding = 1
    }

    struct Outcome: Codable, Sendable {
        /// The mean losses of each epoch's batches, each before its update.
        var losses: [Double]
        /// After each epoch, on the test examples; accuracies in percent.
        var testLosses: [Double]
        var testAccuracies: [Double]
    }

    func validate() throws {
        try Checks.range("epochs", epochs, 1...10_000)
        try Checks.positive("learning-rates", learningRates)
        try Checks.distinct("learning-rates", learningRates)
    }

    func configurations() throws -> [Configuration] {
        let isQuick = options.scale == .quick
        let files = try dataHashes()
        let rates = learningRates.isEmpty ? (isQuick ? [0.01] : [0.001, 0.003, 0.01]) : learningRates
        let seeds = options.seeds(default: isQuick ? [0, 1] : Array(0..<6))
        // Seeds of metalearn-activation: as many functions as it learns, one for each set of initial weights.
        let functions = isQuick ? 2 : 6
        let epochs = self.epochs ?? (isQuick ? 2 : data == .subset ? 10 : 4)
        return PixelScale.allCases.flatMap { pixels in
            (isQuick ? [2, 4] : [8, 16]).flatMap { channels in
                rates.flatMap { rate in
                    TransferredActivation.allCases.flatMap { activation in
                        seeds.map { seed in
                            Configuration(
                                activation: activation, metalearning: activation == .learned ? UInt32(seed % functions) : nil, data: data,
                                files: files, pixels: pixels, seed: UInt32(seed),
                                // What preprocessing changes shows in the first epoch.
                                channels: channels, epochs: pixels == .unit ? 1 : epochs, decayEpochs: epochs,
                                learningRate: rate)
                        }
                    }
                }
            }
        }
    }

    static func label(of configuration: Configuration) -> String {
        "\(configuration.activation.rawValue)-\(configuration.data.rawValue)-\(configuration.pixels.rawValue)-channels\(configuration.channels)-rate\(configuration.learningRate)-seed\(configuration.seed)"
    }

    static func problem(with configuration: Configuration) -> String? {
        let network = configuration.network
        return ConvolutionalNetwork.problem(
            length: configuration.data.side, kernels: network.kernels, stride: network.stride, padding: network.padding)
    }

    static func savesModel(_ configuration: Configuration) -> Bool { true }

    static func weight(of configuration: Configuration) -> Double {
        configuration.activation.cost * Double(configuration.epochs * configuration.channels)
    }

    static func foreignPrerequisites(of configuration: Configuration) -> [ForeignRun] {
        configuration.metalearning.map { [TransferredActivation.learning(seed: $0)] } ?? []
    }

    func dataHashes() throws -> [String: String] { try data.content(.standardized, package: options.package).hashes }

    static func run(_ configuration: Configuration, context: RunContext) throws -> Outcome {
        let content = try configuration.data.content(configuration.pixels, package: context.package)
        guard content.hashes == configuration.files else {
            throw ArtifactError("the images have changed since the experiment began; start it again")
        }
        let data = content.dataset
        var weights = TorchGenerator(seed: UInt64(configuration.seed))
        let side = configuration.data.side
        let model = ConvolutionalNetwork(
            inputs: configuration.data.channels, size: [side, side], channels: configuration.channels,
            kernels: configuration.network.kernels, stride: configuration.network.stride, padding: configuration.network.padding,
            activation: try configuration.activation.function(learnedWith: configuration.metalearning, context: context), generator: &weights)
        let steps = (data.train.count + configuration.batchSize - 1) / configuration.batchSize
        let trainer = try Trainer(
            model,
            optimizer: Adam(learningRate: configuration.learningRate)
                .scheduled(.linear(from: 1, to: 0, steps: steps * configuration.decayEpochs)),
            loss: .negativeLogLikelihood, examples: data.train, classCount: data.classCount, batchSize: configuration.batchSize)
        var outcome = Outcome(losses: [], testLosses: [], testAccuracies: [])
        var sum = 0.0
        try trainer.train(steps: steps * configuration.epochs, report: context.report) { loss in
            sum += Double(loss)
            guard trainer.stepCount % steps == 0 else { return }
            outcome.losses.append(sum / Double(steps))
            sum = 0
            let test = try trainer.evaluate(data.test)
            outcome.testLosses.append(test.loss)
            outcome.testAccuracies.append(test.accuracy)
        }
        try context.saveModel(trainer.stateDictionary.archive.npzBytes())
        return outcome
    }
}
