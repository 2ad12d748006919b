import Kernels

/// How a gradient passes each primitive: from the gradient `g` of the output `y` to that of each operand `x`,
/// nil where none flows. Rules emit primitives, so that a gradient can be differentiated again.
func gradientRule(_ y: Tensor, _ x: [Tensor], _ g: Tensor) -> [Tensor?] {
    switch y.node.primitive {
    case .input, .constant: []
    case .stopGradient: [nil]
    case .elementwise(let operation): elementwiseGradientRule(operation, y, x, g)
    case .broadcast(_, let axes):
        [g.sum(axes: y.shape.dimensions.indices.filter { !axes.contains($0) })]
    case .reduce(.sum, let axes): [g.broadcast(to: x[0].shape, axes: kept(x[0], without: axes))]
    case .reduce(.maximum, let axes):
        // Every element that is the maximum receives the whole gradient.
        [
            g.broadcast(to: x[0].shape, axes: kept(x[0], without: axes))
                * isGreaterOrEqual(
                    x[0], y.broadcast(to: x[0].shape, axes: kept(x[0], without: axes)))
        ]
    case .reshape: [g.reshaped(to: x[0].shape)]
    case .slice(let axis, let start, let stride, _):
        [g.padded(axis: axis, start: start, stride: stride, size: x[0].shape[axis])]
    case .pad(let axis, let start, let stride, _):
        [g.slice(axis: axis, start: start, stride: stride, count: x[0].shape[axis])]
    case .concatenate:
        zip(x, starts(x)).map { part, start in g.slice(start: start, count: part.shape[0]) }
    case .transpose: [g.transposed]
    case .product(transposesLeft: false):
        [product(g, x[1].transposed), product(x[0], g, transposingLeft: true)]
    case .product(transposesLeft: true):
        [product(x[1], g.transposed), product(x[0], g)]
    case .convolution(let geometry):
        [
            g.graph.append(.convolutionInputGradient(geometry), [g, x[1]]),
            g.graph.append(.convolutionWeightGradient(geometry), [x[0], g]),
        ]
    case .convolutionInputGradient(let geometry):
        [
            g.graph.append(.convolution(geometry), [g, x[1]]),
            g.graph.append(.convolutionWeightGradient(geometry), [g, x[0]]),
        ]
    case .convolutionWeightGradient(let geometry):
        [
            g.graph.append(.convolutionInputGradient(geometry), [x[1], g]),
            g.graph.append(.convolution(geometry), [x[0], g]),
        ]
    case .sparseProduct(let pattern, let transposed):
        [
            transposed ? sampledProduct(pattern, x[1], g) : sampledProduct(pattern, g, x[1]),
            sparseProduct(x[0], pattern, g, transposed: !transposed),
        ]
    case .sampledProduct(let pattern):
        [sparseProduct(g, pattern, x[1]), sparseProduct(g, pattern, x[0], transposed: true)]
    case .tanhMixture(let derivative): tanhMixtureGradientRule(derivative, x, g)
    case .tanhMoments(let derivative): tanhMomentsGradientRule(derivative, x, g)
    }
}

/// y = Σⱼ aⱼ tanh⁽ᵈ⁾(wⱼ x + bⱼ): gradients of x, w, b and a.
private func tanhMixtureGradientRule(_ derivative: Int, _ x: [Tensor], _ g: Tensor) -> [Tensor?] {
    let (w, b, a) = (x[1], x[2], x[3])
    func moments(_ derivative: Int, _ factors: Tensor) -> Tensor {
        g.graph.append(.tanhMoments(derivative: derivative), [factors, x[0], w, b])
    }
    return [
        g * g.graph.append(.tanhMixture(derivative: derivative + 1), [x[0], w, b, a * w]),
        a * moments(derivative + 1, g * x[0]), a * moments(derivative + 1, g), moments(derivative, g),
    ]
}

/// yⱼ = Σᵢ fᵢ tanh⁽ᵈ⁾(wⱼ xᵢ + bⱼ): gradients of f, x, w and b.
private func tanhMomentsGradientRule(_ derivative: Int, _ x: [Tensor], _ g: Tensor) -> [Tensor?] {
    let (f, w, b) = (x[0], x[2], x[3])
    func mixture(_ derivative: Int, _ amplitudes: Tensor) -> Tensor {
        g.graph.append(.tanhMixture(derivative: derivative), [x[1], w, b, amplitudes])
    }
    func moments(_ derivative: Int, _ factors: Tensor) -> Tensor {
        g.graph.append(.tanhMoments(derivative: derivative), [factors, x[1], w, b])
    }
    return [
        mixture(derivative, g), f * mixture(derivative + 1, g * w),
        g * moments(derivative + 1, f * x[1]), g * moments(derivative + 1, f),
    ]
}

private func elementwiseGradientRule(
    _ operation: ElementwiseOperation, _ y: Tensor, _ x: [Tensor], _ g: Tensor
) -> [Tensor?] {
    switch operation {
    case .copy: [g]
    case .negate: [-g]
    case .squareRoot: [g * 0.5 / y]
    case .exp: [g * y]
    case .expMinusOne: [g * (y + 1)]
    case .log: [g / x[0]]
    case .tanh: [g * (1 - y * y)]
    case .sigmoid: [g * (y * (1 - y))]
    case .softplus: [g * sigmoid(x[0])]
    case .relu: [g.elementwise(.passWherePositive, x[0])]
    case .add: [g, g]
    case .subtract: [g, -g]
    case .multiply: [g * x[1], g * x[0]]
    case .divide: [g / x[1], -(g * y / x[1])]
    case .maximum:
        [
            select(where: isGreaterOrEqual(x[0], x[1]), g, g.filled(0)),
            select(where: isGreater(x[1], x[0]), g, g.filled(0)),
        ]
    case .isGreater, .isGreaterOrEqual: [nil, nil]
    case .passWherePositive: [g.elementwise(.passWherePositive, x[1]), nil]
    case .select: [nil, select(where: x[0], g, g.filled(0)), select(where: x[0], g.filled(0), g)]
    }
}

private func kept(_ x: Tensor, without axes: [Int]) -> [Int] {
    x.shape.dimensions.indices.filter { !axes.contains($0) }
}

private func starts(_ parts: [Tensor]) -> [Int] {
    var start = 0
    return parts.map { part in
        defer { start += part.shape[0] }
        return start
    }
}
