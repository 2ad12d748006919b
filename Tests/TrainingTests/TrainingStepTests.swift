import Autodiff
import Datasets
import NeuralNetworks
import RandomGenerators
import Testing
import Training

@Suite("One notion of a step")
struct TrainingStepTests {
    private let examples: Examples = {
        var generator = TorchGenerator(seed: 3)
        return Examples(
            features: generator.uniform(count: 60 * 8, from: -1, to: 1), labels: (0..<60).map { Int32($0 % 3) },
            length: 8)
    }()

    private func model() -> OneHiddenLayerNetwork {
        var generator = TorchGenerator(seed: 1)
        return OneHiddenLayerNetwork(inputs: 8, hidden: 5, classes: 3, activation: { tanh($0) }, generator: &generator)
    }

    @Test(
        "A loop that can be differentiated takes a trainer's steps, bit for bit",
        arguments: [
            Adam(learningRate: 0.02, weightDecay: 1e-3).scheduled(.linear(from: 1, to: 0, steps: 20)),
            RMSprop(learningRate: 0.01, momentum: 0.5, initialSquare: 1), RMSprop(learningRate: 0.01),
            StochasticGradientDescent(learningRate: 0.1, momentum: 0.9),
        ] as [any Optimizer])
    func sameSteps(optimizer: any Optimizer) throws {
        let trainer = try Trainer(
            model(), optimizer: optimizer, loss: .meanSquaredError, examples: examples, classCount: 3, batchSize: 20)
        let losses = try (0..<14).map { _ in try trainer.step() }
        let step = try TrainingStep(model(), optimizer: optimizer, loss: .meanSquaredError)
        let loop = try UnrolledOptimization(steps: 7, step, meta: [], data: [("features", [8, 20]), ("targets", [3, 20])])
        var unrolled: [Float] = []
        for first in [0, 7] {
            if first > 0 { loop.goOn() }
            loop.run(
                data: try innerBatches(TrainingData(examples, classCount: 3), batchSize: 20, steps: 7, from: first), from: first)
            unrolled += loop.losses
        }
        #expect(unrolled == losses)
        for (parameter, buffer) in zip(step.state, loop.finalState) {
            #expect(buffer.values == trainer.values(of: parameter.name))
        }
    }

    @Test("A meta parameter takes the place of the optimizer's scalar of its name")
    func metaParameters() throws {
        let step = try TrainingStep(
            model(), optimizer: StochasticGradientDescent(learningRate: 5), loss: .negativeLogLikelihood)
        let rate = Parameter(name: "learning rate", shape: [], initialValues: [0.1])
        let loop = try UnrolledOptimization(steps: 6, step, meta: [rate], data: [("features", [8, 20]), ("targets", [3, 20])])
        let data = try innerBatches(TrainingData(examples, classCount: 3), batchSize: 20, steps: 6)
        func meanLoss(_ rate: Float) -> Double {
            loop.meta[0].scalar = rate
            loop.run(data: data)
            return loop.losses.reduce(0) { $0 + Double($1) } / 6
        }
        let slope = (meanLoss(0.11) - meanLoss(0.09)) / 0.02
        _ = meanLoss(0.1)
        loop.differentiate(lossWeights: Array(repeating: 1 / 6, count: 6))
        #expect(abs(Double(loop.metaGradients[0].scalar) - slope) < 1e-3 * abs(slope))
        let trainer = try Trainer(
            model(), optimizer: StochasticGradientDescent(learningRate: 0.1), loss: .negativeLogLikelihood,
            examples: examples, classCount: 3, batchSize: 20)
        #expect(try (0..<6).map { _ in try trainer.step() } == loop.losses)
    }

    /// Two layers, with names to be chosen, some of them listed.
    private struct TwoLayers: Model {
        let first: Linear
        let second: Linear
        var listsBoth = true
        var inputs: [(name: String, shape: Shape)] = []

        init(_ names: (String, String)) {
            var generator = TorchGenerator(seed: 1)
            first = Linear(names.0, inputs: 8, outputs: 8, generator: &generator)
            second = Linear(names.1, inputs: 8, outputs: 3, generator: &generator)
        }

        var parameters: [Parameter] { first.parameters + (listsBoth ? second.parameters : []) }
        func callAsFunction(_ x: Tensor) -> Tensor { second(first(x)) }
    }

    private func error(_ model: TwoLayers) -> String? {
        do {
            _ = try Trainer(
                model, optimizer: Adam(learningRate: 0.01), loss: .negativeLogLikelihood, examples: examples,
                classCount: 3, batchSize: 20)
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test("Names that are there twice, and tensors that no list has, are errors that name them")
    func names() throws {
        #expect(error(TwoLayers(("a", "b"))) == nil)
        #expect(
            error(TwoLayers(("a", "a")))
                == "two tensors of the model or the optimizer have the name a.weight; give each its own")
        var model = TwoLayers(("a", "b"))
        model.listsBoth = false
        #expect(error(model) == "the model reads b.weight, which is none of its parameters, constants and inputs")
        model.listsBoth = true
        model.inputs = [("noise", [3])]
        #expect(error(model) == "the model takes noise from outside in each pass, which a Trainer has not got")
        let step = try TrainingStep(
            TwoLayers(("a", "b")), optimizer: StochasticGradientDescent(learningRate: 1), loss: .meanSquaredError)
        #expect {
            _ = try UnrolledOptimization(
                steps: 1, step, meta: [Parameter(name: "b.bias", shape: [3], initialValues: [0, 0, 0])],
                data: [("features", [8, 20]), ("targets", [3, 20])])
        } throws: {
            "\($0)" == "the meta parameter b.bias is also changed by the training step; give it another name"
        }
    }

    @Test("Examples of another length are refused")
    func lengths() throws {
        let trainer = try Trainer(
            model(), optimizer: Adam(learningRate: 0.01), loss: .negativeLogLikelihood, examples: examples,
            classCount: 3, batchSize: 20)
        let shorter = Examples(features: Array(repeating: 0, count: 14), labels: [0, 1], length: 7)
        #expect { try trainer.evaluate(shorter) } throws: { "\($0)" == "examples of 7 points for a model of 8" }
    }
}
