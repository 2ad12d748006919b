import Kernels

/// Factors and x (…), weights and biases (J) → (J): Σᵢ fᵢ · tanh⁽ᵈ⁾(wⱼ xᵢ + bⱼ), what gradients of `TanhMixture` are made of.
///
/// Moments of the same x, weights and biases share their values of tanh.
struct TanhMoments: Primitive {
    let derivative: Int

    var description: String { "tanhMoments derivative \(derivative)" }
    var operandCount: Int? { 4 }

    func shape(_ x: [Shape]) throws -> Shape {
        try requireTanhDerivative(derivative)
        try require(x[0] == x[1], "the factors and x must have equal shapes")
        try require(x[2].rank == 1 && x[2] == x[3], "weights and biases must be vectors of one length")
        return x[2]
    }

    func gradients(_ y: Tensor, _ x: [Tensor], _ g: Tensor) -> [Tensor?] {
        let (f, w, b) = (x[0], x[2], x[3])
        func mixture(_ derivative: Int, _ amplitudes: Tensor) -> Tensor {
            g.graph.append(TanhMixture(derivative: derivative), [x[1], w, b, amplitudes])
        }
        func moments(_ derivative: Int, _ factors: Tensor) -> Tensor {
            g.graph.append(TanhMoments(derivative: derivative), [factors, x[1], w, b])
        }
        return [
            mixture(derivative, g), f * mixture(derivative + 1, g * w),
            g * moments(derivative + 1, f * x[1]), g * moments(derivative + 1, f),
        ]
    }

    func reference(_ x: [ReferenceTensor], _ shape: Shape) -> [Double] {
        (0..<shape.count).map { j in
            zip(x[0].values, x[1].values).reduce(0) { sum, element in
                sum + element.0
                    * referenceTanhDerivative(derivative, x[2].values[j] * element.1 + x[3].values[j])
            }
        }
    }

    var isCostly: Bool { true }

    var evaluation: Evaluation {
        .joint(sharing: 1..<4) { siblings in
            let common = siblings[0].operands
            return TanhInstruction(
                isMixture: false, x: common[1], weights: common[2], biases: common[3],
                terms: siblings.map {
                    TanhInstruction.Term(
                        derivative: ($0.primitive as! Self).derivative, factors: $0.operands[0], output: $0.output)
                })
        }
    }
}
