import Kernels

// The functions of traced tensors. Elementwise ones keep the shape.

/// √x.
public func squareRoot(_ x: Tensor) -> Tensor { x.elementwise(.squareRoot) }
/// eˣ.
public func exp(_ x: Tensor) -> Tensor { x.elementwise(.exp) }
/// eˣ - 1, exact near 0.
public func expMinusOne(_ x: Tensor) -> Tensor { x.elementwise(.expMinusOne) }
/// The natural logarithm.
public func log(_ x: Tensor) -> Tensor { x.elementwise(.log) }
/// The hyperbolic tangent.
public func tanh(_ x: Tensor) -> Tensor { x.elementwise(.tanh) }
/// 1 / (1 + e⁻ˣ).
public func sigmoid(_ x: Tensor) -> Tensor { x.elementwise(.sigmoid) }
/// log(1 + eˣ).
public func softplus(_ x: Tensor) -> Tensor { x.elementwise(.softplus) }
/// max(x, 0), with gradient 0 at 0.
public func relu(_ x: Tensor) -> Tensor { x.elementwise(.relu) }
/// x where positive, eˣ - 1 elsewhere.
public func elu(_ x: Tensor) -> Tensor {
    let isPositive = isGreater(x, x.filled(0))
    // The branch not taken must not overflow: its infinite slope times 0 would be the gradient.
    return select(where: isPositive, x, expMinusOne(select(where: isPositive, x.filled(0), x)))
}
/// x · sigmoid(x).
public func swish(_ x: Tensor) -> Tensor { x * sigmoid(x) }
/// x Φ(x) with the normal distribution Φ (D. Hendrycks and K. Gimpel 2016), PyTorch's `gelu`: errors below 10⁻⁶.
///
/// Φ by the rational approximation 7.1.26 of M. Abramowitz and I. Stegun, whose error is 1.5 · 10⁻⁷ in erf.
public func gelu(_ x: Tensor) -> Tensor {
    let magnitude = maximum(x, -x)
    let t = 1 / (1 + (0.3275911 * Float(0.5).squareRoot()) * magnitude)
    let coefficients: [Float] = [1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592]
    let polynomial = coefficients.dropFirst().reduce(coefficients[0] * t) { ($0 + $1) * t }
    // The share of the normal distribution beyond |x|.
    let beyond = 0.5 * polynomial * exp(-0.5 * x * x)
    return x * select(where: isGreater(x, x.filled(0)), 1 - beyond, beyond)
}
/// The approximation ½ x (1 + tanh(√(2/π) (x + 0.044715 x³))), PyTorch's `gelu` with `approximate="tanh"`.
public func geluByTanh(_ x: Tensor) -> Tensor {
    0.5 * x * (1 + tanh(Float(0.7978845608) * (x + 0.044715 * x * x * x)))
}
/// Shares along an axis before the last: eˣ over its sum, without overflow.
public func softmax(_ x: Tensor, axis: Int) -> Tensor {
    let others = x.shape.axes(without: [axis])
    let powers = exp(x - x.maximum(axes: [axis]).withoutGradient.broadcast(to: x.shape, axes: others))
    return powers / powers.sum(axes: [axis]).broadcast(to: x.shape, axes: others)
}
/// The larger one. Where they are equal `a` takes the whole gradient, as the first maximum of a window does in PyTorch's
/// max pooling; `torch.maximum` would halve it.
public func maximum(_ a: Tensor, _ b: Tensor) -> Tensor { a.elementwise(.maximum, b) }
/// 1 where a > b, 0 elsewhere; no gradient.
public func isGreater(_ a: Tensor, _ b: Tensor) -> Tensor { a.elementwise(.isGreater, b) }
/// 1 where a ≥ b, 0 elsewhere; no gradient.
public func isGreaterOrEqual(_ a: Tensor, _ b: Tensor) -> Tensor {
    a.elementwise(.isGreaterOrEqual, b)
}
/// `a` where the condition is not 0, `b` elsewhere.
public func select(where condition: Tensor, _ a: Tensor, _ b: Tensor) -> Tensor {
    condition.elementwise(.select, a, b)
}
