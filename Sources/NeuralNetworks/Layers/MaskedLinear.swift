import Autodiff

/// `y = W x + b` with some weights and biases masked for good: (inputs, N) → (outputs, N).
///
/// Only the others are trained, and only they cost anything where at most half of the weights are left: above, dense products are
/// faster. Outputs and the gradient of `x` have the bits of the dense layer with `W * mask` and `b * mask`, whose masked entries
/// receive no gradient (see `sparseProduct` for the conditions). So does a whole training while most weights are left. Where
/// few are left, the gradient of the weights is a `sampledProduct`: its sums have an order of their own, which depends on
/// the number of examples alone, and the bits of the dense layer are not promised.
public struct MaskedLinear: Sendable {
    /// The unmasked weights, row by row; where most are left all weights, zero where masked.
    public let weight: Parameter
    /// One for the weights that are there and zero for others, (outputs, inputs). Nil where few are left: the sparse
    /// products do without it, and are faster then.
    public let weightMask: Parameter?
    /// The unmasked biases.
    public let bias: Parameter
    /// Which weights are there, (outputs, inputs).
    public let weightPattern: SparsityPattern
    /// Which biases are there, (outputs, 1).
    public let biasPattern: SparsityPattern

    /// The share of weights up to which products are sparse. Steps take as long either way at about 60 % (500 hidden units, a batch of
    /// 100, AVX-512).
    static let mostDensity = 0.5

    /// - Parameters:
    ///   - dense: the layer with all its weights and biases.
    ///   - mask: which of them stay, weights (the last axis fastest) before biases.
    public init(_ dense: Linear, mask: [Bool]) {
        let (outputs, inputs) = (dense.weight.shape[0], dense.weight.shape[1])
        precondition(
            mask.count == outputs * inputs + outputs,
            "a mask of \(mask.count) for \(outputs * inputs) weights and \(outputs) biases")
        weightPattern = SparsityPattern(rows: outputs, columns: inputs, mask: mask[..<(outputs * inputs)])
        biasPattern = SparsityPattern(rows: outputs, columns: 1, mask: mask[(outputs * inputs)...])
        if weightPattern.density > Self.mostDensity {
            let ones: [Float] = mask[..<(outputs * inputs)].map { $0 ? 1 : 0 }
            weightMask = Parameter(
                name: dense.weight.name + " mask", shape: dense.weight.shape, initialValues: ones)
            weight = Parameter(
                name: dense.weight.name, shape: dense.weight.shape,
                initialValues: zip(dense.weight.initialValues, ones).map { $1 == 0 ? 0 : $0 })
        } else {
            weightMask = nil
            weight = Parameter(
                name: dense.weight.name, shape: [weightPattern.count],
                initialValues: weightPattern.positions.map { dense.weight.initialValues[$0] })
        }
        bias = Parameter(
            name: dense.bias.name, shape: [biasPattern.count],
            initialValues: biasPattern.positions.map { dense.bias.initialValues[$0] })
    }

    /// Weight and bias; one with nothing left is left out.
    public var parameters: [Parameter] { [weight, bias].filter { $0.shape.count > 0 } }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        let shape: Shape = [weightPattern.rows, x.shape[1]]
        let y = weightedInputs(x, shape)
        guard biasPattern.count > 0 else { return y }
        let biases = sparseProduct(bias.tensor(in: x.graph), biasPattern, x.graph.constant(1, [1, 1]))
        return y + biases.reshaped(to: [shape[0]]).broadcast(to: shape, axes: [0])
    }

    private func weightedInputs(_ x: Tensor, _ shape: Shape) -> Tensor {
        if weightPattern.count == 0 { return x.graph.constant(0, shape) }
        let values = weight.tensor(in: x.graph)
        guard let weightMask else { return sparseProduct(values, weightPattern, x) }
        return product(values * weightMask.tensor(in: x.graph).withoutGradient, x)
    }

    /// Weights and biases as the dense layer has them, zero where masked.
    ///
    /// - Parameter values: the present values of a parameter, by name.
    public func denseValues(_ values: (String) -> [Float]?) -> [Float] {
        let weights = weightPattern.rows * weightPattern.columns
        var dense = [Float](repeating: 0, count: weights + weightPattern.rows)
        let positions = weightMask == nil ? weightPattern.positions : Array(0..<weights)
        for (position, value) in zip(positions, values(weight.name) ?? []) { dense[position] = value }
        for (position, value) in zip(biasPattern.positions, values(bias.name) ?? []) {
            dense[weights + position] = value
        }
        return dense
    }

    /// Weight (outputs, inputs) and bias (outputs) of the dense layer, zero where masked.
    ///
    /// - Parameter values: as in ``denseValues(_:)``.
    public func stateTensors(_ values: (String) -> [Float]?) -> [StateTensor] {
        let dense = denseValues(values)
        let (rows, weights) = (weightPattern.rows, weightPattern.rows * weightPattern.columns)
        return [
            StateTensor(name: weight.name, shape: [rows, weightPattern.columns], values: Array(dense[..<weights])),
            StateTensor(name: bias.name, shape: [rows], values: Array(dense[weights...])),
        ]
    }
}
