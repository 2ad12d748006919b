import Datasets
import NeuralNetworks
import Plotting
import RandomGenerators
import Training

/// Notebook 11.3: a residual network of seven linear layers, with and without batch normalization. Without it the variance of what the layers
/// give doubles with each block.
enum ResidualNetworks: Notebook {
    static let name = "11.3-residual-networks"

    struct Variance { var model: String, layer: Int, variance: Double }
    struct Error { var model: String, epoch: Double, error: Double }

    static func figure(isQuick: Bool) throws -> Figure {
        let data = try MNIST1DDataset(MNIST1DConfiguration()).dataset
        let (epochs, batches) = (isQuick ? 3 : 50, data.train.count / 200)
        var (variances, errors): ([Variance], [Error]) = ([], [])
        for isNormalized in [false, true] {
            let name = isNormalized ? "batch normalization" : "none"
            var generator = TorchGenerator(seed: 0)
            let network = ResidualPerceptron(blocks: 5, normalization: isNormalized ? .batch : .none, generator: &generator)
            let trainer = try Trainer(
                network.initialized(weights: .kaimingUniform, biases: .zeros, &generator),
                optimizer: StochasticGradientDescent(learningRate: 0.05, momentum: 0.9)
                    .scheduled(.step(every: 20, by: 0.5).perEpoch(of: batches)),
                loss: .negativeLogLikelihood, examples: data.train, batchSize: 200, order: .shuffledEachEpoch(generator))
            let layers = try trainer.values(of: TrainingData(data.train)) { network.outputs($0.features) }
            for (index, values) in layers.enumerated() {
                let mean = values.reduce(0) { $0 + Double($1) } / Double(values.count)
                let squares = values.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
                variances.append(Variance(model: name, layer: index + 1, variance: squares / Double(values.count)))
            }
            errors += try trainer.train(steps: epochs * batches, evaluatingEvery: batches, on: data.train, test: data.test).map {
                Error(model: name, epoch: Double($0.step) / Double(batches), error: 100 - $0.testAccuracy)
            }
        }
        return Figure(width: .double, height: 60) {
            Plot("Before training", x: .linear("Layer"), y: .log("Variance of outputs")) {
                Line(variances, x: \.layer, y: \.variance, series: \.model, markers: true)
            }
            Plot("Training", x: .linear("Epoch"), y: .linear("Test error (%)")) { Line(errors, x: \.epoch, y: \.error, series: \.model) }
        }
    }
}
