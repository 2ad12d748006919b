/// The operand, as a constant to differentiation.
struct StopGradient: Primitive {
    var description: String { "stopGradient" }
    var operandCount: Int? { 1 }
    func shape(_ x: [Shape]) -> Shape { x[0] }
    func gradients(_ y: Tensor, _ x: [Tensor], _ g: Tensor) -> [Tensor?] { [nil] }
    func reference(_ x: [ReferenceTensor], _ shape: Shape) -> [Double] { x[0].values }
    var isCostly: Bool { false }
    var evaluation: Evaluation { .view({ view, _, _ in view }) }
}

extension Tensor {
    /// The same value, as a constant to differentiation.
    public var withoutGradient: Tensor { graph.append(StopGradient(), [self]) }
}
