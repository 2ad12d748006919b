import Autodiff
import Datasets
import NeuralNetworks
import RandomGenerators
import Testing
import Training

/// The dense code with zeros: every weight is a parameter, and is multiplied by its mask in the forward pass.
private struct DenseWithZeros: Model {
    let dense: MultilayerPerceptron
    let masks: [[Bool]]

    var parameters: [Parameter] { dense.parameters }

    var constants: [Parameter] {
        zip(dense.layers, masks).flatMap { layer, mask in
            let weights = layer.weight.shape.count
            return [
                Parameter(
                    name: layer.weight.name + " mask", shape: layer.weight.shape,
                    initialValues: mask[..<weights].map { $0 ? 1 : 0 }),
                Parameter(
                    name: layer.bias.name + " mask", shape: layer.bias.shape,
                    initialValues: mask[weights...].map { $0 ? 1 : 0 }),
            ]
        }
    }

    func callAsFunction(_ x: Tensor) -> Tensor {
        func masked(_ parameter: Parameter) -> Tensor {
            let mask = x.graph.input(parameter.name + " mask", parameter.shape)
            return parameter.tensor(in: x.graph) * mask
        }
        func apply(_ layer: Linear, _ x: Tensor) -> Tensor {
            let y = product(masked(layer.weight), x)
            return y + masked(layer.bias).broadcast(to: y.shape, axes: [0])
        }
        let h1 = relu(apply(dense.layers[0], x))
        let h2 = relu(apply(dense.layers[1], h1))
        return apply(dense.layers[2], h1 + h2)
    }
}

@Suite("Training of masked models")
struct MaskedTrainingTests {
    private func masks(_ dense: MultilayerPerceptron, sparsity: Double) -> [[Bool]] {
        dense.layers.map { layer in
            let values = layer.weight.initialValues + layer.bias.initialValues
            return pruningMask(scores: values.map(\.magnitude), sparsity: sparsity)
        }
    }

    private func data(_ count: Int) -> Examples {
        var generator = TorchGenerator(seed: 3)
        return Examples(
            features: generator.uniform(count: count * 40, from: -1, to: 1),
            labels: (0..<count).map { Int32($0 * 7 % 10) }, length: 40)
    }

    /// A masked model, and the dense code with zeros, after the same steps.
    private func trainings(sparsity: Double) throws -> (
        masks: [[Bool]], masked: MaskedMultilayerPerceptron, sparse: Trainer, zeros: Trainer
    ) {
        var generator = TorchGenerator(seed: 5)
        let dense = MultilayerPerceptron(hidden: 70, generator: &generator)
        let masks = masks(dense, sparsity: sparsity)
        let masked = MaskedMultilayerPerceptron(dense, masks: masks)
        func trainer(_ model: any Model) throws -> Trainer {
            try Trainer(
                model, optimizer: Adam(learningRate: 0.02), loss: .negativeLogLikelihood,
                examples: data(150), batchSize: 60)
        }
        return (masks, masked, try trainer(masked), try trainer(DenseWithZeros(dense: dense, masks: masks)))
    }

    @Test("With most weights left whole trainings have the bits of the dense code with zeros", arguments: [0, 0.3, 0.4])
    func bits(sparsity: Double) throws {
        let (masks, masked, sparse, zeros) = try trainings(sparsity: sparsity)
        for step in 0..<60 {
            #expect(try sparse.step().bitPattern == zeros.step().bitPattern, "step \(step)")
        }
        for (layer, mask) in zip(masked.layers, masks) {
            let values = layer.denseValues(sparse.values)
            let expected = zeros.values(of: layer.weight.name)! + zeros.values(of: layer.bias.name)!
            for (index, isThere) in mask.enumerated() {
                #expect(values[index].bitPattern == (isThere ? expected[index].bitPattern : 0))
            }
        }
        #expect(try sparse.evaluate(data(90)) == zeros.evaluate(data(90)))
    }

    @Test(
        "With few weights left outputs have the bits of the dense code with zeros, and trainings follow it",
        arguments: [0.6, 0.8, 0.92, 0.99])
    func follows(sparsity: Double) throws {
        let (_, masked, sparse, zeros) = try trainings(sparsity: sparsity)
        #expect(masked.layers.allSatisfy { $0.weightMask == nil })
        #expect(try sparse.evaluate(data(90)) == zeros.evaluate(data(90)))
        for step in 0..<20 {
            let (loss, expected) = (try sparse.step(), try zeros.step())
            if step == 0 { #expect(loss.bitPattern == expected.bitPattern) }
            // Sums of the gradients differ in their last bits, which these runs amplify.
            #expect(abs(loss - expected) <= 1e-4 * expected, "step \(step): \(loss) and \(expected)")
        }
    }

    @Test("Losses follow PyTorch's", arguments: [0, 0.5, 0.92])
    func golden(sparsity: Double) throws {
        let column = "sparsity_\(sparsity)"
        let golden = try goldenColumns("lottery_losses_magnitude_of_init_adam_seed42")[column]!
        var generator = TorchGenerator(seed: 42)
        let dense = MultilayerPerceptron(hidden: 500, generator: &generator)
        let model = MaskedMultilayerPerceptron(dense, masks: masks(dense, sparsity: sparsity))
        let trainer = try Trainer(
            model, optimizer: Adam(learningRate: 0.02), loss: .negativeLogLikelihood,
            examples: LossTests.data.get().train, batchSize: 100)
        // These runs amplify rounding.
        try follow(Array(golden.prefix(10)), tolerance: 1e-3, trainer, column, atLeast: 10)
        try follow(Array(golden.dropFirst(10).prefix(30)), tolerance: 0.05, trainer, column, atLeast: 30)
    }

    @Test(
        "Analyses of tickets follow PyTorch's losses",
        arguments: [
            "dense_none", "ticket_none", "dense_reversed", "ticket_reversed", "dense_permuted", "ticket_permuted", "ticket_newWeights",
        ])
    func analyses(column: String) throws {
        let golden = try goldenColumns("analyses", in: "pytorch/lottery")[column]!
        func network(_ seed: UInt64) -> MultilayerPerceptron {
            var generator = TorchGenerator(seed: seed)
            return MultilayerPerceptron(hidden: 500, generator: &generator)
        }
        let parts = column.split(separator: "_")
        var data = try LossTests.data.get()
        if parts[1] == "reversed" { data = data.reversingPositions() }
        if parts[1] == "permuted" {
            var generator = NumPyRandomState(seed: 0)
            data = data.permutingPositions(generator.permutation(40))
        }
        let dense = network(parts[1] == "newWeights" ? 43 : 42)
        let model: any Model =
            parts[0] == "dense"
            ? dense : MaskedMultilayerPerceptron(dense, masks: masks(network(42), sparsity: 0.92))
        let trainer = try Trainer(
            model, optimizer: Adam(learningRate: 0.02), loss: .negativeLogLikelihood, examples: data.train, batchSize: 500)
        // At this rate and width the order of summation shows in the fifth digit after 14 steps.
        try follow(Array(golden.prefix(13)), tolerance: 1e-5, trainer, column, atLeast: 13)
    }

    @Test("A chain of retrains follows PyTorch's losses, masks by the magnitudes after a step included")
    func chain() throws {
        let golden = try goldenColumns("chain", in: "pytorch/lottery")
        var generator = TorchGenerator(seed: 42)
        let dense = MultilayerPerceptron(hidden: 30, generator: &generator)
        var ranked: [[Float]] = dense.layers.map { $0.weight.initialValues + $0.bias.initialValues }
        for sparsity in [0, 0.5, 0.9] {
            let scores = Pruning.magnitude.scores(ranked, generator: &generator)
            let model = MaskedMultilayerPerceptron(dense, masks: scores.map { pruningMask(scores: $0, sparsity: sparsity) })
            let trainer = try Trainer(
                model, optimizer: Adam(learningRate: 0.02), loss: .negativeLogLikelihood,
                examples: LossTests.data.get().train, batchSize: 100)
            let losses = golden["sparsity_\(sparsity)"]!
            try follow(Array(losses[..<4]), tolerance: 1e-5, trainer, "sparsity \(sparsity)", atLeast: 4)
            ranked = model.layers.map { $0.denseValues(trainer.values) }
            try follow(Array(losses[4...]), tolerance: 1e-5, trainer, "sparsity \(sparsity)", atLeast: 2)
        }
    }

    @Test("A model with nothing left answers zero, and trains without moving")
    func nothingLeft() throws {
        var generator = TorchGenerator(seed: 5)
        let dense = MultilayerPerceptron(hidden: 20, generator: &generator)
        let trainer = try Trainer(
            MaskedMultilayerPerceptron(dense, masks: masks(dense, sparsity: 1)),
            optimizer: Adam(learningRate: 0.02), loss: .negativeLogLikelihood, examples: data(50), batchSize: 50)
        let losses = try (0..<3).map { _ in try trainer.step() }
        #expect(losses.allSatisfy { abs($0 - 2.302585) < 1e-6 })
        #expect(try trainer.evaluate(data(50)).accuracy == 10)
    }

    @Test("Pruning drops the lowest, the first among equals")
    func pruning() {
        #expect(pruningMask(scores: [3, 1, 2, 1, 1], sparsity: 0.4) == [true, false, true, false, true])
        #expect(pruningMask(scores: [3, .nan, 2], sparsity: 0.34) == [true, false, true])
        #expect(pruningMask(scores: [3, 1], sparsity: 0.49) == [true, true])
        #expect(pruningMask(scores: [3, 1], sparsity: 1) == [false, false])
    }

    @Test("Magnitude keeps masked weights masked; random scores come from the stream, layer by layer")
    func scores() {
        var generator = TorchGenerator(seed: 1)
        #expect(Pruning.magnitude.scores([[-2, 0], [1]], generator: &generator) == [[2, 0], [1]])
        var copy = generator
        let scores = Pruning.random.scores([[0, 0], [0]], generator: &generator)
        #expect(scores.flatMap { $0 } == copy.rand(3))
    }
}
