import Datasets
import NeuralNetworks
import Plotting
import RandomGenerators
import Training

/// Notebook 20.4, on signals: each point moves by ε in the direction in which the loss grows (the fast gradient sign method, I. Goodfellow et al.
/// 2015). A signal that looks the same is another digit to the network.
enum AdversarialSignals: Notebook {
    static let name = "20.4-adversarial-signals"

    struct Row { var epsilon: Float, accuracy: Double }

    static func figure(isQuick: Bool) throws -> Figure {
        let data = try MNIST1DDataset(MNIST1DConfiguration()).dataset
        var generator = TorchGenerator(seed: 0)
        let trainer = try Trainer(
            ConvolutionalNetwork(generator: &generator), optimizer: Adam(learningRate: 0.01), loss: .negativeLogLikelihood,
            examples: data.train, batchSize: 100)
        try trainer.train(steps: isQuick ? 100 : 6000)
        let slopes = try trainer.inputGradients(TrainingData(data.test))
        func moved(_ epsilon: Float) -> Examples {
            let features = zip(data.test.features, slopes).map { $0 + epsilon * ($1 > 0 ? 1 : $1 < 0 ? -1 : 0) }
            return Examples(features: features, labels: data.test.labels, length: 40)
        }
        let rows = try stride(from: 0, through: 0.5, by: 0.05).map { epsilon in
            Row(epsilon: Float(epsilon), accuracy: try trainer.evaluate(moved(Float(epsilon))).accuracy)
        }
        let first = data.test.features[..<40].map(Double.init)
        let other = moved(0.2).features[..<40].map(Double.init)
        let said = try [data.test, moved(0.2)].map { try trainer.predict($0.subset(0..<1))[0] }
        return Figure(width: .double, height: 60) {
            Plot(x: .linear("ε"), y: .linear("Test accuracy (%)", domain: 0...100)) {
                Line(rows, x: { Double($0.epsilon) }, y: \.accuracy, markers: true)
            }
            Plot("A test signal", x: .linear("Point"), y: .linear("Value")) {
                Line(x: Array(0..<40), y: first, series: "as it is: \(said[0])")
                Line(x: Array(0..<40), y: other, series: "moved by 0.2: \(said[1])")
            }
        }
    }
}
