import Autodiff
import Datasets
import NeuralNetworks
import RandomGenerators

/// Trains any model for any loss: forward, backward and update as one compiled program.
///
///     let trainer = try Trainer(model, optimizer: Adam(learningRate: 0.01), data: TrainingData(examples), batchSize: 100) { batch in
///         Loss.negativeLogLikelihood(model(batch.features), batch.targets) + 1e-4 * penalty(batch.graph)
///     }
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
        /// What the batch's buffers are bound to.
        let inputs: [Tensor]
        /// Computes what depends on a batch alone, once for each: transposed features, for example.
        let preparation: Program?
        let prepared: [Tensor]
        let scalars: [TensorBuffer]
        let masks: [(dropout: Dropout, buffer: TensorBuffer)]
        let reports: [String]

        init(
            _ program: Program, inputs: [Tensor], preparation: Program?, prepared: [Tensor], scalars: [TensorBuffer],
            masks: [(dropout: Dropout, buffer: TensorBuffer)], reports: [String]
        ) {
            self.program = program
            self.inputs = inputs
            self.preparation = preparation
            self.prepared = prepared
            self.scalars = scalars
            self.masks = masks
            self.reports = reports
        }

        func bound(_ batch: BatchLoader.Batch) -> BoundBatch {
            var pairs = zip(inputs, batch.buffers).map { (input: $0, buffer: $1) }
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

    let formula: TrainingStep
    private let data: TrainingData
    private let batchSize: Int
    private let loader: BatchLoader
    private let transformation: BatchTransformation?
    let evaluator: Evaluator
    private var compiled: [Int: Compiled] = [:]
    /// The batches of transformed examples and of those given from outside, by size.
    private var own: [Int: BatchLoader.Batch] = [:]
    private var last: Compiled?
    /// The buffers of `formula.state`.
    let state: [TensorBuffer]
    /// State and what a step leaves as it is, by name.
    let buffers: [String: TensorBuffer]
    /// The stream of dropout's masks and of the transformation of batches.
    var generator: TorchGenerator?
    /// The number of steps taken.
    public internal(set) var stepCount = 0

    /// - Parameters:
    ///   - model: whose parameters are trained.
    ///   - data: what to train on. Data without examples only say what the columns of a batch are, for ``step(on:)``.
    ///   - batchSize: examples per step; all of them where there is none.
    ///   - transformation: what is done to each batch before its step, such as augmentation.
    ///   - random: the stream from which, in each step, first the transformation draws and then a model with dropout its masks.
    ///   - objective: what is minimized: from a batch to a scalar, the mean over its examples. It may use any parameters of the model, in
    ///     any number of passes, and gradients.
    /// - Throws: the error of a formula whose shapes do not fit the data, of names that are not different ones, of a model that
    ///   reads what it does not list, or that needs random numbers without a stream; and what the objective throws.
    public init(
        _ model: any Model, optimizer: any Optimizer, data: TrainingData, batchSize: Int? = nil, order: BatchOrder = .inOrder,
        transformation: BatchTransformation? = nil, random: TorchGenerator? = nil, objective: @escaping Objective
    ) throws {
        precondition(batchSize ?? 1 > 0, "batches of \(batchSize ?? 0) examples")
        formula = try TrainingStep(model, optimizer: optimizer, objective: objective)
        if let input = model.inputs.first {
            throw ModelError("the model takes \(input.name) from outside in each pass, which a Trainer has not got")
        }
        if let dropout = model.dropouts.first, random == nil {
            throw ModelError("the model has \(dropout.name), whose masks need a stream of random numbers")
        }
        if transformation != nil, random == nil {
            throw ModelError("the transformation of batches needs a stream of random numbers")
        }
        generator = random
        self.data = data
        self.batchSize = batchSize ?? max(data.count, 1)
        self.transformation = transformation
        loader = BatchLoader(data, batchSize: self.batchSize, order: order, keepsBatches: transformation == nil)
        state = formula.state.map { TensorBuffer($0.shape, $0.initialValues) }
        let constants = formula.constants
        buffers = Dictionary(
            uniqueKeysWithValues: zip(
                (formula.state + constants).map(\.name), state + constants.map { TensorBuffer($0.shape, $0.initialValues) }))
        evaluator = Evaluator(model, objective: objective, buffers: buffers, data: data)
        // The first program is compiled at once, so that mistakes show before any work is done.
        if data.count > 0 { _ = try compiled(for: min(self.batchSize, data.count)) }
    }

    /// Trains a classifier: a loss of the class scores and of one-hot targets.
    ///
    /// - Parameters:
    ///   - examples: what to train on; features (N, L), labels 0 ..< classCount.
    ///   - batchSize: examples per step.
    ///   - random: as above.
    /// - Throws: as above, and a `ModelError` that names a label outside the classes.
    public convenience init(
        _ model: any Model, optimizer: any Optimizer, loss: Loss, examples: Examples, classCount: Int = 10, batchSize: Int,
        order: BatchOrder = .inOrder, transformation: BatchTransformation? = nil, random: TorchGenerator? = nil
    ) throws {
        try self.init(
            model, optimizer: optimizer, data: TrainingData(examples, classCount: classCount), batchSize: batchSize, order: order,
            transformation: transformation, random: random
        ) { batch in loss(model(batch.features), batch.targets) }
    }

    // MARK: Steps

    /// Takes one step and gives the mean loss of its batch before the update.
    @discardableResult
    public func step() throws -> Float {
        guard data.count > 0 else { throw ModelError("there are no examples to train on") }
        if transformation != nil {
            return try step(on: transformation!.change(data.subset(loader.examples(step: stepCount)), &generator!))
        }
        let batch = loader.batch(step: stepCount)
        if batch.bound == nil { batch.bound = try compiled(for: batch.count).bound(batch) }
        return run(batch.bound!)
    }

    /// Takes one step on a batch from outside, with the columns of the trainer's data, and gives its mean loss before the update.
    @discardableResult
    public func step(on examples: TrainingData) throws -> Float {
        let shapes = examples.shapes(count: examples.count)
        guard examples.count > 0, shapes.map(\.name) == data.columns.map(\.name),
            shapes.map(\.shape) == data.shapes(count: examples.count).map(\.shape)
        else {
            func text(_ data: TrainingData) -> String {
                data.columns.map { "\($0.name) \(Shape($0.column.shape))" }.joined(separator: ", ")
            }
            throw ModelError("a batch of \(examples.count) examples with \(text(examples)) for a training on \(text(data))")
        }
        let batch = own[examples.count] ?? BatchLoader.Batch(data, count: examples.count)
        own[examples.count] = batch
        batch.fill(examples, 0..<examples.count)
        if batch.bound == nil { batch.bound = try compiled(for: -examples.count).bound(batch) }
        return run(batch.bound!)
    }

    private func run(_ bound: BoundBatch) -> Float {
        let (step, program) = (bound.compiled, bound.compiled.program)
        for (dropout, mask) in step.masks { dropout.draw(into: mask, &generator!) }
        program.bind(bound.bindings)
        for index in step.scalars.indices {
            step.scalars[index].scalar = formula.optimizer.scalar(index, step: stepCount)
        }
        program.run()
        stepCount += 1
        last = step
        return program.scalarOutput()
    }

    /// What the objective reported under a name in the last step, the last axis fastest; nil where there was no such report.
    public func report(_ name: String) -> [Float]? {
        last.flatMap { last in last.reports.firstIndex(of: name).map { last.program.output($0 + 1) } }
    }

    /// - Parameter key: the number of examples; its negative for batches that nothing is kept of.
    private func compiled(for key: Int) throws -> Compiled {
        if let known = compiled[key] { return known }
        let graph = Graph(isTraining: true)
        let batch = Batch(in: graph, data.shapes(count: abs(key)))
        let step = try formula(batch)
        let reports = batch.reports
        // Running statistics that the objective does not touch stay.
        let changed = zip(formula.state, step.state).filter { $0.tensor(in: graph) != $1 }
        var results = [step.loss] + reports.map(\.value) + changed.map(\.1)
        var preparation: Program?
        var prepared: [Tensor] = []
        if key > 0, let batches = loader.keptCount {
            let late = graph.inputs.map(\.tensor).filter { !batch.all.contains($0) }
            let (early, rest) = precompute(for: results, before: late, isReused: true)
            if early.reduce(0, { $0 + $1.input.shape.storage }) * batches <= Self.preparedLimit {
                preparation = try Program(graph, updates: early.map { (input: $0.input, value: $0.value) })
                prepared = early.map(\.input)
                results = rest
            }
        }
        let program = try Program(
            results[0].graph, outputs: Array(results.prefix(1 + reports.count)),
            updates: zip(changed, results.dropFirst(1 + reports.count)).map { ($0.0.tensor(in: $1.graph), $1) })
        for (name, buffer) in buffers { program.bind(name, to: buffer) }
        let scalars = formula.optimizer.scalarNames.map { name in
            let buffer = TensorBuffer([])
            program.bind(name, to: buffer)
            return buffer
        }
        let shapes = Dictionary(uniqueKeysWithValues: graph.inputs.map { ($0.name, $0.tensor.shape) })
        let masks = formula.model.dropouts.compactMap { dropout in
            shapes[dropout.name].map { shape in
                let buffer = TensorBuffer(shape)
                program.bind(dropout.name, to: buffer)
                return (dropout: dropout, buffer: buffer)
            }
        }
        let new = Compiled(
            program, inputs: batch.all, preparation: preparation, prepared: prepared, scalars: scalars, masks: masks,
            reports: reports.map(\.name))
        compiled[key] = new
        return new
    }

    /// Where the time of a step goes. The steps that are measured count as training.
    public func profile(runs: Int = 100) throws -> Profile {
        try step()
        return last!.program.profile(runs: runs)
    }

    // MARK: What has been learned

    /// The values of a parameter, by name.
    public func values(of parameter: String) -> [Float]? { buffers[parameter]?.values }

    /// The parameters now, as PyTorch names and shapes them.
    public var stateDictionary: StateDictionary { StateDictionary(of: formula.model, values: values) }

    /// The model with the moving averages that its optimizer keeps, as they are now and as they change; nil for an optimizer that
    /// keeps none (`averaged(decay:)`).
    public var average: Classifier? {
        let averages = buffers.filter { buffers["\($0.key) \(Averaged.stateName)"] != nil }
            .map { ($0.key, buffers["\($0.key) \(Averaged.stateName)"]!) }
        return averages.isEmpty ? nil : Classifier(evaluator.reading(buffers.merging(averages) { $1 }))
    }

    /// The averages of the parameters, as PyTorch names and shapes them; the parameters where there are none.
    public var averageStateDictionary: StateDictionary {
        StateDictionary(of: formula.model) { [buffers] in (buffers["\($0) \(Averaged.stateName)"] ?? buffers[$0])?.values }
    }

    /// The mean loss and the accuracy on some examples, as the model is now.
    public func evaluate(_ examples: Examples) throws -> Evaluation { try evaluator.evaluate(examples) }

    /// The mean over some examples of the loss, and of each scalar that the objective reports, as the model is now: without dropout, and
    /// with running statistics.
    public func evaluate(_ data: TrainingData) throws -> (loss: Double, reports: [String: Double]) { try evaluator.evaluate(data) }

    /// The class with the highest score for each example, the lowest class among equals.
    public func predict(_ examples: Examples) throws -> [Int] { try evaluator.predict(examples) }
}
