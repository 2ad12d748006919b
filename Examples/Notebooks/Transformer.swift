import Datasets
import NeuralNetworks
import Plotting
import RandomGenerators
import Training

/// A small transformer over the 40 points of a signal, with and without vectors of positions. Without them it sees a set of numbers, and a shuffled
/// signal is the same to it.
enum Transformer: Notebook {
    static let name = "12-transformer"

    struct Row { var model: String, step: Int, accuracy: Double }

    static func figure(isQuick: Bool) throws -> Figure {
        let data = try MNIST1DDataset(MNIST1DConfiguration()).dataset
        let steps = isQuick ? 20 : 4000
        let rows = try [true, false].flatMap { hasPositions -> [Row] in
            var generator = TorchGenerator(seed: 0)
            let model = SignalTransformer(hasPositions: hasPositions, generator: &generator)
            let schedule = Schedule.linear(from: 0.01, to: 1, steps: 100).then(.cosine(steps: max(steps - 100, 1)), at: 100)
            let trainer = try Trainer(
                model, optimizer: AdamW(learningRate: 0.003).scheduled(schedule).clipped(norm: 1), loss: .negativeLogLikelihood,
                examples: data.train, batchSize: 100, order: .shuffledEachEpoch(generator))
            return try trainer.train(steps: steps, evaluatingEvery: isQuick ? 10 : 200) { _ in
                Row(
                    model: hasPositions ? "with positions" : "without positions", step: trainer.stepCount,
                    accuracy: try trainer.evaluate(data.test).accuracy)
            }
        }
        return Figure(height: 60) {
            Plot(x: .linear("Training step"), y: .linear("Test accuracy (%)", domain: 0...100)) {
                Line(rows, x: \.step, y: \.accuracy, series: \.model)
            }
        }
    }
}
