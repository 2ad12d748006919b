/// The operands one after the other along the first axis.
struct Concatenate: Primitive {
    var description: String { "concatenate" }
    var operandCount: Int? { nil }

    func shape(_ x: [Shape]) throws -> Shape {
        try require(
            x.allSatisfy { $0.rank >= 2 && $0.dimensions.dropFirst() == x[0].dimensions.dropFirst() },
            "all axes but the first must agree, and there must be at least two")
        return x[0].replacing(axis: 0, with: x.reduce(0) { $0 + $1[0] })
    }

    func gradients(_ y: Tensor, _ x: [Tensor], _ g: Tensor) -> [Tensor?] {
        var start = 0
        return x.map { part in
            defer { start += part.shape[0] }
            return g.slice(start: start, count: part.shape[0])
        }
    }

    func reference(_ x: [ReferenceTensor], _ shape: Shape) -> [Double] { x.flatMap(\.values) }
    var isCostly: Bool { false }
    var evaluation: Evaluation { .concatenation }
}

/// Tensors of at least two axes, one after the other along the first.
public func concatenate(_ parts: [Tensor]) -> Tensor {
    parts.count == 1 ? parts[0] : parts[0].graph.append(Concatenate(), parts)
}
