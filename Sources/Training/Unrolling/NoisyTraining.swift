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
    /// What can be chosen; the defaults are the paper's.
    public struct Settings: Codable, Hashable, Sendable {
        /// Hidden units.
        public var hidden = 128
        public var batchSize = 100
        /// RMSprop's rate, and the part of the mean square that a step keeps.
        public var learningRate = 0.01
        public var smoothing = 0.4
        /// Noise is uniform over ± this.
        public var noise: Float = 0.1

        public init() {}
    }

    /// The loop, with the activation's parameters (if it is learned) as meta parameters.
    public let loop: UnrolledOptimization
    private let step: TrainingStep
    private let activation: Activation
    private let settings: Settings
    private let classCount: Int
    private let data: TrainingData
    /// For each step the noise of its pass.
    private let noise: [[TensorBuffer]]
    private let testNoise: [TensorBuffer]
    private let evaluator: Evaluator

    /// - Parameter steps: how many steps a run takes.
    /// - Parameter examples: the training examples, a multiple of the batch size.
    public init(
        _ activation: Activation, steps: Int, examples: Examples, classCount: Int = 10, settings: Settings = Settings()
    ) throws {
        self.activation = activation
        self.settings = settings
        self.classCount = classCount
        // The values are set before each run.
        var generator = TorchGenerator(seed: 0)
        let model = NoisyNetwork(
            activation, inputs: examples.length, hidden: settings.hidden, classes: classCount, generator: &generator)
        let step = try TrainingStep(
            model, optimizer: RMSprop(learningRate: settings.learningRate, smoothing: settings.smoothing, initialSquare: 1),
            loss: .negativeLogLikelihood)
        var meta: [Parameter] = []
        if case .learned(let learned) = activation { meta = learned.parameters }
        let loop = try UnrolledOptimization(
            steps: steps, step, meta: meta,
            data: [("features", [examples.length, settings.batchSize]), ("targets", [classCount, settings.batchSize])])
        // Labels outside the classes are found before any work is done.
        data = try TrainingData(examples, classCount: classCount)
        noise = (0..<steps).map { _ in model.inputs.map { TensorBuffer($0.shape) } }
        testNoise = model.inputs.map { TensorBuffer($0.shape) }
        let names = step.state.map(\.name) + meta.map(\.name) + model.inputs.map(\.name)
        evaluator = try Evaluator(
            model, loss: .negativeLogLikelihood,
            buffers: Dictionary(uniqueKeysWithValues: zip(names, loop.finalState + loop.meta + testNoise)),
            length: examples.length, classCount: classCount)
        self.step = step
        self.loop = loop
    }

    /// Draws new weights, and resets the optimizer.
    public func reset(_ generator: inout TorchGenerator) {
        let model = NoisyNetwork(
            activation, inputs: data["features"]!.shape[0], hidden: settings.hidden, classes: classCount, generator: &generator)
        var new = Dictionary(uniqueKeysWithValues: step.state.map { ($0.name, $0.initialValues) })
        for parameter in model.parameters { new[parameter.name] = parameter.initialValues }
        for (buffer, parameter) in zip(loop.initialState, step.state) { buffer.values = new[parameter.name]! }
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
        let batches = innerBatches(data, batchSize: settings.batchSize, steps: loop.steps, from: first)
        loop.run(data: zip(batches, noise).map { $0 + $1 }, from: first)
    }

    /// Moves the stream to where a run, its test passes and one look at the activation leave it.
    func skipRun(_ generator: inout TorchGenerator) {
        for _ in 0..<2 * loop.steps - 1 { skip(&generator) }
        for _ in 0..<activation.noiseCount { _ = generator.rand() }
    }

    /// The network after a run, as PyTorch names and shapes it.
    public var stateDictionary: StateDictionary {
        let values = Dictionary(uniqueKeysWithValues: zip(step.state.map(\.name), loop.finalState.map(\.values)))
        return StateDictionary(of: step.model) { values[$0] }
    }

    private func draw(_ buffers: [TensorBuffer], _ generator: inout TorchGenerator) {
        for buffer in buffers { buffer.values = generator.rand(buffer.shape.count).map { settings.noise * (2 * $0 - 1) } }
    }

    private func skip(_ generator: inout TorchGenerator) {
        for _ in 0..<activation.noiseCount + settings.hidden { _ = generator.rand() }
    }

    /// The accuracy in percent after a run, in a pass with noise drawn from the stream.
    public func noisyTestAccuracy(_ test: Examples, _ generator: inout TorchGenerator) throws -> Double {
        draw(testNoise, &generator)
        return try accuracy(test)
    }

    /// The accuracy in percent after a run, without noise.
    public func testAccuracy(_ test: Examples) throws -> Double {
        for buffer in testNoise { buffer.clear() }
        return try accuracy(test)
    }

    private func accuracy(_ test: Examples) throws -> Double {
        evaluator.threads = loop.threads
        let correct = zip(try evaluator.predict(test), test.labels).count { $0 == Int($1) }
        return 100 * Double(correct) / Double(test.count)
    }
}
