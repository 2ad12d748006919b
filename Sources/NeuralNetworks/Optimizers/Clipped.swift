import Autodiff

/// Another optimizer whose gradients are limited first.
struct Clipped: Optimizer {
    enum Limit {
        case norm(Float)
        case value(Float)
    }

    let base: any Optimizer
    let limit: Limit

    var state: [(name: String, initial: Float)] { base.state }
    var scalarNames: [String] { base.scalarNames }
    func scalar(_ index: Int, step: Int, factor: Double) -> Float { base.scalar(index, step: step, factor: factor) }

    func transformed(_ gradients: [Tensor]) -> [Tensor] {
        switch limit {
        case .value(let largest):
            return base.transformed(gradients.map { maximum(-maximum(-$0, $0.filled(-largest)), $0.filled(-largest)) })
        case .norm(let largest):
            guard let first = gradients.first else { return gradients }
            let squares = gradients.dropFirst().reduce((first * first).sum()) { $0 + ($1 * $1).sum() }
            let factor = largest / (squareRoot(squares) + 1e-6)
            let limited = -maximum(-factor, factor.filled(-1))
            return base.transformed(gradients.map { $0 * limited.broadcast(to: $0.shape) })
        }
    }

    func update(
        _ parameter: Tensor, gradient: Tensor, state: [Tensor], scalars: [Tensor]
    ) -> (parameter: Tensor, state: [Tensor]) {
        base.update(parameter, gradient: gradient, state: state, scalars: scalars)
    }
}

extension Optimizer {
    /// The same rule for gradients that are divided by their common length where it is above `norm` (`clip_grad_norm_`).
    public func clipped(norm: Double) -> any Optimizer {
        requireHyperparameter(norm > 0, "largest norm of the gradients", norm, "above 0")
        return Clipped(base: self, limit: .norm(Float(norm)))
    }

    /// The same rule for gradients whose components are limited to ± `value` (`clip_grad_value_`).
    public func clipped(value: Double) -> any Optimizer {
        requireHyperparameter(value > 0, "largest component of the gradients", value, "above 0")
        return Clipped(base: self, limit: .value(Float(value)))
    }
}
