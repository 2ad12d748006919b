/// Splits a computation in two: what is worth doing before some inputs are known, and the rest.
///
/// Reverse mode through a long loop runs each step twice: forward, and again when the gradient comes back. What the
/// second run needs and the first can already know (products, convolutions, transcendental functions) is
/// computed once, in the first, and kept; cheap elementwise operations are computed again.
///
/// - Parameters:
///   - outputs: what the second part gives.
///   - late: the inputs that only the second part knows.
///   - isReused: whether the second part runs many times for each run of the first. Transposed matrices are then kept, too.
/// - Returns: `early`, values for the first part to compute, each with an input to keep it in; `outputs`, the same values as the
///   given ones in a graph of their own, which reads what is kept under the names of those inputs. Its nodes are in the
///   given graph's order, so that the compiler finds what it looks for there.
public func precompute(
    for outputs: [Tensor], before late: [Tensor], isReused: Bool = false
) -> (early: [(value: Tensor, input: Tensor)], outputs: [Tensor]) {
    guard let graph = outputs.first?.graph else { return ([], []) }
    let last = outputs.map(\.identifier).max()!
    var isLate = [Bool](repeating: false, count: last + 1)
    for input in late where input.identifier <= last { isLate[input.identifier] = true }
    for identifier in 0...last where !isLate[identifier] {
        isLate[identifier] = graph.nodes[identifier].operands.contains { isLate[$0] }
    }
    func isWorthKeeping(_ node: Graph.Node) -> Bool {
        // A transposed row has a whole vector for each float: loading them takes longer than transposing.
        let isMatrix = node.primitive is Transpose && node.shape.storage <= 2 * graph.nodes[node.operands[0]].shape.storage
        return node.primitive.isCostly || isReused && isMatrix
    }
    func name(_ identifier: Int) -> String { "kept \(identifier)" }
    // From the end: a costly early value is kept, and nothing it depends on is needed any more.
    var isNeeded = [Bool](repeating: false, count: last + 1)
    for output in outputs { isNeeded[output.identifier] = true }
    var kept = [Int: Tensor]()
    for identifier in (0...last).reversed() where isNeeded[identifier] {
        let node = graph.nodes[identifier]
        if !isLate[identifier], isWorthKeeping(node) {
            kept[identifier] = graph.input(name(identifier), node.shape)
        } else {
            for operand in node.operands { isNeeded[operand] = true }
        }
    }
    let second = Graph()
    if let error = graph.error { second.record(error) }
    var copies = [Int: Tensor]()
    for identifier in 0...last where isNeeded[identifier] {
        let node = graph.nodes[identifier]
        copies[identifier] =
            kept[identifier] == nil
            ? second.append(node.primitive, node.operands.map { copies[$0]! }) : second.input(name(identifier), node.shape)
    }
    let early = kept.sorted { $0.key < $1.key }.map { (value: graph.tensor($0.key), input: $0.value) }
    return (early, outputs.map { copies[$0.identifier]! })
}
