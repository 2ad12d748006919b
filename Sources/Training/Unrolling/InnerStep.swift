import Autodiff

/// What one step of a training loop gives, traced.
public struct InnerStep {
    /// The new state, in the order of the old one: parameters, and whatever the optimizer keeps.
    public let state: [Tensor]
    /// The loss of this step, a scalar; of an inner loop, part of the meta objective.
    public let loss: Tensor

    public init(state: [Tensor], loss: Tensor) {
        self.state = state
        self.loss = loss
    }
}
