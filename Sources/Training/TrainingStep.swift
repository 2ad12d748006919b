import Autodiff
import NeuralNetworks

/// One step of training as a formula: scores, mean loss, gradients, and the optimizer's new values. `Trainer` compiles
/// it as it is; `UnrolledOptimization` also differentiates it.
public struct TrainingStep: Sendable {
    /// The inputs that hold a batch: features (L, N) and one-hot targets (K, N).
    static let batchNames = ["features", "targets"]

    public let model: any Model
    public let optimizer: any Optimizer
    public let loss: Loss
    /// What a step changes, with the values before the first one: each parameter, followed by what the optimizer
    /// keeps for it.
    public let state: [Parameter]

    /// - Throws: a `ModelError` that names what has the same name as something else: two layers of one name would otherwise
    ///   share their weights.
    public init(_ model: any Model, optimizer: any Optimizer, loss: Loss) throws {
        self.model = model
        self.optimizer = optimizer
        self.loss = loss
        state = model.parameters.flatMap { parameter in
            [parameter]
                + optimizer.state.map { name, initial in
                    Parameter(
                        name: "\(parameter.name) \(name)", shape: parameter.shape,
                        initialValues: Array(repeating: initial, count: parameter.shape.count))
                }
        }
        var known: Set<String> = []
        for name in names where !known.insert(name).inserted {
            throw ModelError("two tensors of the model or the optimizer have the name \(name); give each its own")
        }
    }

    /// The names of everything a step reads.
    private var names: [String] {
        state.map(\.name) + model.constants.map(\.name) + model.inputs.map(\.name) + model.dropouts.map(\.name)
            + optimizer.scalarNames + Self.batchNames
    }

    /// Traces the step: the new state, in the order of `state`, and the loss before the update.
    ///
    /// State, constants, masks of dropout and the optimizer's scalars are inputs of the graph under their names.
    ///
    /// - Throws: a `ModelError` that names what the model reads without having listed it: it would be neither set nor trained.
    public func callAsFunction(features: Tensor, targets: Tensor) throws -> InnerStep {
        try callAsFunction(in: features.graph) { loss(model.training(features), targets) }
    }

    /// Traces the step for a loss of another kind.
    func callAsFunction(in graph: Graph, loss: () -> Tensor) throws -> InnerStep {
        let before = Set(graph.inputs.map(\.name))
        let scalars = optimizer.scalarNames.map { graph.input($0, []) }
        let parameters = model.parameters.map { $0.tensor(in: graph) }
        let value = loss()
        let gradients = gradients(of: value, withRespectTo: parameters)
        var new: [Tensor] = []
        for (parameter, gradient) in zip(model.parameters, gradients) {
            let old = optimizer.state.map { graph.input("\(parameter.name) \($0.name)", parameter.shape) }
            let updated = optimizer.update(
                parameter.tensor(in: graph), gradient: gradient, state: old, scalars: scalars)
            new.append(updated.parameter)
            new += updated.state
        }
        let listed = Set(names)
        if let unlisted = graph.inputs.map(\.name).first(where: { !before.contains($0) && !listed.contains($0) }) {
            throw ModelError("the model reads \(unlisted), which is none of its parameters, constants and inputs")
        }
        return InnerStep(state: new, loss: value)
    }
}
