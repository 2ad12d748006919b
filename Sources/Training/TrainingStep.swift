import Autodiff
import NeuralNetworks

/// One step of training as a formula: the loss, its gradients, and the new values of parameters, optimizer and running statistics.
/// `Trainer` compiles it as it is; `UnrolledOptimization` also differentiates it.
public struct TrainingStep: Sendable {
    /// Whose parameters are trained.
    public let model: any Model
    public let optimizer: any Optimizer
    /// What is minimized.
    let objective: Objective
    /// What a step changes, with the values before the first one: each trained parameter, followed by what the optimizer
    /// keeps for it; then the running statistics.
    public let state: [Parameter]

    /// - Parameter objective: from a batch to the loss, a scalar; it may read parameters of the model alone.
    /// - Throws: a `ModelError` that names what has the same name as something else: two layers of one name would otherwise
    ///   share their weights.
    public init(_ model: any Model, optimizer: any Optimizer, objective: @escaping Objective) throws {
        self.model = model
        self.optimizer = optimizer
        self.objective = objective
        let kept = model.parameters.filter { $0.role == .trained }.flatMap { parameter in
            [parameter]
                + optimizer.state.map { name, initial in
                    Parameter(
                        name: "\(parameter.name) \(name)", shape: parameter.shape,
                        initialValues: Array(repeating: initial, count: parameter.shape.count))
                }
        }
        state = kept + model.parameters.filter { $0.role == .statistic }
        var known: Set<String> = []
        for name in names where !known.insert(name).inserted {
            throw ModelError("two tensors of the model or the optimizer have the name \(name); give each its own")
        }
    }

    /// The step of a classifier or of a regression: a loss of the model's outputs for the features, and of the targets.
    ///
    /// - Throws: as ``init(_:optimizer:objective:)``.
    public init(_ model: any Model, optimizer: any Optimizer, loss: Loss) throws {
        try self.init(model, optimizer: optimizer) { batch in loss(model(batch.features), batch.targets) }
    }

    /// What the optimizer changes.
    var trained: [Parameter] { model.parameters.filter { $0.role == .trained } }

    /// What a step reads and leaves as it is.
    var constants: [Parameter] { model.parameters.filter { $0.role == .frozen } + model.constants }

    /// The names of everything that a step reads beside the batch.
    private var names: [String] {
        (state + constants).map(\.name) + model.inputs.map(\.name) + model.dropouts.map(\.name) + optimizer.scalarNames
    }

    /// Traces the step: the new state, in the order of `state`, and the loss before the update.
    ///
    /// State, constants, masks of dropout and the optimizer's scalars are inputs of the graph under their names.
    ///
    /// - Throws: a `ModelError` that names what the model reads without having listed it: it would be neither set nor trained.
    public func callAsFunction(_ batch: Batch) throws -> InnerStep {
        let graph = batch.graph
        let before = Set(graph.inputs.map(\.name))
        if let name = names.first(where: { before.contains($0) && batch.has($0) }) {
            throw ModelError("the data have a column \(name), which is also a name of the model or the optimizer; give it another")
        }
        let scalars = optimizer.scalarNames.map { graph.input($0, []) }
        let trained = trained
        let parameters = trained.map { $0.tensor(in: graph) }
        let loss = try objective(batch)
        guard loss.shape.rank == 0 else { throw ModelError("the loss has the shape \(loss.shape), expected a scalar: take its mean") }
        let gradients = optimizer.transformed(gradients(of: loss, withRespectTo: parameters))
        var new: [Tensor] = []
        for ((parameter, tensor), gradient) in zip(zip(trained, parameters), gradients) {
            let old = optimizer.state.map { graph.input("\(parameter.name) \($0.name)", parameter.shape) }
            let updated = optimizer.update(tensor, gradient: gradient, state: old, scalars: scalars)
            new.append(updated.parameter)
            new += updated.state
        }
        new += state.dropFirst(new.count).map { graph.current($0.tensor(in: graph)) }
        let listed = Set(names)
        if let unlisted = graph.inputs.map(\.name).first(where: { !before.contains($0) && !listed.contains($0) }) {
            throw ModelError("the model reads \(unlisted), which is none of its parameters, constants and inputs")
        }
        return InnerStep(state: new, loss: loss)
    }
}
