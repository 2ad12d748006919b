import Datasets
import NeuralNetworks
import Plotting
import RandomGenerators
import Training

/// Notebook 8.3: networks of 28 widths on 4000 examples, 15 % of whose labels are wrong, for 1000 epochs. Test errors fall, rise near the width
/// that has as many weights as there are examples, and fall again.
enum DoubleDescent: Notebook {
    static let name = "8.3-double-descent"

    struct Row { var width: Int, part: String, error: Double }

    static func figure(isQuick: Bool) throws -> Figure {
        var configuration = MNIST1DConfiguration()
        (configuration.samples, configuration.trainSplit) = (8000, 0.5)
        let data = try MNIST1DDataset(configuration).dataset
        var noise = TorchGenerator(seed: 0, stream: "label-noise")
        let labels = data.train.labels.map { label in
            // One of the nine other classes for 15 % of the examples.
            noise.rand() < 0.15 ? (label + 1 + Int32(9 * noise.rand())) % 10 : label
        }
        let train = data.train.relabelled(labels)
        let widths =
            isQuick
            ? [2, 20, 60]
            : [
                2, 4, 6, 8, 10, 14, 18, 22, 26, 30, 35, 40, 45, 50, 55, 60, 70, 80, 90, 100, 120, 140, 160, 180, 200, 250, 300, 400,
            ]
        let rows = try widths.flatMap { width -> [Row] in
            var generator = TorchGenerator(seed: 0)
            let model = Perceptron([40, width, width, 10], weights: .kaimingUniform, biases: .zeros, generator: &generator)
            let trainer = try Trainer(
                model, optimizer: StochasticGradientDescent(learningRate: 0.01, momentum: 0.9), loss: .negativeLogLikelihood,
                examples: train, batchSize: 100, order: .shuffledEachEpoch(generator))
            try trainer.train(steps: (isQuick ? 2 : 1000) * train.count / 100)
            return [
                Row(width: width, part: "train", error: 100 - (try trainer.evaluate(train).accuracy)),
                Row(width: width, part: "test", error: 100 - (try trainer.evaluate(data.test).accuracy)),
            ]
        }
        // 40 D + D² + 10 D weights and 2 D + 10 biases are as many as the examples at D = (√(52² + 4 · 3990) - 52) / 2.
        let threshold = ((52.0 * 52 + 4 * Double(train.count - 10)).squareRoot() - 52) / 2
        return Figure(height: 60) {
            Plot(x: .log("Hidden units per layer"), y: .linear("Error (%)")) {
                Rule(x: threshold)
                Line(rows, x: \.width, y: \.error, series: \.part, markers: true)
            }
        }
    }
}
