import Autodiff
import Datasets
import NeuralNetworks
import RandomGenerators

/// The inner problem of metalearned activations (paper, Figure 6): a network 40-128-10 whose hidden layer is noisy,
/// h = f(W₁ x + b₁) + ε with εᵢ = 0.1 (2u - 1), one for each hidden unit and pass; batches of 100 in order.
///
/// The optimizer is RMSprop without momentum from a mean square of one:
/// s ← 0.4 s + 0.6 g²; w ← w - 0.01 g / (√s + 10⁻⁸).
///
/// Random numbers come from PyTorch's stream. A pass draws the noise of a learned activation first, then that of
/// the hidden layer; after each step but the first the test accuracy is taken, whose pass draws too.
public final class NoisyTraining {
    /// The hidden units.
    public static let hidden = 128

    /// The loop, with the activation's parameters (if it is learned) as meta parameters.
    public let loop: UnrolledOptimization
    private let activation: Activation
    private let batchSize: Int
    private let examples: Examples
    private let noise: [[TensorBuffer]]

    /// - Parameter steps: how many steps a run takes.
    /// - Parameter examples: the training examples, a multiple of the batch size.
    public init(_ activation: Activation, steps: Int, examples: Examples, batchSize: Int = 100) throws {
        self.activation = activation
        self.batchSize = batchSize
        self.examples = examples
        // The values are set before each run.
        var generator = TorchGenerator(seed: 0)
        let weights = Self.layers(examples.length, &generator)
        let squares = weights.map {
            Parameter(
                name: "mean square of \($0.name)", shape: $0.shape,
                initialValues: Array(repeating: 1, count: $0.shape.count))
        }
        var meta: [Parameter] = []
        if case .learned(let learned) = activation { meta = learned.parameters }
        loop = try UnrolledOptimization(
            steps: steps, state: weights + squares, meta: meta,
            data: [
                ("features", [examples.length, batchSize]), ("targets", [10, batchSize]),
                ("activation noise", [max(activation.noiseCount, 1)]), ("noise", [Self.hidden]),
            ]
        ) { state, meta, data in
            let weights = Array(state.prefix(4))
            let scores = Self.scores(data[0], weights, activation, meta, noise: Array(data[2...]))
            let loss = Loss.negativeLogLikelihood(scores, data[1])
            let gradients = gradients(of: loss, withRespectTo: weights)
            let squares = zip(state.dropFirst(4), gradients).map { 0.4 * $0 + 0.6 * $1 * $1 }
            let moved = zip(zip(weights, gradients), squares).map { old, square in
                old.0 - 0.01 * old.1 / (squareRoot(square) + 1e-8)
            }
            return InnerStep(state: moved + squares, loss: loss)
        }
        noise = (0..<steps).map { _ in
            [TensorBuffer([max(activation.noiseCount, 1)]), TensorBuffer([Self.hidden])]
        }
    }

    private static func layers(_ length: Int, _ generator: inout TorchGenerator) -> [Parameter] {
        let first = Linear("linear1", inputs: length, outputs: hidden, generator: &generator)
        let second = Linear("linear2", inputs: hidden, outputs: 10, generator: &generator)
        return first.parameters + second.parameters
    }

    private static func scores(
        _ x: Tensor, _ weights: [Tensor], _ activation: Activation, _ meta: [Tensor], noise: [Tensor]
    ) -> Tensor {
        func layer(_ x: Tensor, _ weight: Tensor, _ bias: Tensor) -> Tensor {
            let y = product(weight, x)
            return y + bias.broadcast(to: y.shape, axes: [0])
        }
        let before = layer(x, weights[0], weights[1])
        let after =
            switch activation {
            case .designed(let function): function(before)
            case .learned: LearnedActivation.trace(before, meta, noise: noise[0])
            }
        return layer(after + noise[1].broadcast(to: after.shape, axes: [0]), weights[2], weights[3])
    }

    /// Draws new weights, and resets the optimizer.
    public func reset(_ generator: inout TorchGenerator) {
        for (buffer, parameter) in zip(loop.initialState, Self.layers(examples.length, &generator)) {
            buffer.values = parameter.initialValues
        }
        for buffer in loop.initialState.dropFirst(4) {
            buffer.values = Array(repeating: 1, count: buffer.shape.count)
        }
    }

    /// Trains from the loop's initial state.
    ///
    /// - Parameter first: the number of steps taken before; it says which batch is next.
    public func run(_ generator: inout TorchGenerator, from first: Int = 0) {
        for (index, buffers) in noise.enumerated() {
            // The pass over test examples that follows each step but the first.
            if first + index > 1 { skip(&generator) }
            draw(buffers, &generator)
        }
        // The last test pass is drawn by `noisyTestAccuracy` or not at all.
        let batches = innerBatches(examples, batchSize: batchSize, steps: loop.steps, from: first)
        loop.run(data: zip(batches, noise).map { $0 + $1 })
    }

    /// Moves the stream to where a run, its test passes and one look at the activation leave it.
    func skipRun(_ generator: inout TorchGenerator) {
        for _ in 0..<2 * loop.steps - 1 { skip(&generator) }
        for _ in 0..<activation.noiseCount { _ = generator.rand() }
    }

    private func draw(_ buffers: [TensorBuffer], _ generator: inout TorchGenerator) {
        func noise(_ count: Int) -> [Float] { generator.rand(count).map { 0.1 * (2 * $0 - 1) } }
        if activation.noiseCount > 0 { buffers[0].values = noise(activation.noiseCount) }
        buffers[1].values = noise(Self.hidden)
    }

    private func skip(_ generator: inout TorchGenerator) {
        for _ in 0..<activation.noiseCount + Self.hidden { _ = generator.rand() }
    }

    /// The accuracy in percent after a run, in a pass with noise drawn from the stream.
    public func noisyTestAccuracy(_ test: Examples, _ generator: inout TorchGenerator) throws -> Double {
        let evaluation = try evaluation(test)
        draw(evaluation.noise, &generator)
        return accuracy(evaluation)
    }

    /// The accuracy in percent after a run, without noise.
    public func testAccuracy(_ test: Examples) throws -> Double {
        let evaluation = try evaluation(test)
        for buffer in evaluation.noise { buffer.clear() }
        return accuracy(evaluation)
    }

    private struct Evaluation {
        let program: Program
        let weights: [Tensor]
        let noise: [TensorBuffer]
        let test: Examples
    }

    private var lastEvaluation: Evaluation?

    private func evaluation(_ test: Examples) throws -> Evaluation {
        if let known = lastEvaluation, known.test == test { return known }
        let graph = Graph()
        let features = graph.input("features", [test.length, test.count])
        let weights = loop.finalState.prefix(4).enumerated().map { graph.input("weights \($0)", $1.shape) }
        let meta = loop.meta.enumerated().map { graph.input("meta \($0)", $1.shape) }
        let noise = [max(activation.noiseCount, 1), Self.hidden].enumerated().map {
            graph.input("noise \($0)", [$1])
        }
        let scores = Self.scores(features, weights, activation, meta, noise: noise)
        let program = try Program(graph, outputs: [scores])
        let batch = BatchLoader.batch(test, 0..<test.count, classCount: 10)
        program.bind(features, to: batch.features)
        for (tensor, buffer) in zip(meta, loop.meta) { program.bind(tensor, to: buffer) }
        let buffers = noise.map { TensorBuffer($0.shape) }
        for (tensor, buffer) in zip(noise, buffers) { program.bind(tensor, to: buffer) }
        let new = Evaluation(program: program, weights: weights, noise: buffers, test: test)
        lastEvaluation = new
        return new
    }

    private func accuracy(_ evaluation: Evaluation) -> Double {
        for (tensor, buffer) in zip(evaluation.weights, loop.finalState) {
            evaluation.program.bind(tensor, to: buffer)
        }
        evaluation.program.threads = loop.threads
        evaluation.program.run()
        let scores = evaluation.program.output()
        let count = evaluation.test.count
        let correct = (0..<count).count { example in
            let best = (1..<10).reduce(0) { scores[$1 * count + example] > scores[$0 * count + example] ? $1 : $0 }
            return best == Int(evaluation.test.labels[example])
        }
        return 100 * Double(correct) / Double(count)
    }
}
