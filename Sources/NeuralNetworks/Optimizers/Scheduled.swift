import Autodiff

/// Another optimizer whose learning rate follows a schedule.
struct Scheduled: Optimizer {
    let base: any Optimizer
    let schedule: Schedule

    var state: [(name: String, initial: Float)] { base.state }
    var scalarNames: [String] { base.scalarNames }

    func scalar(_ index: Int, step: Int, factor: Double) -> Float {
        base.scalar(index, step: step, factor: factor * schedule(step))
    }

    func transformed(_ gradients: [Tensor]) -> [Tensor] { base.transformed(gradients) }

    func update(
        _ parameter: Tensor, gradient: Tensor, state: [Tensor], scalars: [Tensor]
    ) -> (parameter: Tensor, state: [Tensor]) {
        base.update(parameter, gradient: gradient, state: state, scalars: scalars)
    }
}

extension Optimizer {
    /// The same rule with a learning rate that follows a schedule.
    public func scheduled(_ schedule: Schedule) -> any Optimizer { Scheduled(base: self, schedule: schedule) }
}
