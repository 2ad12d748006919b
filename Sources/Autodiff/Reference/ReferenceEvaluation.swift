/// The plain meaning of a graph, in double precision and one element at a time: what tests and finite
/// differences compare programs with. Nothing else may use it; it calls the system's math library.
public func referenceEvaluate(_ tensors: [Tensor], inputs: [String: [Double]]) throws -> [[Double]] {
    guard let graph = tensors.first?.graph else { return [] }
    if let error = graph.error { throw error }
    let last = tensors.map(\.identifier).max()!
    var values: [[Double]] = []
    for node in graph.nodes[...last] {
        if let input = node.primitive as? Input {
            guard let given = inputs[input.name], given.count == node.shape.count else {
                throw GraphError("\(input) \(node.shape) needs \(node.shape.count) values")
            }
            values.append(given)
        } else {
            let operands = node.operands.map { ReferenceTensor(graph.nodes[$0].shape, values[$0]) }
            values.append(node.primitive.reference(operands, node.shape))
        }
    }
    return tensors.map { values[$0.identifier] }
}
