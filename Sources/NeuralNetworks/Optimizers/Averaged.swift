import Autodiff

/// Another optimizer that also keeps an exponential moving average of each parameter (`AveragedModel` with `get_ema_multi_avg_fn`):
/// the parameter after the first step, then a ← a + (1 - d)(w - a).
public struct Averaged: Optimizer {
    /// The name of the averages among what an optimizer keeps.
    public static let stateName = "average"

    let base: any Optimizer
    let decay: Double

    public var state: [(name: String, initial: Float)] { base.state + [(Self.stateName, 0)] }
    public var scalarNames: [String] { base.scalarNames + ["share of the new weights"] }

    public func scalar(_ index: Int, step: Int, factor: Double) -> Float {
        if index < base.scalarNames.count { return base.scalar(index, step: step, factor: factor) }
        return step == 0 ? 1 : Float(1 - decay)
    }

    public func transformed(_ gradients: [Tensor]) -> [Tensor] { base.transformed(gradients) }

    public func update(
        _ parameter: Tensor, gradient: Tensor, state: [Tensor], scalars: [Tensor]
    ) -> (parameter: Tensor, state: [Tensor]) {
        let (average, share) = (state.last!, scalars.last!.broadcast(to: parameter.shape))
        let new = base.update(parameter, gradient: gradient, state: state.dropLast(), scalars: scalars.dropLast())
        return (new.parameter, new.state + [average + share * (new.parameter - average)])
    }
}

extension Optimizer {
    /// The same rule, which also keeps an exponential moving average of the weights: `Trainer.average` is the model with them.
    ///
    /// - Parameter decay: d, the share of the old average that stays in a step.
    public func averaged(decay: Double) -> any Optimizer {
        requireHyperparameter(decay >= 0 && decay < 1, "decay of the average", decay, "in 0 ..< 1")
        return Averaged(base: self, decay: decay)
    }
}
