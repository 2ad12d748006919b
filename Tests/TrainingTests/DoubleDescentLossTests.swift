import Datasets
import NeuralNetworks
import RandomGenerators
import Testing
import Training

/// Every kind of training of the double-descent study follows PyTorch for its first 60 steps.
@Suite struct DoubleDescentLossTests {
    private static func examples(_ samples: Int, _ trainSplit: Double) -> Result<Examples, any Error> {
        Result {
            var configuration = MNIST1DConfiguration()
            configuration.samples = samples
            configuration.trainSplit = trainSplit
            return try MNIST1DDataset(configuration).dataset.train
        }
    }

    private static let large = examples(12500, 0.8)
    private static let small = examples(5000, 0.2)

    /// n = 10000, a new order each epoch.
    @Test(arguments: ["mlp90", "cnn20"], ["adam", "momentum"]) func figure4(model name: String, rule: String) throws {
        let golden = try goldenColumns("losses", in: "pytorch/double_descent")["figure4_\(name)_nll_k10_\(rule)"]!
        let examples = try Self.large.get()
        #expect(examples.count == 10000)
        let optimizer: any Optimizer =
            rule == "adam" ? Adam(learningRate: 0.002) : StochasticGradientDescent(learningRate: 0.03, momentum: 0.9)
        let trainer = try Trainer(
            model(name, outputs: 10), optimizer: optimizer, loss: .negativeLogLikelihood, examples: examples,
            batchSize: 100, order: .shuffledEachEpoch(TorchGenerator(seed: 0, stream: "batch-order")))
        try follow(golden, tolerance: 1e-5, trainer, "\(name) \(rule)", atLeast: 60)
    }

    /// Classes merged by remainder, both losses, a rate that falls to 0.
    @Test(arguments: ["mlp9", "cnn6"], [2, 5, 10]) func thresholds(model name: String, outputs: Int) throws {
        let all = try Self.small.get().subset(0..<400)
        let examples = all.relabelled(all.labels.map { $0 % Int32(outputs) })
        for loss in Loss.allCases {
            let column = "small_\(name)_\(loss.rawValue)_k\(outputs)_adam_to_zero"
            let golden = try goldenColumns("losses", in: "pytorch/double_descent")[column]!
            let trainer = try Trainer(
                model(name, outputs: outputs), optimizer: Adam(learningRate: 0.02).scheduled(.linear(from: 1, to: 0, steps: 60)),
                loss: loss,
                examples: examples, classCount: outputs, batchSize: 100)
            try follow(golden, tolerance: 1e-5, trainer, column, atLeast: 60)
        }
    }

    private func model(_ name: String, outputs: Int) -> any Model {
        var generator = TorchGenerator(seed: 0)
        let width = Int(name.dropFirst(3))!
        return name.hasPrefix("mlp")
            ? OneHiddenLayerNetwork(hidden: width, classes: outputs, generator: &generator)
            : ConvolutionalNetwork(channels: width, classes: outputs, generator: &generator)
    }
}
