/// The gradient of a scalar with respect to each of some tensors, in reverse mode.
///
/// The result is traced into the same graph and can be differentiated again. A tensor that the scalar does
/// not depend on has gradient zero.
public func gradients(of scalar: Tensor, withRespectTo sources: [Tensor]) -> [Tensor] {
    if scalar.shape.rank != 0 {
        scalar.graph.record(
            GraphError("the gradient of \(scalar.shape): takes a scalar; sum or average it first"))
    }
    return pullback(of: [scalar], from: [scalar.filled(1)], to: sources)
}

/// The vector-Jacobian product: what gradients of `outputs` mean as gradients of `sources`.
///
/// - Parameter cotangents: the gradient of each output, of its shape.
public func pullback(of outputs: [Tensor], from cotangents: [Tensor], to sources: [Tensor]) -> [Tensor] {
    guard let graph = outputs.first?.graph else { return [] }
    let last = outputs.map(\.identifier).max() ?? 0
    let depends = dependants(of: sources, in: graph, upTo: last)
    var contributions = [[Tensor]](repeating: [], count: last + 1)
    for (output, cotangent) in zip(outputs, cotangents) {
        if cotangent.shape != output.shape {
            graph.record(GraphError("cotangent \(cotangent.shape) of an output \(output.shape)"))
        }
        contributions[output.identifier].append(cotangent)
    }
    var total = [Tensor?](repeating: nil, count: last + 1)
    for identifier in stride(from: last, through: 0, by: -1)
    where depends[identifier] && !contributions[identifier].isEmpty {
        let gradient = joined(contributions[identifier])
        total[identifier] = gradient
        let y = graph.tensor(identifier)
        let operands = y.node.operands.map(graph.tensor)
        guard operands.contains(where: { depends[$0.identifier] }) else { continue }
        for (operand, part) in zip(operands, y.node.primitive.gradients(y, operands, gradient)) {
            guard let part, depends[operand.identifier] else { continue }
            contributions[operand.identifier].append(part)
        }
    }
    return sources.map { source in
        (source.identifier <= last ? total[source.identifier] : nil) ?? source.filled(0)
    }
}

/// Which nodes depend on one of the sources, the sources among them.
private func dependants(of sources: [Tensor], in graph: Graph, upTo last: Int) -> [Bool] {
    var depends = [Bool](repeating: false, count: last + 1)
    for source in sources where source.identifier <= last { depends[source.identifier] = true }
    for identifier in 0...last where !depends[identifier] {
        depends[identifier] = graph.nodes[identifier].operands.contains { depends[$0] }
    }
    return depends
}

/// The sum of a node's gradients, in order of arrival. Gradients of slices that tile the first axis are put
/// side by side instead of adding zeros. Many gradients, as of a weight used at each step of a recurrence,
/// are computed side by side and summed at once.
private func joined(_ parts: [Tensor]) -> Tensor {
    let shape = parts[0].shape
    if parts.count > 1, let tiles = tiling(parts) { return concatenate(tiles) }
    if parts.count > 3, shape.rank > 0 {
        let rows = parts.map { $0.reshaped(to: [shape.rows, shape.columns]) }
        return concatenate(rows).reshaped(to: Shape([parts.count] + shape.dimensions)).sum(axes: [0])
    }
    return parts.dropFirst().reduce(parts[0], +)
}

private func tiling(_ parts: [Tensor]) -> [Tensor]? {
    var tiles: [(start: Int, part: Tensor)] = []
    for part in parts {
        guard let pad = part.node.primitive as? Pad, pad.axis == 0, pad.stride == 1 else { return nil }
        tiles.append((pad.start, part.graph.tensor(part.node.operands[0])))
    }
    tiles.sort { $0.start < $1.start }
    var end = 0
    for (start, part) in tiles {
        guard start == end else { return nil }
        end += part.shape[0]
    }
    return end == parts[0].shape[0] ? tiles.map(\.part) : nil
}
