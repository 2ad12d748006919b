import Autodiff
import Datasets
import NeuralNetworks
import RandomGenerators
import Training

/// A loss: the negative log likelihood of labels, of which a part is spread over all classes.
func smoothedLoss(_ scores: Tensor, _ targets: Tensor, smoothing: Float = 0.1) -> Tensor {
    let smooth = (1 - smoothing) * targets + smoothing / Float(targets.shape[0])
    return -((logSoftmax(scores) * smooth).sum() / Float(targets.shape[1]))
}

/// A layer: a trained factor for each number.
struct Scale: Model {
    let factor: Parameter
    var parameters: [Parameter] { [factor] }

    init(_ name: String, size: Int) {
        factor = Parameter(name: "\(name).weight", shape: [size], initialValues: Array(repeating: 1, count: size))
    }

    func callAsFunction(_ x: Tensor) -> Tensor { x * factor.tensor(in: x.graph).broadcast(to: x.shape, axes: [0]) }
}

/// An optimizer: steps of one length, in the direction of the gradient's signs.
struct SignDescent: Optimizer {
    let learningRate: Double
    let state: [(name: String, initial: Float)] = []
    let scalarNames = ["learning rate"]

    func scalar(_ index: Int, step: Int, factor: Double) -> Float { Float(learningRate * factor) }

    func update(_ parameter: Tensor, gradient: Tensor, state: [Tensor], scalars: [Tensor]) -> (parameter: Tensor, state: [Tensor]) {
        let zero = gradient.filled(0)
        let sign = isGreater(gradient, zero) - isGreater(zero, gradient)
        return (parameter - scalars[0].broadcast(to: parameter.shape) * sign, [])
    }
}

/// A model of layers, trained with all of them, on signals that are rolled at random.
func ownTrainer(_ data: Dataset) throws -> Trainer {
    var generator = TorchGenerator(seed: 0)
    let model = Sequential(
        Linear("linear1", inputs: 40, outputs: 50, weights: .kaimingUniform, biases: .zeros, generator: &generator),
        Function.relu, Scale("scale", size: 50), Linear("linear2", inputs: 50, outputs: 10, generator: &generator))
    let schedule = Schedule { 1 / (1 + 0.01 * Double($0)) }
    let roll = BatchTransformation { batch, generator in
        batch.replacing("features") { x in
            for start in stride(from: 0, to: x.count, by: 40) {
                let shift = Int(3 * generator.rand())
                x[start..<start + 40] = x[start + shift..<start + 40] + x[start..<start + shift]
            }
        }
    }
    return try Trainer(
        model, optimizer: SignDescent(learningRate: 0.002).scheduled(schedule).clipped(norm: 5).averaged(decay: 0.99),
        data: TrainingData(data.train), batchSize: 100, order: .shuffledEachEpoch(generator), transformation: roll, random: generator
    ) { batch in
        let hidden = model.outputs(batch.features)[2]
        let penalty = (hidden * hidden).mean()
        batch.report("penalty", penalty)
        return smoothedLoss(model(batch.features), batch.targets) + 0.01 * penalty
    }
}
