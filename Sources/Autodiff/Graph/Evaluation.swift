import Kernels

/// How a program computes a primitive.
enum Evaluation {
    /// A value given from outside, by name.
    case input(String)
    /// A number known beforehand.
    case constant(Float)
    /// One operation on each element; chains of these are fused.
    case elementwise(ElementwiseOperation)
    /// The operand, read where it lies and never copied. Where the rule gives nil there is an instruction after all.
    case view(
        (_ operand: View, _ from: Shape, _ to: Shape) -> View?,
        otherwise: (_ operand: TensorLocation, _ output: TensorLocation) -> Instruction = { _, _ in
            preconditionFailure("a view of any operand")
        })
    /// The operands, computed where they belong in the result.
    case concatenation
    /// An instruction of its own. Operands and output lie in buffers of their shapes.
    case instruction((_ operands: [TensorLocation], _ output: TensorLocation) -> Instruction)
    /// One instruction for all nodes of this primitive's type that share the operands in a range and do not depend on
    /// each other, because what they have in common is costly. Attributes and other operands may differ.
    case joint(sharing: Range<Int>, (_ siblings: [Sibling]) -> Instruction)

    /// One of the nodes that are computed together.
    struct Sibling {
        let primitive: any Primitive
        let operands: [TensorLocation]
        let output: TensorLocation
    }
}
