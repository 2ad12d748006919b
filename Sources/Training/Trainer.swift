import Autodiff
import Datasets
import NeuralNetworks
import RandomGenerators

/// Trains one model: forward, backward and update as one compiled program.
///
/// The bits of every loss and parameter depend on the arguments alone.
public final class Trainer {
    /// A batch and the program that reads it: what a step needs, with one reference to count instead of many.
    final class BoundBatch {
        fileprivate let compiled: Compiled
        fileprivate let bindings: Program.Bindings

        fileprivate init(_ compiled: Compiled, _ bindings: Program.Bindings) {
            self.compiled = compiled
            self.bindings = bindings
        }
    }

    /// The programs for one batch size; all sizes share the parameters and the optimizer's state.
    fileprivate final class Compiled {
        let program: Program
        let features: Tensor
        let targets: Tensor
        /// Computes what depends on a batch alone, once for each: transposed features, for example.
        let preparation: Program?
        let prepared: [Tensor]
        let scalars: [TensorBuffer]
        let masks: [TensorBuffer]

        init(
            _ program: Program, features: Tensor, targets: Tensor, preparation: Program?, prepared: [Tensor],
            scalars: [TensorBuffer], masks: [TensorBuffer]
        ) {
            self.program = program
            self.features = features
            self.targets = targets
            self.preparation = preparation
            self.prepared = prepared
            self.scalars = scalars
            self.masks = masks
        }

        func bound(_ batch: BatchLoader.Batch) -> BoundBatch {
            var pairs = [(input: features, buffer: batch.features), (input: targets, buffer: batch.targets)]
            if let preparation {
                pairs += prepared.map { (input: $0, buffer: TensorBuffer($0.shape)) }
                preparation.bind(preparation.bindings(pairs))
                preparation.run()
            }
            return BoundBatch(self, program.bindings(pairs))
        }
    }

    /// The most floats that are kept for batches that come again: 64 MB.
    private static let preparedLimit = 1 << 24

    private let formula: TrainingStep
    private let examples: Examples
    private let classCount: Int
    private let batchSize: Int
    private let loader: BatchLoader
    private let evaluator: Evaluator
    private var compiled: [Int: Compiled] = [:]
    /// The buffers of `formula.state`.
    private let state: [TensorBuffer]
    /// State and the model's constants, by name.
    private let buffers: [String: TensorBuffer]
    /// The stream of dropout's masks.
    private var maskGenerator: TorchGenerator?
    /// The number of steps taken.
    public private(set) var stepCount = 0

    /// - Parameters:
    ///   - examples: what to train on; features (N, L), labels 0 ..< classCount.
    ///   - batchSize: examples per step.
    ///   - masks: the stream from which a model with dropout draws its masks, in each step one of each kind.
    /// - Throws: the error of a model whose shapes do not fit the examples, whose names are not different ones, that
    ///   reads what it does not list, or that drops out without a stream.
    public init(
        _ model: any Model, optimizer: any Optimizer, loss: Loss, examples: Examples,
        classCount: Int = 10, batchSize: Int, order: BatchOrder = .inOrder,
        masks: TorchGenerator? = nil
    ) throws {
        formula = try TrainingStep(model, optimizer: optimizer, loss: loss)
        if let input = model.inputs.first {
            throw ModelError("the model takes \(input.name) from outside in each pass, which a Trainer has not got")
        }
        if let dropout = model.dropouts.first, masks == nil {
            throw ModelError("the model has \(dropout.name), whose masks need a stream of random numbers")
        }
        maskGenerator = masks
        self.examples = examples
        self.classCount = classCount
        self.batchSize = batchSize
        loader = BatchLoader(examples, classCount: classCount, batchSize: batchSize, order: order)
        state = formula.state.map { TensorBuffer($0.shape, $0.initialValues) }
        let constants = model.constants.map { TensorBuffer($0.shape, $0.initialValues) }
        buffers = Dictionary(
            uniqueKeysWithValues: zip((formula.state + model.constants).map(\.name), state + constants))
        evaluator = Evaluator(
            model, loss: loss, buffers: buffers, length: examples.length, classCount: classCount)
        // The first program is compiled at once, so that mistakes show before any work is done.
        _ = try compiled(for: min(batchSize, examples.count))
    }

    /// Takes one step and gives the mean loss of its batch before the update.
    @discardableResult
    public func step() throws -> Float {
        let batch = loader.batch(step: stepCount)
        if batch.bound == nil { batch.bound = try compiled(for: batch.count).bound(batch) }
        let bound = batch.bound!
        let (step, program) = (bound.compiled, bound.compiled.program)
        if !step.masks.isEmpty { drawMasks(into: step.masks) }
        program.bind(bound.bindings)
        for index in step.scalars.indices {
            step.scalars[index].scalar = formula.optimizer.scalar(index, step: stepCount)
        }
        program.run()
        stepCount += 1
        return program.scalarOutput()
    }

    private func drawMasks(into masks: [TensorBuffer]) {
        for (dropout, mask) in zip(formula.model.dropouts, masks) { dropout.draw(into: mask, &maskGenerator!) }
    }

    /// The values of a parameter, by name.
    public func values(of parameter: String) -> [Float]? { buffers[parameter]?.values }

    /// The parameters now, as PyTorch names and shapes them.
    public var stateDictionary: StateDictionary { StateDictionary(of: formula.model, values: values) }

    /// The mean loss and the accuracy on some examples, as the model is now.
    public func evaluate(_ examples: Examples) throws -> Evaluation { try evaluator.evaluate(examples) }

    /// The class with the highest score for each example, the lowest class among equals.
    public func predict(_ examples: Examples) throws -> [Int] { try evaluator.predict(examples) }

    private func compiled(for count: Int) throws -> Compiled {
        if let known = compiled[count] { return known }
        let graph = Graph()
        let features = graph.input("features", [examples.length, count])
        let targets = graph.input("targets", [classCount, count])
        let step = try formula(features: features, targets: targets)
        // The loss and the new state.
        var results = [step.loss] + step.state
        var preparation: Program?
        var prepared: [Tensor] = []
        if loader.isPeriodic {
            let late = graph.inputs.map(\.tensor).filter { $0 != features && $0 != targets }
            let (early, rest) = precompute(for: results, before: late, isReused: true)
            if early.reduce(0, { $0 + $1.input.shape.storage }) * (examples.count / count) <= Self.preparedLimit {
                preparation = try Program(graph, updates: early.map { (input: $0.input, value: $0.value) })
                prepared = early.map(\.input)
                results = rest
            }
        }
        let inputs = formula.state.map { $0.tensor(in: results[0].graph) }
        let program = try Program(
            results[0].graph, outputs: [results[0]], updates: zip(inputs, results.dropFirst()).map { (input: $0, value: $1) })
        for (input, buffer) in zip(inputs, state) { program.bind(input, to: buffer) }
        for constant in formula.model.constants {
            program.bind(constant.tensor(in: graph), to: buffers[constant.name]!)
        }
        let scalars = formula.optimizer.scalarNames.map { name in
            let buffer = TensorBuffer([])
            program.bind(graph.input(name, []), to: buffer)
            return buffer
        }
        let masks = formula.model.dropouts.map { dropout in
            let buffer = TensorBuffer([dropout.units, count])
            program.bind(graph.input(dropout.name, buffer.shape), to: buffer)
            return buffer
        }
        let new = Compiled(
            program, features: features, targets: targets, preparation: preparation, prepared: prepared, scalars: scalars,
            masks: masks)
        compiled[count] = new
        return new
    }

    /// Where the time of a step goes. The steps that are measured count as training.
    public func profile(runs: Int = 100) throws -> Profile {
        try step()
        return try compiled(for: min(batchSize, examples.count)).program.profile(runs: runs)
    }

    // MARK: Snapshots

    /// Everything needed to resume later: the step count, parameters and optimizer state.
    public struct Snapshot: Codable, Hashable, Sendable {
        /// The number of steps taken.
        public let stepCount: Int
        /// The bits of all state, parameter by parameter; of a NaN, whose sign depends on the processor, those of `Float.nan`.
        let bits: [UInt32]
    }

    /// The state now.
    public var snapshot: Snapshot {
        Snapshot(stepCount: stepCount, bits: state.flatMap { $0.values.map { ($0.isNaN ? Float.nan : $0).bitPattern } })
    }

    /// Goes on from a snapshot of a trainer with the same arguments, bit for bit.
    ///
    /// - Returns: false, changing nothing, where the snapshot belongs to another model or optimizer or to no training, and for
    ///   a model with dropout, whose stream of masks a snapshot does not have.
    public func restore(_ snapshot: Snapshot) -> Bool {
        guard maskGenerator == nil, snapshot.stepCount >= 0, snapshot.bits.count == state.reduce(0, { $0 + $1.shape.count }) else { return false }
        var start = 0
        for buffer in state {
            let end = start + buffer.shape.count
            buffer.values = snapshot.bits[start..<end].map(Float.init(bitPattern:))
            start = end
        }
        stepCount = snapshot.stepCount
        return true
    }
}
