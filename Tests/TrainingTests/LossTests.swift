import Datasets
import Foundation
import NeuralNetworks
import RandomGenerators
import Testing
import Training

/// A column of numbers by name, from a fixture with a header line.
func goldenColumns(_ name: String, in folder: String = "golden") throws -> [String: [Double]] {
    let url = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Fixtures/\(folder)/\(name).csv")
    let lines = try String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline)
    let header = lines[0].split(separator: ",").map(String.init)
    let rows = lines.dropFirst().map { $0.split(separator: ",").map { Double($0)! } }
    return Dictionary(uniqueKeysWithValues: header.enumerated().map { i, name in (name, rows.map { $0[i] }) })
}

/// Trains and compares each loss with PyTorch's.
func follow(
    _ golden: [Double], tolerance: Double, _ trainer: Trainer, _ name: String, atLeast count: Int = 51
) throws {
    #expect(golden.count >= count)
    for (step, expected) in golden.enumerated() {
        let loss = Double(try trainer.step())
        #expect(abs(loss - expected) <= tolerance * abs(expected), "\(name) step \(step): \(loss), not \(expected)")
    }
}

@Suite("Losses follow PyTorch, step by step")
struct LossTests {
    static let data = Result { try MNIST1DDataset(MNIST1DConfiguration()).dataset }

    @Test(
        "Benchmark models, Adam, 100 steps",
        arguments: ["logistic", "mlp", "cnn", "gru"], [false, true])
    func benchmarks(model name: String, shuffled: Bool) throws {
        var data = try Self.data.get()
        if shuffled {
            var generator = NumPyRandomState(seed: 42)
            data = data.permutingPositions(generator.permutation(40))
        }
        var generator = TorchGenerator(seed: 42)
        let golden = try goldenColumns("benchmark_losses_adam_seed42")[shuffled ? "\(name)_shuffled" : name]!
        func model() -> any Model {
            switch name {
            case "logistic": LogisticRegression(generator: &generator)
            case "mlp": MultilayerPerceptron(generator: &generator)
            case "cnn": ConvolutionalNetwork(generator: &generator)
            default: GatedRecurrentNetwork(generator: &generator)
            }
        }
        let trainer = try Trainer(
            model(), optimizer: Adam(learningRate: 0.01), loss: .negativeLogLikelihood,
            examples: data.train, batchSize: 100)
        try follow(golden, tolerance: 1e-5, trainer, name)
    }

    @Test("Benchmark models over images, Adam, 60 steps", arguments: ["logistic", "mlp", "cnn", "gru"])
    func images(model name: String) throws {
        let golden = try goldenColumns("losses", in: "pytorch/image_models")[name]!
        let package = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").path
        var generator = TorchGenerator(seed: 42)
        let model: any Model =
            switch name {
            case "logistic": LogisticRegression(inputs: 784, generator: &generator)
            case "mlp": MultilayerPerceptron(inputs: 784, generator: &generator)
            case "cnn": ConvolutionalNetwork(size: [28, 28], channels: 8, generator: &generator)
            default: GatedRecurrentNetwork(inputs: 28, length: 28, generator: &generator)
            }
        let trainer = try Trainer(
            model, optimizer: Adam(learningRate: 0.001), loss: .negativeLogLikelihood,
            examples: try MNISTImages.subset(package: package).dataset.train, batchSize: 100)
        try follow(golden, tolerance: 1e-5, trainer, name, atLeast: 60)
    }

    @Test("Standard models of images, Adam, 20 steps", arguments: ["dropout", "lenet"])
    func standardImageModels(model name: String) throws {
        let golden = try goldenColumns("\(name)_losses", in: "pytorch/image_models")[name]!
        let package = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").path
        var generator = TorchGenerator(seed: 42)
        let model: any Model =
            name == "lenet" ? LeNet(generator: &generator) : DropoutPerceptron(inputs: 784, generator: &generator)
        // With standardised points the MLP's third loss in floats is PyTorch's in doubles, but not PyTorch's in floats.
        let images = try MNISTImages.subset(package: package).dataset(name == "lenet" ? .standardized : .unit)
        let trainer = try Trainer(
            model, optimizer: Adam(learningRate: 0.001), loss: .negativeLogLikelihood, examples: images.train,
            batchSize: 100, random: generator)
        try follow(golden, tolerance: 1e-4, trainer, name, atLeast: 20)
    }

    @Test("Pooling models, Adam, 60 steps", arguments: Pooling.allCases)
    func pooling(pooling: Pooling) throws {
        let golden = try goldenColumns("pooling_losses_1000train_adam_seed0")[pooling.rawValue]!
        var configuration = MNIST1DConfiguration()
        configuration.samples = 2000
        configuration.trainSplit = 0.5
        let data = try MNIST1DDataset(configuration).dataset
        var generator = TorchGenerator(seed: 0)
        let trainer = try Trainer(
            PoolingNetwork(pooling, generator: &generator), optimizer: Adam(learningRate: 0.01),
            loss: .negativeLogLikelihood, examples: data.train, batchSize: 100)
        try follow(golden, tolerance: 1e-5, trainer, pooling.rawValue)
    }

    @Test(
        "Double-descent models, SGD with momentum, 60 steps",
        arguments: ["mlp12_nll", "mlp12_mse", "mlp80_nll", "mlp80_mse", "cnn6_nll", "cnn24_nll"])
    func doubleDescent(column: String) throws {
        let golden = try goldenColumns("double_descent_losses_sgd_seed0_sequential")[column]!
        let width = Int(column.prefix { $0 != "_" }.dropFirst(3))!
        var generator = TorchGenerator(seed: 0)
        let model: any Model =
            column.hasPrefix("mlp")
            ? MultilayerPerceptron(hidden: width, isResidual: false, generator: &generator)
            : ConvolutionalNetwork(channels: width, generator: &generator)
        let trainer = try Trainer(
            model, optimizer: StochasticGradientDescent(learningRate: 0.01, momentum: 0.9),
            loss: column.hasSuffix("mse") ? .meanSquaredError : .negativeLogLikelihood,
            examples: try Self.data.get().train, batchSize: 100)
        try follow(golden, tolerance: 1e-5, trainer, column)
    }
}
