import Kernels

/// The same operation on each element of operands of equal shape. What each operation is stands in `ElementwiseRule`.
struct Elementwise: Primitive {
    let operation: ElementwiseOperation

    var description: String { "\(operation)" }
    var operandCount: Int? { operation.operandCount }

    func shape(_ x: [Shape]) throws -> Shape {
        try require(x.allSatisfy { $0 == x[0] }, "the shapes must be equal")
        return x[0]
    }

    func gradients(_ y: Tensor, _ x: [Tensor], _ g: Tensor) -> [Tensor?] { rule.gradients(y, x, g) }

    func reference(_ x: [ReferenceTensor], _ shape: Shape) -> [Double] {
        (0..<shape.count).map { index in rule.reference(x.map { $0.values[index] }) }
    }

    var isCostly: Bool { rule.isCostly }
    var evaluation: Evaluation { .elementwise(operation) }

    private var rule: ElementwiseRule { ElementwiseRule(operation) }
}
