/// A value given from outside, by name.
struct Input: Primitive {
    let name: String
    let shape: Shape

    var description: String { "input \(name)" }
    var operandCount: Int? { 0 }
    func shape(_ x: [Shape]) -> Shape { shape }
    func gradients(_ y: Tensor, _ x: [Tensor], _ g: Tensor) -> [Tensor?] { [] }
    func reference(_ x: [ReferenceTensor], _ shape: Shape) -> [Double] {
        preconditionFailure("the values of input \(name) come from outside")
    }
    var isCostly: Bool { false }
    var evaluation: Evaluation { .input(name) }
}
