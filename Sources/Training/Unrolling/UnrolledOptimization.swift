import Autodiff
import NeuralNetworks

/// Exact gradients of a whole training loop with respect to what the loop depends on.
///
/// The inner loop is one traced step, taken `steps` times: sₜ₊₁, ℓₜ = step(sₜ, m, dₜ), with state s, meta parameters
/// m and data d (a batch, random numbers). The meta objective is L = Σₜ ωₜ ℓₜ. The step itself usually contains
/// `gradients(of:withRespectTo:)`, so that dL/dm takes second derivatives, which the traced graph gives exactly.
///
/// `run` goes forward and keeps each step's state, and those intermediate values that would be costly to compute
/// again; `differentiate` goes backward through the steps, carries dL/dsₜ along and adds up dL/dm. Both are compiled
/// programs that write into buffers planned at the start: nothing is allocated, nothing is approximated, and memory
/// is `steps` times what one step keeps.
///
/// Any model, optimizer and loss will do, and any meta parameters that the model reads or the optimizer's scalars take.
/// Learning the learning rate of gradient descent:
///
///     let training = try UnrolledOptimization(
///         steps: 200,
///         TrainingStep(model, optimizer: StochasticGradientDescent(learningRate: 0.1), loss: .negativeLogLikelihood),
///         meta: [Parameter(name: "learning rate", shape: [], initialValues: [0.1])],
///         data: [("features", [40, 50]), ("targets", [10, 50])])
///     let batches = try innerBatches(TrainingData(examples), batchSize: 50, steps: 200)
///     for _ in 0..<50 {
///         training.run(data: batches)
///         training.differentiate(lossWeights: Array(repeating: 1 / 200, count: 200))
///         training.meta[0].scalar -= 0.3 * training.metaGradients[0].scalar
///     }
///
/// A step that is not a `TrainingStep` can be traced by hand. Learning the momentum:
///
///     let momentum = Parameter(name: "momentum", shape: [], initialValues: [0.5])
///     let weights = model.parameters
///     let velocities = weights.map {
///         Parameter(name: "velocity of \($0.name)", shape: $0.shape,
///             initialValues: Array(repeating: 0, count: $0.shape.count))
///     }
///     let training = try UnrolledOptimization(
///         steps: 200, state: weights + velocities, meta: [momentum],
///         data: [("features", [40, 50]), ("targets", [10, 50])]
///     ) { state, meta, data in
///         let (weights, velocities) = (state.prefix(weights.count), state.suffix(weights.count))
///         let loss = Loss.negativeLogLikelihood(model(data[0]), data[1])
///         let gradients = gradients(of: loss, withRespectTo: Array(weights))
///         let moved = zip(velocities, gradients).map { $0 * meta[0].broadcast(to: $0.shape) + $1 }
///         return InnerStep(state: zip(weights, moved).map { $0 - 0.1 * $1 } + moved, loss: loss)
///     }
public final class UnrolledOptimization {
    /// The number of inner steps.
    public let steps: Int
    /// The state before the first step; to be set before a run.
    public var initialState: [TensorBuffer] { states[0] }
    /// The state after the last step of a run.
    public var finalState: [TensorBuffer] { states[steps] }
    /// The meta parameters; to be changed between runs.
    public let meta: [TensorBuffer]
    /// dL/dm of the last `differentiate`.
    public let metaGradients: [TensorBuffer]
    /// dL/ds₀, the gradient with respect to the initial state, of the last `differentiate`.
    public let initialStateGradients: [TensorBuffer]
    /// The inner losses of the last run, one per step.
    public private(set) var losses: [Float]
    /// The bytes of everything kept from step to step.
    public let keptBytes: Int

    /// A program, what is bound to it in each step, and its data inputs.
    private struct Pass {
        let program: Program
        let bindings: [Program.Bindings]
        let data: [Tensor]
        var dataBindings: [Program.Bindings] = []

        mutating func bind(data: [[TensorBuffer]]) {
            dataBindings = data.map { buffers in
                program.bindings(zip(self.data, buffers).map { (input: $0, buffer: $1) })
            }
        }

        func run(_ step: Int) {
            program.bind(bindings[step])
            if !dataBindings.isEmpty { program.bind(dataBindings[step]) }
            program.run()
        }
    }

    private var forward: Pass
    private var backward: Pass
    private let lossWeight = TensorBuffer([])
    private let states: [[TensorBuffer]]
    private let dataCount: Int
    private var data: [[TensorBuffer]] = []
    /// The optimizer's scalars of each step, where the loop sets them itself.
    private let scalars: [[TensorBuffer]]
    private let scalarOf: (_ index: Int, _ step: Int) -> Float

    /// Traces, differentiates and compiles a step of the kind that `Trainer` takes.
    ///
    /// Its data are those of a batch and then what the model takes from outside. The optimizer's scalars are
    /// set for each step, but for those whose names meta parameters have: these take their places.
    ///
    /// - Parameters:
    ///   - steps: how often the step is taken, at least once.
    ///   - meta: what the gradient is wanted for; inputs that the model reads, or scalars of the optimizer.
    ///   - data: names and shapes of a batch, such as features (L, N) and one-hot targets (K, N).
    /// - Throws: a `GraphError` or `ModelError` of the trace.
    public convenience init(
        steps: Int, _ step: TrainingStep, meta: [Parameter], data: [(name: String, shape: Shape)]
    ) throws {
        let optimizer = step.optimizer
        let state = Set(step.state.map(\.name))
        if let taken = meta.first(where: { state.contains($0.name) }) {
            throw ModelError("the meta parameter \(taken.name) is also changed by the training step; give it another name")
        }
        let set = optimizer.scalarNames.indices.filter { index in
            !meta.contains { $0.name == optimizer.scalarNames[index] }
        }
        try self.init(
            steps: steps, state: step.state, meta: meta,
            data: data + step.model.inputs, constants: step.constants, scalarNames: set.map { optimizer.scalarNames[$0] },
            scalarOf: { index, time in optimizer.scalar(set[index], step: time) }
        ) { state, _, _ in try step(Batch(in: state[0].graph, data)) }
    }

    /// Traces, differentiates and compiles a step.
    ///
    /// - Parameters:
    ///   - steps: how often the step is taken, at least once.
    ///   - state: what changes from step to step, with the values before the first one.
    ///   - meta: what the gradient is wanted for.
    ///   - data: names and shapes of what each step is given from outside.
    ///   - step: one step, traced; it gets state, meta parameters and data in the order above.
    /// - Throws: a `GraphError` of the trace, or of a new state whose shapes differ from the old one's.
    public convenience init(
        steps: Int, state: [Parameter], meta: [Parameter], data: [(name: String, shape: Shape)] = [],
        step: (_ state: [Tensor], _ meta: [Tensor], _ data: [Tensor]) throws -> InnerStep
    ) throws {
        try self.init(
            steps: steps, state: state, meta: meta, data: data, constants: [], scalarNames: [],
            scalarOf: { _, _ in 0 }, step: step)
    }

    private init(
        steps: Int, state: [Parameter], meta: [Parameter], data: [(name: String, shape: Shape)],
        constants: [Parameter], scalarNames: [String], scalarOf: @escaping (_ index: Int, _ step: Int) -> Float,
        step: (_ state: [Tensor], _ meta: [Tensor], _ data: [Tensor]) throws -> InnerStep
    ) throws {
        precondition(steps > 0, "an inner loop of \(steps) steps")
        self.steps = steps
        self.scalarOf = scalarOf
        scalars = (0..<steps).map { _ in scalarNames.map { _ in TensorBuffer([]) } }
        let graph = Graph(isTraining: true)
        let old = state.map { $0.tensor(in: graph) }
        let metaTensors = meta.map { $0.tensor(in: graph) }
        let dataTensors = data.map { graph.input($0.name, $0.shape) }
        let scalarTensors = scalarNames.map { graph.input($0, []) }
        let inner = try step(old, metaTensors, dataTensors)
        precondition(
            inner.state.count == state.count,
            "an inner step that gives \(inner.state.count) of \(state.count) state tensors")

        // Backward: from the gradient of the new state to that of the old one.
        func adjoints(in graph: Graph) -> [Tensor] { state.map { graph.input("gradient of \($0.name)", $0.shape) } }
        func sums(in graph: Graph) -> [Tensor] { meta.map { graph.input("meta gradient of \($0.name)", $0.shape) } }
        let (oldAdjoints, oldSums) = (adjoints(in: graph), sums(in: graph))
        let weight = graph.input("weight of the inner loss", [])
        let pulled = pullback(
            of: inner.state + [inner.loss], from: oldAdjoints + [weight], to: old + metaTensors)
        let additions = zip(oldSums, pulled.dropFirst(state.count)).map { $0 + $1 }
        let (early, late) = precompute(
            for: Array(pulled.prefix(state.count)) + additions, before: oldAdjoints + oldSums + [weight])
        let lateGraph = late.first?.graph ?? graph
        let backwardProgram = try Program(
            lateGraph, updates: zip(adjoints(in: lateGraph) + sums(in: lateGraph), late).map { (input: $0, value: $1) })

        // Forward: into the next step's buffers, so that nothing is copied.
        let new = state.map { graph.input("new \($0.name)", $0.shape) }
        let forwardProgram = try Program(
            graph, outputs: [inner.loss],
            updates: zip(new, inner.state).map { (input: $0, value: $1) }
                + early.map { (input: $0.input, value: $0.value) })

        let metaBuffers = meta.map { TensorBuffer($0.shape, $0.initialValues) }
        for (tensor, buffer) in zip(metaTensors, metaBuffers) {
            forwardProgram.bind(tensor, to: buffer)
            backwardProgram.bind(tensor, to: buffer)
        }
        for constant in constants {
            let buffer = TensorBuffer(constant.shape, constant.initialValues)
            forwardProgram.bind(constant.tensor(in: graph), to: buffer)
            backwardProgram.bind(constant.tensor(in: graph), to: buffer)
        }
        self.meta = metaBuffers
        // Every sum and adjoint is updated, hence there.
        metaGradients = oldSums.map { backwardProgram.buffer($0)! }
        initialStateGradients = oldAdjoints.map { backwardProgram.buffer($0)! }
        backwardProgram.bind(weight, to: lossWeight)
        let states = (0...steps).map { step in
            state.map { step == 0 ? TensorBuffer($0.shape, $0.initialValues) : TensorBuffer($0.shape) }
        }
        let kept = (0..<steps).map { _ in early.map { TensorBuffer($0.input.shape) } }
        func pairs(_ inputs: [Tensor], _ buffers: [TensorBuffer]) -> [(input: Tensor, buffer: TensorBuffer)] {
            zip(inputs, buffers).map { ($0, $1) }
        }
        forward = Pass(
            program: forwardProgram,
            bindings: (0..<steps).map { step in
                forwardProgram.bindings(
                    pairs(old, states[step]) + pairs(new, states[step + 1]) + pairs(early.map(\.input), kept[step]))
            }, data: dataTensors + scalarTensors)
        backward = Pass(
            program: backwardProgram,
            bindings: (0..<steps).map { step in
                backwardProgram.bindings(pairs(old, states[step]) + pairs(early.map(\.input), kept[step]))
            }, data: dataTensors + scalarTensors)
        self.states = states
        dataCount = data.count
        keptBytes =
            4
            * ((steps + 1) * state.reduce(0) { $0 + $1.shape.storage }
                + steps * early.reduce(0) { $0 + $1.input.shape.storage })
        losses = Array(repeating: 0, count: steps)
    }

    /// Where the time of a forward and of a backward step goes; to be asked after `differentiate`.
    public var profiles: (forward: Profile, backward: Profile) {
        (forward.program.profile(), backward.program.profile())
    }

    /// How many threads large instructions may divide their outputs among. The number changes no bit.
    public var threads: Int {
        get { forward.program.threads }
        set {
            forward.program.threads = newValue
            backward.program.threads = newValue
        }
    }

    /// Takes all steps from the initial state; `losses` and `finalState` then hold what came of it.
    ///
    /// - Parameters:
    ///   - data: for each step its data, of the declared shapes; read again by `differentiate`.
    ///   - first: the number of steps taken before, for optimizers whose scalars depend on it.
    public func run(data: [[TensorBuffer]] = [], from first: Int = 0) {
        precondition(dataCount == 0 || data.count == steps, "data of \(data.count) steps for a loop of \(steps)")
        precondition(
            data.allSatisfy { $0.count == dataCount }, "each step takes \(dataCount) buffers of data")
        if !zip(data.joined(), self.data.joined()).allSatisfy(===) || data.count != self.data.count {
            self.data = data
            let all = zip(data, scalars).map { $0 + $1 }
            forward.bind(data: all)
            backward.bind(data: all)
        }
        for (step, buffers) in scalars.enumerated() {
            for (index, buffer) in buffers.enumerated() { buffer.scalar = scalarOf(index, first + step) }
        }
        for step in 0..<steps {
            forward.run(step)
            losses[step] = forward.program.scalarOutput()
        }
    }

    /// Makes the state after the last run the initial state of the next one.
    public func goOn() {
        for (initial, final) in zip(initialState, finalState) { initial.values = final.values }
    }

    /// The gradients of L = Σₜ ωₜ ℓₜ, for the last run.
    ///
    /// - Parameter lossWeights: ω, one per step.
    public func differentiate(lossWeights: [Float]) {
        precondition(lossWeights.count == steps, "\(lossWeights.count) weights for \(steps) losses")
        for buffer in metaGradients + initialStateGradients { buffer.clear() }
        for step in (0..<steps).reversed() {
            lossWeight.scalar = lossWeights[step]
            backward.run(step)
        }
    }
}
