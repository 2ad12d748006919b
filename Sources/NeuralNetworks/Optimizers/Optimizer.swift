import Autodiff

/// A rule that turns gradients into new parameters, traced like everything else.
///
/// Any rule takes a schedule, a limit of its gradients and an average of its weights:
/// `Adam(learningRate: 0.01).scheduled(.cosine(steps: 6000)).clipped(norm: 1).averaged(decay: 0.999)`.
public protocol Optimizer: Sendable {
    /// The tensors kept for each parameter, of its shape, and the value they start from.
    var state: [(name: String, initial: Float)] { get }

    /// The numbers that change from step to step.
    var scalarNames: [String] { get }

    /// The value of one of them, by its index in `scalarNames`, in a step counted from 0, where the learning rate is multiplied by
    /// `factor`.
    func scalar(_ index: Int, step: Int, factor: Double) -> Float

    /// What is done to the gradients of all parameters together before the updates; nothing where it is not given.
    func transformed(_ gradients: [Tensor]) -> [Tensor]

    /// The parameter and its state after one step.
    func update(
        _ parameter: Tensor, gradient: Tensor, state: [Tensor], scalars: [Tensor]
    ) -> (parameter: Tensor, state: [Tensor])
}

extension Optimizer {
    public func transformed(_ gradients: [Tensor]) -> [Tensor] { gradients }

    /// The value of one of the numbers that change, by its index in `scalarNames`, in a step counted from 0.
    public func scalar(_ index: Int, step: Int) -> Float { scalar(index, step: step, factor: 1) }
}

extension Tensor {
    /// gradient + weightDecay · parameter, PyTorch's (not decoupled) weight decay.
    func decayed(_ weightDecay: Float, _ parameter: Tensor) -> Tensor {
        weightDecay == 0 ? self : self + weightDecay * parameter
    }
}

/// Stops at a hyperparameter outside its range, with a message that names it and its value.
func requireHyperparameter(_ condition: Bool, _ name: String, _ value: Double, _ range: String) {
    precondition(condition, "\(name) must be \(range), not \(value)")
}
