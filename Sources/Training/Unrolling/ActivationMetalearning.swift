import Autodiff
import Datasets
import RandomGenerators

/// Learns an activation function by gradient descent through whole training runs (paper, Figure 6).
///
/// Inner loop: `NoisyTraining`, 301 steps. Meta objective: the mean of the last 200 inner losses. Outer loop: each
/// component of the meta gradient is limited to ±0.1, then m ← m - 0.3 dL/dm.
///
/// PyTorch's stream, as in the authors' notebook: it is seeded, gives the activation's parameters, then the first
/// weights. At the start of each inner run it is seeded again, after that run's weights were drawn. Each inner run is
/// followed by the draws of one look at the activation (100), and the next run's weights come after these. So all
/// runs but the first start from the same weights.
public final class ActivationMetalearning {
    /// What one outer step finds.
    public struct OuterStep: Codable, Hashable, Sendable {
        /// The meta objective before the update.
        public let meanLoss: Double
        /// The loss of the last inner step.
        public let finalLoss: Float
        /// The sum of the squared components of the limited meta gradient.
        public let squaredGradient: Double
        /// The accuracy in percent on the test examples after the inner run, with noise.
        public let testAccuracy: Double
    }

    /// How many of the last inner losses the meta objective averages.
    private static let averaged = 200

    /// The activation after the outer steps taken so far.
    public var activation: LearnedActivation { LearnedActivation(training.loop.meta) }
    /// The outer steps taken so far.
    public private(set) var stepCount: Int

    private let seed: UInt64
    private let training: NoisyTraining
    private let test: Examples
    private let metaRate: Float
    private let lossWeights: [Float]

    /// - Parameters:
    ///   - examples: the training examples.
    ///   - test: the test examples to take the accuracy on.
    ///   - resuming: the activation after some outer steps, and their number, to resume from there.
    public init(
        examples: Examples, test: Examples, classCount: Int = 10, seed: UInt64 = 0, innerSteps: Int = 301, metaRate: Float = 0.3,
        settings: NoisyTraining.Settings = NoisyTraining.Settings(), resuming: (activation: LearnedActivation, steps: Int)? = nil
    ) throws {
        var generator = TorchGenerator(seed: seed)
        let initial = LearnedActivation(generator: &generator)
        training = try NoisyTraining(
            .learned(resuming?.activation ?? initial), steps: innerSteps, examples: examples, classCount: classCount, settings: settings)
        stepCount = resuming?.steps ?? 0
        self.seed = seed
        self.test = test
        self.metaRate = metaRate
        let averaged = min(Self.averaged, innerSteps)
        lossWeights = (0..<innerSteps).map { $0 < innerSteps - averaged ? 0 : 1 / Float(averaged) }
    }

    /// The network after the last inner run, as PyTorch names and shapes it.
    public var stateDictionary: StateDictionary { training.stateDictionary }

    /// How many threads work on a step. The number changes no bit.
    public var threads: Int {
        get { training.loop.threads }
        set { training.loop.threads = newValue }
    }

    /// Trains once, differentiates through it and updates the activation.
    public func step() throws -> OuterStep {
        var generator = TorchGenerator(seed: seed)
        // Where the stream is before the weights are drawn: after the activation's parameters, or after a run.
        _ = LearnedActivation(generator: &generator)
        if stepCount > 0 {
            generator = TorchGenerator(seed: seed)
            training.skipRun(&generator)
        }
        training.reset(&generator)
        generator = TorchGenerator(seed: seed)
        training.run(&generator)
        let accuracy = try training.noisyTestAccuracy(test, &generator)
        let loop = training.loop
        loop.differentiate(lossWeights: lossWeights)
        var squared = 0.0
        for (parameter, gradient) in zip(loop.meta, loop.metaGradients) {
            let limited = gradient.values.map { min(max($0, -0.1), 0.1) }
            squared = limited.reduce(squared) { $0 + Double($1) * Double($1) }
            parameter.values = zip(parameter.values, limited).map { $0 - metaRate * $1 }
        }
        stepCount += 1
        let averaged = loop.losses.suffix(Self.averaged)
        return OuterStep(
            meanLoss: averaged.reduce(0) { $0 + Double($1) } / Double(averaged.count),
            finalLoss: loop.losses.last!, squaredGradient: squared, testAccuracy: accuracy)
    }
}
