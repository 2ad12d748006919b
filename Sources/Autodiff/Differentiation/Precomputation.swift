/// Splits a computation in two: what is worth doing before some inputs are known, and the rest.
///
/// Reverse mode through a long loop runs each step twice: forward, and again when the gradient comes back. What the
/// second run needs and the first can already know (products, convolutions, transcendental functions) is
/// computed once, in the first, and kept; cheap elementwise operations are computed again.
///
/// - Parameters:
///   - outputs: what the second part gives.
///   - late: the inputs that only the second part knows.
/// - Returns: `early`, values for the first part to compute, each with the new input that stands for it in the
///   second part; `outputs`, the same values as the given ones, computed from those inputs.
public func precompute(
    for outputs: [Tensor], before late: [Tensor]
) -> (early: [(value: Tensor, input: Tensor)], outputs: [Tensor]) {
    guard let graph = outputs.first?.graph else { return ([], []) }
    let last = outputs.map(\.identifier).max()!
    var isLate = [Bool](repeating: false, count: last + 1)
    for input in late where input.identifier <= last { isLate[input.identifier] = true }
    for identifier in 0...last where !isLate[identifier] {
        isLate[identifier] = graph.nodes[identifier].operands.contains { isLate[$0] }
    }
    // From the end: a costly early value is kept, and nothing it depends on is needed any more.
    var isNeeded = [Bool](repeating: false, count: last + 1)
    for output in outputs { isNeeded[output.identifier] = true }
    var replacement = [Int: Tensor]()
    var early: [(value: Tensor, input: Tensor)] = []
    for identifier in (0...last).reversed() where isNeeded[identifier] {
        let node = graph.nodes[identifier]
        if !isLate[identifier], node.primitive.isCostly {
            let input = graph.input("kept \(identifier)", node.shape)
            replacement[identifier] = input
            early.append((graph.tensor(identifier), input))
        } else {
            for operand in node.operands { isNeeded[operand] = true }
        }
    }
    early.reverse()
    guard !early.isEmpty else { return ([], outputs) }
    for identifier in 0...last where isNeeded[identifier] && replacement[identifier] == nil {
        let operands = graph.nodes[identifier].operands
        guard operands.contains(where: { replacement[$0] != nil }) else { continue }
        replacement[identifier] = graph.append(
            graph.nodes[identifier].primitive, operands.map { replacement[$0] ?? graph.tensor($0) })
    }
    return (early, outputs.map { replacement[$0.identifier] ?? $0 })
}
