import Artifact
import Datasets
import RandomGenerators
import Training

extension MetalearnActivation {
    /// The examples on which the authors' notebook takes accuracy.
    private static func fewTestExamples(_ data: Dataset) -> Examples { data.test.subset(0..<min(500, data.test.count)) }

    /// What an interrupted metalearning resumes from.
    private struct State: Codable {
        var activation: LearnedActivation
        var steps: [ActivationMetalearning.OuterStep]
        var shapes: [LearnedShape]
    }

    static func learn(_ configuration: Metalearning, _ data: Dataset, _ context: RunContext) throws -> Learned {
        let outerSteps = configuration.outerSteps
        func hasShape(after step: Int) -> Bool { step % 10 == 0 || step == outerSteps }
        let saved = context.savedState(State.self) { state in
            state.activation.isWhole && state.steps.count <= outerSteps
                && state.shapes.map(\.outerStep) == (0...state.steps.count).filter(hasShape)
                && state.shapes.allSatisfy { $0.values.count == LearnedShape.points.count }
        }
        let metalearning = try ActivationMetalearning(
            examples: data.train, test: fewTestExamples(data), classCount: data.classCount, seed: UInt64(configuration.seed),
            innerSteps: configuration.innerSteps, metaRate: configuration.outer.learningRate,
            settings: configuration.inner.training, resuming: saved.map { ($0.activation, $0.steps.count) })
        metalearning.threads = context.threads
        var state =
            try saved
            ?? State(
                activation: metalearning.activation, steps: [],
                shapes: [LearnedShape(metalearning.activation, outerStep: 0)])
        while state.steps.count < outerSteps {
            state.steps.append(try metalearning.step())
            state.activation = metalearning.activation
            let count = state.steps.count
            if hasShape(after: count) {
                state.shapes.append(try LearnedShape(state.activation, outerStep: count))
            }
            try context.saveState(state)
            context.report(fraction: Double(count) / Double(outerSteps))
        }
        // After a resumption at the end there is no network any more.
        if metalearning.stepCount > 0 { try context.saveModel(metalearning.stateDictionary.archive.npzBytes()) }
        return Learned(
            outerSteps: state.steps, shapes: state.shapes, activation: state.activation,
            pieces: Pieces(state.shapes.last!))
    }

    static func baseline(
        _ activation: DesignedActivation, steps: Int, _ settings: NoisyTraining.Settings, _ data: Dataset, _ context: RunContext
    ) throws -> Accuracy {
        let training = try NoisyTraining(
            .designed(activation), steps: steps, examples: data.train, classCount: data.classCount, settings: settings)
        // The notebook's seed: the weights' stream, seeded again for the noise.
        var generator = TorchGenerator(seed: 0)
        training.reset(&generator)
        generator = TorchGenerator(seed: 0)
        training.run(&generator)
        try context.saveModel(training.stateDictionary.archive.npzBytes())
        return Accuracy(step: steps, percent: try training.noisyTestAccuracy(fewTestExamples(data), &generator))
    }

    static func converge(
        _ activation: Activation, seed: UInt32, steps: Int, interval: Int, _ settings: NoisyTraining.Settings, _ data: Dataset,
        _ context: RunContext
    ) throws -> [Accuracy] {
        // Weights from one stream, noise from another: all activations start from the same weights.
        var weights = TorchGenerator(seed: UInt64(seed), stream: "weights")
        var noise = TorchGenerator(seed: UInt64(seed), stream: "noise")
        let training = try NoisyTraining(
            activation, steps: interval, examples: data.train, classCount: data.classCount, settings: settings)
        training.loop.threads = context.threads
        training.reset(&weights)
        let accuracies = try stride(from: 0, to: steps, by: interval).map { start in
            if start > 0 { training.loop.goOn() }
            training.run(&noise, from: start)
            context.report(fraction: Double(start + interval) / Double(steps))
            return Accuracy(step: start + interval, percent: try training.testAccuracy(data.test))
        }
        try context.saveModel(training.stateDictionary.archive.npzBytes())
        return accuracies
    }
}
