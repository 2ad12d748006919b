/// What a node of a graph does. A type says everything about a primitive, in a file of its own under `Primitives`: its name, its
/// shape rule, its gradient rule, its plain meaning, how a program computes it, and whether its value is worth keeping.
///
/// The properties of the type are the primitive's attributes; nodes of equal primitives and equal operands are one node.
protocol Primitive: Hashable, Sendable, CustomStringConvertible {
    /// The number of operands; nil for any number from 1 on.
    var operandCount: Int? { get }

    /// The shape of the result.
    ///
    /// - Parameter x: the operands' shapes, as many as `operandCount` says.
    /// - Throws: a `Misfit` that says why the operands do not fit.
    func shape(_ x: [Shape]) throws -> Shape

    /// How a gradient passes: from the gradient `g` of the result `y` to that of each operand, nil where none flows.
    /// The rule emits primitives, so that a gradient can be differentiated again.
    func gradients(_ y: Tensor, _ x: [Tensor], _ g: Tensor) -> [Tensor?]

    /// The plain meaning, in double precision: the elements of the result, the last axis fastest.
    func reference(_ x: [ReferenceTensor], _ shape: Shape) -> [Double]

    /// Whether keeping the value costs less than computing it again.
    var isCostly: Bool { get }

    /// How a program computes it.
    var evaluation: Evaluation { get }
}

extension Primitive {
    /// Equal in type and attributes.
    func isEqual(to other: any Primitive) -> Bool { other as? Self == self }

    /// Type and attributes.
    func hashTypeAndAttributes(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(Self.self))
        hash(into: &hasher)
    }
}

/// Why operands do not fit a primitive.
struct Misfit: Error {
    let reason: String
}

/// Throws a `Misfit` where a shape rule's condition does not hold.
func require(_ condition: Bool, _ reason: @autoclosure () -> String) throws {
    if !condition { throw Misfit(reason: reason()) }
}
