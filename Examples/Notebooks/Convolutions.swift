import Datasets
import NeuralNetworks
import Plotting
import RandomGenerators
import Training

/// Notebook 10.2: three convolutions of 15 channels beside a fully connected network. What knows that neighbours belong together errs less on
/// what it has not seen.
enum Convolutions: Notebook {
    static let name = "10.2-convolutions"

    struct Row { var model: String, epoch: Double, train: Double, test: Double }

    static func figure(isQuick: Bool) throws -> Figure {
        let data = try MNIST1DDataset(MNIST1DConfiguration()).dataset
        let (epochs, batches) = (isQuick ? 3 : 100, data.train.count / 100)
        var generator = TorchGenerator(seed: 0)
        let models: [(String, any Model)] = [
            ("fully connected", Perceptron([40, 100, 100, 10], generator: &generator)),
            ("convolutions", ConvolutionalNetwork(channels: 15, kernels: [3, 3, 3], stride: 2, padding: 0, generator: &generator)),
        ]
        let rows = try models.flatMap { name, model -> [Row] in
            let trainer = try Trainer(
                model.initialized(weights: .kaimingUniform, biases: .zeros, &generator),
                optimizer: StochasticGradientDescent(learningRate: 0.05, momentum: 0.9)
                    .scheduled(.step(every: 20, by: 0.5).perEpoch(of: batches)),
                loss: .negativeLogLikelihood, examples: data.train, batchSize: 100, order: .shuffledEachEpoch(generator))
            return try trainer.train(steps: epochs * batches, evaluatingEvery: batches, on: data.train, test: data.test).map {
                Row(
                    model: name, epoch: Double($0.step) / Double(batches), train: 100 - $0.trainAccuracy, test: 100 - $0.testAccuracy)
            }
        }
        return Figure(width: .double, height: 60, sharing: .y) {
            Plot("Training examples", x: .linear("Epoch"), y: .linear("Error (%)")) {
                Line(rows, x: \.epoch, y: \.train, series: \.model)
            }
            Plot("Test examples", x: .linear("Epoch"), y: .linear("Error (%)")) { Line(rows, x: \.epoch, y: \.test, series: \.model) }
        }
    }
}
