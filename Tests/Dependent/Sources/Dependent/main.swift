import Datasets
import NeuralNetworks
import RandomGenerators
import Training

let data = try MNIST1DDataset(MNIST1DConfiguration()).dataset
var generator = TorchGenerator(seed: 42)
let trainer = try Trainer(
    MultilayerPerceptron(hidden: 100, generator: &generator), optimizer: Adam(learningRate: 0.01),
    loss: .negativeLogLikelihood, examples: data.train, batchSize: 100)
try trainer.train(steps: 500)
print("test accuracy after \(trainer.stepCount) steps: \(try trainer.evaluate(data.test).accuracy) %")
