import Datasets
import NeuralNetworks
import Plotting
import RandomGenerators
import Training

/// Notebook 20.3: a network of 500 units is trained, its smallest weights are masked, and the rest is trained again from its first values, again and
/// again: lottery tickets. A tenth of the weights errs less than all of them.
enum LotteryTickets: Notebook {
    static let name = "20.3-lottery-tickets"

    struct Row { var sparsity: Double, loss: Double, error: Double }

    static func figure(isQuick: Bool) throws -> Figure {
        let data = try MNIST1DDataset(MNIST1DConfiguration()).dataset
        var generator = TorchGenerator(seed: 0)
        let dense = MultilayerPerceptron(hidden: 500, generator: &generator)
        var scores = dense.layers.map { ($0.weight.initialValues + $0.bias.initialValues).map(\.magnitude) }
        let (prunings, steps) = isQuick ? (3, 20) : (100, 1500)
        let rows = try (0..<prunings).map { pruning -> Row in
            // The last one would keep nothing.
            let sparsity = Double(pruning) / Double(prunings)
            let model = MaskedMultilayerPerceptron(dense, masks: scores.map { pruningMask(scores: $0, sparsity: sparsity) })
            let trainer = try Trainer(
                model, optimizer: Adam(learningRate: 0.02), loss: .negativeLogLikelihood, examples: data.train, batchSize: 100)
            try trainer.train(steps: steps)
            scores = model.layers.map { $0.denseValues(trainer.values).map(\.magnitude) }
            let test = try trainer.evaluate(data.test)
            return Row(sparsity: 100 * sparsity, loss: test.loss, error: 100 - test.accuracy)
        }
        return Figure(width: .double, height: 60) {
            Plot("Loss", x: .linear("Masked (%)"), y: .log("Test loss")) { Line(rows, x: \.sparsity, y: \.loss) }
            Plot("Error", x: .linear("Masked (%)"), y: .linear("Test error (%)")) { Line(rows, x: \.sparsity, y: \.error) }
        }
    }
}
