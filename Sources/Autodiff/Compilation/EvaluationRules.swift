/// The instruction that computes each primitive; nil where the operands already lie in place.
func evaluationRule(_ primitive: Primitive, _ operands: [Place], _ output: Place) -> (any Instruction)? {
    switch primitive {
    case .product(let transposesLeft):
        ProductInstruction(operands[0], operands[1], into: output, transposesLeft: transposesLeft)
    case .transpose: TransposeInstruction(operands[0], into: output)
    case .reshape: ReshapeInstruction(operands[0], into: output)
    case .reduce(let reduction, let axes):
        ReduceInstruction(reduction, axes: axes, operands[0], into: output)
    case .convolution(let geometry):
        ConvolutionInstruction(geometry, operands[0], operands[1], into: output)
    case .convolutionInputGradient(let geometry):
        ConvolutionInputGradientInstruction(geometry, operands[0], operands[1], into: output)
    case .convolutionWeightGradient(let geometry):
        ConvolutionWeightGradientInstruction(geometry, operands[0], operands[1], into: output)
    case .sparseProduct(let pattern, let transposed):
        SparseProductInstruction(pattern, transposed: transposed, operands[0], operands[1], into: output)
    case .sampledProduct(let pattern): SampledProductInstruction(pattern, operands[0], operands[1], into: output)
    case .tanhMixture, .tanhMoments: jointEvaluationRule([(primitive, operands, output)])
    case .concatenate: nil
    case .input, .constant, .elementwise, .broadcast, .slice, .pad, .stopGradient:
        preconditionFailure("\(primitive) is no instruction of its own")
    }
}

/// The instruction that computes several nodes at once (see `Schedule`): mixtures of equal x, weights and biases, or
/// moments of these.
func jointEvaluationRule(
    _ nodes: [(primitive: Primitive, operands: [Place], output: Place)]
) -> (any Instruction)? {
    var isMixture = false
    let terms = nodes.map { primitive, operands, output in
        switch primitive {
        case .tanhMixture(let derivative):
            isMixture = true
            return TanhInstruction.Term(derivative: derivative, factors: operands[3], output: output)
        case .tanhMoments(let derivative):
            return TanhInstruction.Term(derivative: derivative, factors: operands[0], output: output)
        default: preconditionFailure("\(primitive) is computed on its own")
        }
    }
    let operands = nodes[0].operands
    let common = isMixture ? Array(operands[0...2]) : Array(operands[1...3])
    return TanhInstruction(
        isMixture: isMixture, x: common[0], weights: common[1], biases: common[2], terms: terms)
}
