import Datasets
import NeuralNetworks
import RandomGenerators
import Training

let data = try MNIST1DDataset(MNIST1DConfiguration()).dataset
var generator = TorchGenerator(seed: 42)
let trainer = try Trainer(
    MultilayerPerceptron(hidden: 100, generator: &generator), optimizer: Adam(learningRate: 0.01),
    loss: .negativeLogLikelihood, examples: data.train, batchSize: 100)
// Any number of steps may be given, to see how long they take.
try trainer.train(steps: CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 500)
print("test accuracy after \(trainer.stepCount) steps: \(try trainer.evaluate(data.test).accuracy) %")
