import Autodiff
import Datasets
import NeuralNetworks

/// Trains one model: forward, backward and update as one compiled program.
///
/// The bits of every loss and parameter depend on the arguments alone.
public final class Trainer {
    /// A program for one batch size; all sizes share the parameters and the optimizer's state.
    private struct Step {
        let program: Program
        let features: Tensor
        let targets: Tensor
        let scalars: [TensorBuffer]
    }

    private let model: any Model
    private let optimizer: any Optimizer
    private let loss: Loss
    private let examples: Examples
    private let classCount: Int
    private let batchSize: Int
    private let loader: BatchLoader
    private var steps: [Int: Step] = [:]
    private var evaluators: [Int: Evaluator] = [:]
    private var state: [(name: String, buffer: TensorBuffer)] = []
    private var buffers: [String: TensorBuffer] = [:]
    /// The number of steps taken.
    public private(set) var stepCount = 0

    /// - Parameters:
    ///   - examples: what to train on; features (N, L), labels 0 ..< classCount.
    ///   - batchSize: examples a step.
    /// - Throws: the error of a model whose shapes do not fit the examples.
    public init(
        _ model: any Model, optimizer: any Optimizer, loss: Loss, examples: Examples,
        classCount: Int = 10, batchSize: Int, order: BatchOrder = .inOrder
    ) throws {
        self.model = model
        self.optimizer = optimizer
        self.loss = loss
        self.examples = examples
        self.classCount = classCount
        self.batchSize = batchSize
        loader = BatchLoader(examples, classCount: classCount, batchSize: batchSize, order: order)
        for parameter in model.parameters {
            define(parameter.name, TensorBuffer(parameter.shape, parameter.initialValues))
            for (name, initial) in optimizer.state {
                let values = [Float](repeating: initial, count: parameter.shape.count)
                define("\(parameter.name) \(name)", TensorBuffer(parameter.shape, values))
            }
        }
        for constant in model.constants {
            buffers[constant.name] = TensorBuffer(constant.shape, constant.initialValues)
        }
        // The first program is compiled at once, so that mistakes show before any work is done.
        _ = try step(for: min(batchSize, examples.count))
    }

    private func define(_ name: String, _ buffer: TensorBuffer) {
        state.append((name, buffer))
        buffers[name] = buffer
    }

    /// Takes one step and gives the mean loss of its batch before the update.
    @discardableResult
    public func step() throws -> Float {
        let batch = loader.batch(step: stepCount)
        let step = try step(for: batch.count)
        step.program.bind(step.features, to: batch.features)
        step.program.bind(step.targets, to: batch.targets)
        for (index, buffer) in step.scalars.enumerated() {
            buffer.scalar = optimizer.scalar(index, step: stepCount)
        }
        step.program.run()
        stepCount += 1
        return step.program.scalarOutput()
    }

    /// The values of a parameter, by name.
    public func values(of parameter: String) -> [Float]? { buffers[parameter]?.values }

    /// The mean loss and the accuracy on some examples, as the model is now.
    public func evaluate(_ examples: Examples) throws -> Evaluation {
        try evaluator(for: examples).evaluate(examples, classCount: classCount)
    }

    /// The class with the highest score for each example, the lowest class among equals.
    public func predict(_ examples: Examples) throws -> [Int] {
        try evaluator(for: examples).predict(examples, classCount: classCount)
    }

    private func evaluator(for examples: Examples) throws -> Evaluator {
        let key = examples.length
        if let known = evaluators[key] { return known }
        let new = Evaluator(model, loss: loss, buffers: buffers, length: examples.length)
        evaluators[key] = new
        return new
    }

    private func step(for count: Int) throws -> Step {
        if let known = steps[count] { return known }
        let graph = Graph()
        let features = graph.input("features", [examples.length, count])
        let targets = graph.input("targets", [classCount, count])
        let scalars = optimizer.scalarNames.map { graph.input($0, []) }
        let parameters = model.parameters.map { $0.tensor(in: graph) }
        let value = loss(model(features), targets)
        let gradients = gradients(of: value, withRespectTo: parameters)
        var updates: [(input: Tensor, value: Tensor)] = []
        for (index, parameter) in parameters.enumerated() {
            let old = optimizer.state.map {
                graph.input("\(model.parameters[index].name) \($0.name)", parameter.shape)
            }
            let new = optimizer.update(
                parameter, gradient: gradients[index], state: old, scalars: scalars)
            updates.append((parameter, new.parameter))
            updates += zip(old, new.state).map { ($0, $1) }
        }
        let program = try Program(graph, outputs: [value], updates: updates)
        bindState(program, in: graph)
        let scalarBuffers = scalars.map { scalar in
            let buffer = TensorBuffer([])
            program.bind(scalar, to: buffer)
            return buffer
        }
        let step = Step(program: program, features: features, targets: targets, scalars: scalarBuffers)
        steps[count] = step
        return step
    }

    private func bindState(_ program: Program, in graph: Graph) {
        for (name, buffer) in state { program.bind(graph.input(name, buffer.shape), to: buffer) }
        for constant in model.constants { program.bind(constant.tensor(in: graph), to: buffers[constant.name]!) }
    }

    /// Where the time of a step goes. The steps that are measured count as training.
    public func profile(runs: Int = 100) throws -> Profile {
        try step()
        return try step(for: min(batchSize, examples.count)).program.profile(runs: runs)
    }

    // MARK: Snapshots

    /// Everything needed to go on later: the step count, parameters and optimizer state.
    public struct Snapshot: Codable, Hashable, Sendable {
        /// The number of steps taken.
        public let stepCount: Int
        /// The bits of all state, parameter by parameter.
        let bits: [UInt32]
    }

    /// The state now.
    public var snapshot: Snapshot {
        Snapshot(stepCount: stepCount, bits: state.flatMap { $0.buffer.values.map(\.bitPattern) })
    }

    /// Goes on from a snapshot of a trainer with the same arguments, bit for bit.
    ///
    /// - Returns: false, changing nothing, where the snapshot belongs to another model or optimizer.
    public func restore(_ snapshot: Snapshot) -> Bool {
        guard snapshot.bits.count == state.reduce(0, { $0 + $1.buffer.shape.count }) else { return false }
        var start = 0
        for (_, buffer) in state {
            let end = start + buffer.shape.count
            buffer.values = snapshot.bits[start..<end].map(Float.init(bitPattern:))
            start = end
        }
        stepCount = snapshot.stepCount
        return true
    }
}
