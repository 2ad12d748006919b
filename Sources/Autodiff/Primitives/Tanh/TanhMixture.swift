import Kernels

/// x (…), weights, biases and amplitudes (J) → (…): Σⱼ aⱼ · tanh⁽ᵈ⁾(wⱼ x + bⱼ), the d-th derivative of tanh.
///
/// Mixtures of the same x, weights and biases share their values of tanh.
struct TanhMixture: Primitive {
    let derivative: Int

    var description: String { "tanhMixture derivative \(derivative)" }
    var operandCount: Int? { 4 }

    func shape(_ x: [Shape]) throws -> Shape {
        try requireTanhDerivative(derivative)
        try require(
            x[1].rank == 1 && x[1] == x[2] && x[1] == x[3],
            "weights, biases and amplitudes must be vectors of one length")
        return x[0]
    }

    func gradients(_ y: Tensor, _ x: [Tensor], _ g: Tensor) -> [Tensor?] {
        let (w, b, a) = (x[1], x[2], x[3])
        func moments(_ derivative: Int, _ factors: Tensor) -> Tensor {
            g.graph.append(TanhMoments(derivative: derivative), [factors, x[0], w, b])
        }
        return [
            g * g.graph.append(TanhMixture(derivative: derivative + 1), [x[0], w, b, a * w]),
            a * moments(derivative + 1, g * x[0]), a * moments(derivative + 1, g), moments(derivative, g),
        ]
    }

    func reference(_ x: [ReferenceTensor], _ shape: Shape) -> [Double] {
        x[0].values.map { at in
            x[3].values.indices.reduce(0) { sum, j in
                sum + x[3].values[j] * referenceTanhDerivative(derivative, x[1].values[j] * at + x[2].values[j])
            }
        }
    }

    var isCostly: Bool { true }

    var evaluation: Evaluation {
        .joint(sharing: 0..<3) { siblings in
            let common = siblings[0].operands
            return TanhInstruction(
                isMixture: true, x: common[0], weights: common[1], biases: common[2],
                terms: siblings.map {
                    TanhInstruction.Term(
                        derivative: ($0.primitive as! Self).derivative, factors: $0.operands[3], output: $0.output)
                })
        }
    }
}

/// Σⱼ amplitudesⱼ · tanh(weightsⱼ x + biasesⱼ), elementwise in x (…) with vectors (J): a network with one input, one
/// hidden layer of J units and one output, applied to each element. Nothing of size J times x is ever stored.
///
/// Can be differentiated three times with respect to any operand.
public func tanhMixture(_ x: Tensor, weights: Tensor, biases: Tensor, amplitudes: Tensor) -> Tensor {
    x.graph.append(TanhMixture(derivative: 0), [x, weights, biases, amplitudes])
}
