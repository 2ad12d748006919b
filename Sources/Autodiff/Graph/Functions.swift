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
