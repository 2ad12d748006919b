import Datasets
import NeuralNetworks
import Plotting
import RandomGenerators
import Training

/// Notebook 20.1: a network with four hidden layers of 300 fits signals, signals with permuted labels, and normal numbers with the signals' mean and
/// covariance: whether there is something to learn makes it faster, not possible.
enum RandomData: Notebook {
    static let name = "20.1-random-data"

    struct Row { var data: String, epoch: Double, loss: Double }

    static func figure(isQuick: Bool) throws -> Figure {
        let signals = try MNIST1DDataset(MNIST1DConfiguration()).dataset.train
        var draws = TorchGenerator(seed: 0, stream: "random data")
        let labels = draws.randperm(signals.count).map { signals.labels[$0] }
        let sets = [
            ("signals", signals), ("permuted labels", signals.relabelled(labels)), ("normal inputs", normal(like: signals, &draws)),
        ]
        let (epochs, batches) = (isQuick ? 2 : 60, signals.count / 100)
        let rows = try sets.flatMap { name, examples -> [Row] in
            var generator = TorchGenerator(seed: 0)
            let model = Perceptron([40, 300, 300, 300, 300, 10], weights: .kaimingUniform, biases: .zeros, generator: &generator)
            let trainer = try Trainer(
                model,
                optimizer: StochasticGradientDescent(learningRate: 0.02, momentum: 0.9)
                    .scheduled(.step(every: 20, by: 0.5).perEpoch(of: batches)),
                loss: .negativeLogLikelihood, examples: examples, batchSize: 100, order: .shuffledEachEpoch(generator))
            return try trainer.train(steps: epochs * batches, evaluatingEvery: batches) { _ in
                Row(data: name, epoch: Double(trainer.stepCount) / Double(batches), loss: try trainer.evaluate(examples).loss)
            }
        }
        return Figure(height: 60) {
            Plot(x: .linear("Epoch"), y: .linear("Training loss")) { Line(rows, x: \.epoch, y: \.loss, series: \.data) }
        }
    }

    /// Mean + A z with a matrix A whose A Aᵀ is the covariance (Cholesky), z normal.
    private static func normal(like examples: Examples, _ generator: inout TorchGenerator) -> Examples {
        let (n, d) = (examples.count, examples.length)
        let x = examples.features.map(Double.init)
        let mean = (0..<d).map { column in (0..<n).reduce(0) { $0 + x[$1 * d + column] } / Double(n) }
        var a = [[Double]](repeating: [Double](repeating: 0, count: d), count: d)
        for i in 0..<d {
            for j in 0...i {
                let covariance = (0..<n).reduce(0) { $0 + (x[$1 * d + i] - mean[i]) * (x[$1 * d + j] - mean[j]) } / Double(n - 1)
                let rest = covariance - (0..<j).reduce(0) { $0 + a[i][$1] * a[j][$1] }
                a[i][j] = i == j ? rest.squareRoot() : rest / a[j][j]
            }
        }
        let features = (0..<n).flatMap { _ -> [Float] in
            let z = generator.normal(count: d).map(Double.init)
            return (0..<d).map { i in Float((0...i).reduce(mean[i]) { $0 + a[i][$1] * z[$1] }) }
        }
        return Examples(features: features, labels: examples.labels, length: d)
    }
}
