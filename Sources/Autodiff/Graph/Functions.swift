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
/// The larger one; `a`, and its gradient, where they are equal.
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

/// The matrix product (M, K) · (K, N) → (M, N); with `transposingLeft`, (K, M) · (K, N) → (M, N).
public func product(_ a: Tensor, _ b: Tensor, transposingLeft: Bool = false) -> Tensor {
    a.graph.append(.product(transposesLeft: transposingLeft), [a, b])
}

/// The product of a sparse matrix (M, K), given by its values (E), and x (K, N) → (M, N). Costs what the entries cost, forward
/// and backward, and has the bits of the dense product with zeros.
///
/// - Parameter transposed: multiplies by the transposed matrix instead, (M, N) → (K, N).
public func sparseProduct(
    _ values: Tensor, _ pattern: SparsityPattern, _ x: Tensor, transposed: Bool = false
) -> Tensor {
    x.graph.append(.sparseProduct(pattern, transposed: transposed), [values, x])
}

/// The entries (E) of a pattern (M, K) in the product of a (M, N) and the transpose of b (K, N).
public func sampledProduct(_ pattern: SparsityPattern, _ a: Tensor, _ b: Tensor) -> Tensor {
    a.graph.append(.sampledProduct(pattern), [a, b])
}

/// Tensors of at least two axes, one after the other along the first.
public func concatenate(_ parts: [Tensor]) -> Tensor {
    parts.count == 1 ? parts[0] : parts[0].graph.append(.concatenate, parts)
}

/// The convolution of input (C, spatial…, N) with weight (D, C · taps): (D, spatial…, N).
public func convolution(_ input: Tensor, _ weight: Tensor, _ geometry: ConvolutionGeometry) -> Tensor {
    input.graph.append(.convolution(geometry), [input, weight])
}

/// Σⱼ amplitudesⱼ · tanh(weightsⱼ x + biasesⱼ), elementwise in x (…) with vectors (J): a network with one input, one
/// hidden layer of J units and one output, applied to each element. Nothing of size J times x is ever stored.
///
/// Can be differentiated three times with respect to any operand.
public func tanhMixture(_ x: Tensor, weights: Tensor, biases: Tensor, amplitudes: Tensor) -> Tensor {
    x.graph.append(.tanhMixture(derivative: 0), [x, weights, biases, amplitudes])
}
