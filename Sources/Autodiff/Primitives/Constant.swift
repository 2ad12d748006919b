/// A scalar known beforehand.
struct Constant: Primitive {
    let value: Float

    var description: String { "constant \(value)" }
    var operandCount: Int? { 0 }
    func shape(_ x: [Shape]) -> Shape { [] }
    func gradients(_ y: Tensor, _ x: [Tensor], _ g: Tensor) -> [Tensor?] { [] }
    func reference(_ x: [ReferenceTensor], _ shape: Shape) -> [Double] { [Double(value)] }
    var isCostly: Bool { false }
    var evaluation: Evaluation { .constant(value) }
}
