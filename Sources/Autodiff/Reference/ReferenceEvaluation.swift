import Glibc
import Kernels

/// The plain meaning of a graph, in double precision and one element at a time: what tests and finite
/// differences compare programs with. Nothing else may use it; it calls the system's math library.
public func referenceEvaluate(_ tensors: [Tensor], inputs: [String: [Double]]) throws -> [[Double]] {
    guard let graph = tensors.first?.graph else { return [] }
    if let error = graph.error { throw error }
    let last = tensors.map(\.identifier).max()!
    var values: [[Double]] = []
    for identifier in 0...last {
        let node = graph.nodes[identifier]
        let operands = node.operands.map { Dense(graph.nodes[$0].shape, values[$0]) }
        if case .input(let name) = node.primitive {
            guard let given = inputs[name], given.count == node.shape.count else {
                throw GraphError("input \(name) \(node.shape) needs \(node.shape.count) values")
            }
            values.append(given)
        } else {
            values.append(evaluate(node.primitive, operands, node.shape))
        }
    }
    return tensors.map { values[$0.identifier] }
}

/// Values of a shape, the last axis fastest.
private struct Dense {
    let shape: Shape
    let values: [Double]

    init(_ shape: Shape, _ values: [Double]) {
        self.shape = shape
        self.values = values
    }

    subscript(index: [Int]) -> Double {
        values[zip(index, shape.dimensions).reduce(0) { $0 * $1.1 + $1.0 }]
    }
}

private func indices(_ shape: Shape) -> [[Int]] {
    shape.dimensions.reduce([[]]) { partial, size in partial.flatMap { head in (0..<size).map { head + [$0] } } }
}

private func evaluate(_ primitive: Primitive, _ x: [Dense], _ shape: Shape) -> [Double] {
    switch primitive {
    case .input: []
    case .constant(let value): [Double(value)]
    case .elementwise(let operation):
        (0..<shape.count).map { index in apply(operation, x.map { $0.values[index] }) }
    case .broadcast(_, let axes): indices(shape).map { index in x[0][axes.map { index[$0] }] }
    case .reduce(let reduction, let axes):
        reduced(reduction, axes, x[0], shape)
    case .reshape, .stopGradient: x[0].values
    case .slice(let axis, let start, let stride, _):
        indices(shape).map { index in
            var index = index
            index[axis] = start + stride * index[axis]
            return x[0][index]
        }
    case .pad(let axis, let start, let stride, _):
        indices(shape).map { index in
            let (at, rest) = (index[axis] - start).quotientAndRemainder(dividingBy: stride)
            guard index[axis] >= start, rest == 0, at < x[0].shape[axis] else { return 0 }
            var index = index
            index[axis] = at
            return x[0][index]
        }
    case .concatenate: x.flatMap(\.values)
    case .transpose: indices(shape).map { x[0][[$0[1], $0[0]]] }
    case .product(let transposesLeft):
        indices(shape).map { index in
            (0..<x[1].shape[0]).reduce(0) { sum, k in
                sum + x[0][transposesLeft ? [k, index[0]] : [index[0], k]] * x[1][[k, index[1]]]
            }
        }
    case .convolution(let geometry):
        convolve(geometry, shape.count) { output, d, c, q, p, tap, n in
            output[(d * geometry.outputPositions + q) * shape.columns + n] +=
                x[0].values[(c * geometry.inputPositions + p) * shape.columns + n]
                * x[1][[d, c * geometry.taps + tap]]
        } sizes: { (shape[0], x[0].shape[0], shape.columns) }
    case .convolutionInputGradient(let geometry):
        convolve(geometry, shape.count) { output, d, c, q, p, tap, n in
            output[(c * geometry.inputPositions + p) * shape.columns + n] +=
                x[0].values[(d * geometry.outputPositions + q) * shape.columns + n]
                * x[1][[d, c * geometry.taps + tap]]
        } sizes: { (x[0].shape[0], shape[0], shape.columns) }
    case .convolutionWeightGradient(let geometry):
        convolve(geometry, shape.count) { output, d, c, q, p, tap, n in
            let columns = x[0].shape.columns
            output[d * shape[1] + c * geometry.taps + tap] +=
                x[0].values[(c * geometry.inputPositions + p) * columns + n]
                * x[1].values[(d * geometry.outputPositions + q) * columns + n]
        } sizes: { (shape[0], x[0].shape[0], x[0].shape.columns) }
    case .sparseProduct(let pattern, let transposed):
        sparseProduct(pattern, transposed, x[0], x[1], shape)
    case .sampledProduct(let pattern):
        pattern.places.map { place in
            (0..<x[0].shape[1]).reduce(0) { sum, n in
                sum + x[0][[place / pattern.columns, n]] * x[1][[place % pattern.columns, n]]
            }
        }
    case .tanhMixture(let derivative):
        x[0].values.map { at in
            (0..<x[1].values.count).reduce(0) { sum, j in
                sum + x[3].values[j] * tanhDerivative(derivative, x[1].values[j] * at + x[2].values[j])
            }
        }
    case .tanhMoments(let derivative):
        (0..<shape.count).map { j in
            zip(x[0].values, x[1].values).reduce(0) { sum, element in
                sum + element.0 * tanhDerivative(derivative, x[2].values[j] * element.1 + x[3].values[j])
            }
        }
    }
}

private func sparseProduct(
    _ pattern: SparsityPattern, _ transposed: Bool, _ values: Dense, _ x: Dense, _ shape: Shape
) -> [Double] {
    var output = [Double](repeating: 0, count: shape.count)
    for (number, place) in pattern.places.enumerated() {
        var (to, from) = (place / pattern.columns, place % pattern.columns)
        if transposed { swap(&to, &from) }
        for n in 0..<shape[1] { output[to * shape[1] + n] += values.values[number] * x[[from, n]] }
    }
    return output
}

/// The derivatives of tanh as polynomials of t = tanh x.
private func tanhDerivative(_ derivative: Int, _ x: Double) -> Double {
    let t = Glibc.tanh(x)
    let s = 1 - t * t
    return switch derivative {
    case 0: t
    case 1: s
    case 2: -2 * t * s
    default: s * (6 * t * t - 2)
    }
}

private func convolve(
    _ geometry: ConvolutionGeometry, _ count: Int,
    _ body: (inout [Double], _ d: Int, _ c: Int, _ q: Int, _ p: Int, _ tap: Int, _ n: Int) -> Void,
    sizes: () -> (outputs: Int, inputs: Int, batch: Int)
) -> [Double] {
    var output = [Double](repeating: 0, count: count)
    let (outputs, inputs, batch) = sizes()
    for d in 0..<outputs {
        for c in 0..<inputs {
            for q in 0..<geometry.outputPositions {
                for tap in 0..<geometry.taps {
                    guard let p = geometry.inputPosition(output: q, tap: tap) else { continue }
                    for n in 0..<batch { body(&output, d, c, q, p, tap, n) }
                }
            }
        }
    }
    return output
}

private func reduced(_ reduction: Reduction, _ axes: [Int], _ x: Dense, _ shape: Shape) -> [Double] {
    let isSum = reduction == .sum
    var output = [Double](repeating: isSum ? 0 : -.infinity, count: shape.count)
    let kept = x.shape.dimensions.indices.filter { !axes.contains($0) }
    for index in indices(x.shape) {
        let place = kept.reduce(0) { $0 * x.shape[$1] + index[$1] }
        output[place] = isSum ? output[place] + x[index] : max(output[place], x[index])
    }
    return output
}

private func apply(_ operation: ElementwiseOperation, _ x: [Double]) -> Double {
    switch operation {
    case .copy: x[0]
    case .negate: -x[0]
    case .squareRoot: x[0].squareRoot()
    case .exp: Glibc.exp(x[0])
    case .expMinusOne: Glibc.expm1(x[0])
    case .log: Glibc.log(x[0])
    case .tanh: Glibc.tanh(x[0])
    case .sigmoid: 1 / (1 + Glibc.exp(-x[0]))
    case .softplus: max(x[0], 0) + Glibc.log1p(Glibc.exp(-abs(x[0])))
    case .relu: max(x[0], 0)
    case .add: x[0] + x[1]
    case .subtract: x[0] - x[1]
    case .multiply: x[0] * x[1]
    case .divide: x[0] / x[1]
    case .maximum: max(x[0], x[1])
    case .isGreater: x[0] > x[1] ? 1 : 0
    case .isGreaterOrEqual: x[0] >= x[1] ? 1 : 0
    case .passWherePositive: x[1] > 0 ? x[0] : 0
    case .select: x[0] != 0 ? x[1] : x[2]
    }
}
