/// Why a graph is not well formed. Its text names the operation and the shapes.
public struct GraphError: Error, Hashable, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }

    init(_ primitive: any Primitive, _ shapes: [Shape], _ reason: String) {
        let operands = shapes.map(\.description).joined(separator: " and ")
        self.init("\(primitive) of \(operands): \(reason)")
    }
}
