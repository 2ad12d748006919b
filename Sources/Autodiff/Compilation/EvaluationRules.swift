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
    case .concatenate: nil
    case .input, .constant, .elementwise, .broadcast, .slice, .pad, .stopGradient:
        preconditionFailure("\(primitive) is no instruction of its own")
    }
}
