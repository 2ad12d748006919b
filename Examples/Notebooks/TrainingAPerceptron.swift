import Datasets
import NeuralNetworks
import Plotting
import RandomGenerators
import Training

/// Notebook 8.1: a network with two hidden layers of 100, trained by gradient descent with momentum; the rate is halved every 10 epochs.
/// It fits the training examples and errs on a third of the others.
enum TrainingAPerceptron: Notebook {
    static let name = "8.1-perceptron"

    static func figure(isQuick: Bool) throws -> Figure {
        let data = try MNIST1DDataset(MNIST1DConfiguration()).dataset
        let (epochs, batches) = (isQuick ? 3 : 50, data.train.count / 100)
        var generator = TorchGenerator(seed: 0)
        let model = Perceptron([40, 100, 100, 10], weights: .kaimingUniform, biases: .zeros, generator: &generator)
        let trainer = try Trainer(
            model,
            optimizer: StochasticGradientDescent(learningRate: 0.05, momentum: 0.9)
                .scheduled(.step(every: 10, by: 0.5).perEpoch(of: batches)),
            loss: .negativeLogLikelihood, examples: data.train, batchSize: 100, order: .shuffledEachEpoch(generator))
        let history = try trainer.train(
            steps: epochs * batches, evaluatingEvery: batches, on: data.train, test: data.test)
        func epoch(_ point: HistoryPoint) -> Double { Double(point.step) / Double(batches) }
        return Figure(width: .double, height: 60) {
            Plot("Error", x: .linear("Epoch"), y: .linear("Error (%)")) {
                Line(history, x: epoch, y: { 100 - $0.trainAccuracy }, series: { _ in "train" })
                Line(history, x: epoch, y: { 100 - $0.testAccuracy }, series: { _ in "test" })
            }
            Plot("Loss", x: .linear("Epoch"), y: .linear("Loss")) {
                Line(history, x: epoch, y: \.trainLoss, series: { _ in "train" })
                Line(history, x: epoch, y: \.testLoss, series: { _ in "test" })
            }
        }
    }
}
