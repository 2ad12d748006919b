import Autodiff
import Datasets
import NeuralNetworks
import RandomGenerators
import Testing
import Training

@Suite("Looking into a model")
struct InspectionTests {
    private let data: TrainingData = {
        var generator = TorchGenerator(seed: 3)
        // More than one chunk of 500.
        return TrainingData([
            "features": .init(generator.uniform(count: 700 * 4, from: -1, to: 1), shape: [4]),
            "targets": .init(generator.uniform(count: 700 * 2, from: -1, to: 1), shape: [2]),
        ])
    }()

    private let model: Perceptron = {
        var generator = TorchGenerator(seed: 1)
        return Perceptron([4, 5, 2], activation: { tanh($0) }, generator: &generator)
    }()

    private func trainer(_ model: any Model) throws -> Trainer {
        try Trainer(model, optimizer: StochasticGradientDescent(learningRate: 0.1), data: data, batchSize: 50) {
            Loss.meanSquaredError(model($0.features), $0.targets)
        }
    }

    /// The mean loss with other features of one example, or other parameters.
    private func loss(_ trainer: Trainer, _ data: TrainingData) throws -> Double { try trainer.evaluate(data).loss }

    @Test("Values of layers are those of the layers, example after example")
    func activations() throws {
        let trainer = try trainer(model)
        let values = try trainer.values(of: data) { [tanh(model.layers[0]($0.features)), model($0.features)] }
        #expect(values.map(\.count) == [3500, 1400])
        let weights = trainer.values(of: "linear2.weight")!
        let biases = trainer.values(of: "linear2.bias")!
        for example in [0, 499, 500, 699] {
            for output in 0..<2 {
                let expected = (0..<5).reduce(biases[output]) { $0 + weights[output * 5 + $1] * values[0][example * 5 + $1] }
                #expect(abs(values[1][example * 2 + output] - expected) < 1e-5)
            }
        }
    }

    @Test("The losses and gradients of single examples have the whole loss and its gradient as their means")
    func examples() throws {
        let few = data.subset(480..<520)
        let trainer = try trainer(model)
        let losses = try trainer.exampleLosses(few)
        #expect(losses.count == 40)
        #expect(abs(losses.reduce(0) { $0 + Double($1) } / 40 - (try loss(trainer, few))) < 1e-6)
        let gradients = try trainer.exampleGradients(few)
        #expect(gradients.count == 40 && gradients[0].count == model.parameterCount)
        for (index, mean) in try trainer.gradient(few).enumerated() {
            #expect(abs(gradients.reduce(0) { $0 + $1[index] } / 40 - mean) < 1e-5)
        }
    }

    @Test("Gradients by the input are differences of the loss")
    func inputGradients() throws {
        let few = data.subset(0..<3)
        let trainer = try trainer(model)
        let slopes = try trainer.inputGradients(few)
        #expect(slopes.count == 12)
        for index in 0..<12 {
            func shifted(_ by: Float) throws -> Double { try loss(trainer, few.replacing("features") { $0[index] += by }) }
            // The loss is a mean over 3 examples.
            let difference = try 3 * (shifted(0.01) - shifted(-0.01)) / 0.02
            #expect(abs(Double(slopes[index]) - difference) < 1e-3)
        }
    }

    @Test("A product with the Hessian is the difference of gradients, and its largest eigenvalue that of a quadratic")
    func hessian() throws {
        let trainer = try trainer(model)
        let vector = (0..<model.parameterCount).map { Float($0 % 3) - 1 }
        let product = try trainer.hessianVectorProduct(data, vector)
        func moved(_ by: Float) throws -> [Float] {
            var start = 0
            let other = model.initialized { parameter in
                defer { start += parameter.shape.count }
                return zip(parameter.initialValues, vector[start...]).map { $0 + by * $1 }
            }
            return try self.trainer(other).gradient(data)
        }
        for (a, (plus, minus)) in zip(product, zip(try moved(0.01), try moved(-0.01))) { #expect(abs(a - (plus - minus) / 0.02) < 2e-3) }

        // (w · x)² over examples x = (1, 0), (0, 2), and so the Hessian is diagonal: 1 and 4.
        let w = Parameter(name: "w", shape: [1, 2], initialValues: [0.3, 0.1])
        let quadratic = try Trainer(
            Weights(parameters: [w]), optimizer: StochasticGradientDescent(learningRate: 0.1),
            data: TrainingData(["features": .init([1, 0, 0, 2], shape: [2])])
        ) { batch in
            let y = Autodiff.product(w.tensor(in: batch.graph), batch.features)
            return (y * y).mean()
        }
        let all = TrainingData(["features": .init([1, 0, 0, 2], shape: [2])])
        let largest = try #require(try quadratic.largestHessianEigenvalue(all))
        #expect(abs(largest.value - 4) < 1e-3)
        #expect(abs(abs(largest.vector[1]) - 1) < 1e-2)
        #expect(try quadratic.largestHessianEigenvalue(all, iterations: 1) == nil)
    }

    @Test("A convex loss is minimized until its gradient is small, and is least there")
    func minimizes() throws {
        var generator = TorchGenerator(seed: 2)
        let linear = Linear("linear", inputs: 4, outputs: 2, generator: &generator)
        let trainer = try trainer(linear)
        let before = try loss(trainer, data)
        #expect(try trainer.minimize(data, by: LimitedMemoryBFGS(tolerance: 1e-4)))
        let least = try loss(trainer, data)
        #expect(least < before && trainer.stepCount == 0)
        #expect(try trainer.gradient(data).allSatisfy { abs($0) <= 2e-4 })
        #expect(try !trainer.minimize(data, by: LimitedMemoryBFGS(tolerance: 0, iterations: 1)))
        // Any step away is upwards.
        for index in 0..<8 {
            var weights = trainer.values(of: "linear.weight")!
            weights[index] += 0.05
            let moved = try self.trainer(
                try linear.starting(from: [
                    StateTensor(name: "linear.weight", shape: [2, 4], values: weights), trainer.stateDictionary.tensors[1],
                ]))
            #expect(try loss(moved, data) > least)
        }
    }

    private struct Weights: Model {
        let parameters: [Parameter]
        func callAsFunction(_ x: Tensor) -> Tensor { x }
    }
}
