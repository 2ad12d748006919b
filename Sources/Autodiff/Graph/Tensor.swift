import Kernels

/// A value in a traced computation.
public struct Tensor {
    /// The computation it belongs to.
    public let graph: Graph
    let identifier: Int
    /// The sizes of its axes.
    public let shape: Shape

    var node: Graph.Node { graph.nodes[identifier] }

    func elementwise(_ operation: ElementwiseOperation, _ others: Tensor...) -> Tensor {
        graph.append(.elementwise(operation), [self] + others)
    }

    /// The constant this is, repeated or not.
    var constantValue: Float? {
        switch node.primitive {
        case .constant(let value): value
        case .broadcast: graph.tensor(node.operands[0]).constantValue
        default: nil
        }
    }

    // MARK: Arithmetic, on equal shapes or with a number

    public static func + (a: Tensor, b: Tensor) -> Tensor {
        // Gradients begin with zeros and ones; they need not stay.
        if a.shape == b.shape, b.constantValue == 0 { return a }
        if a.shape == b.shape, a.constantValue == 0 { return b }
        return a.elementwise(.add, b)
    }
    public static func - (a: Tensor, b: Tensor) -> Tensor { a.elementwise(.subtract, b) }
    public static func * (a: Tensor, b: Tensor) -> Tensor {
        if a.shape == b.shape, b.constantValue == 1 { return a }
        if a.shape == b.shape, a.constantValue == 1 { return b }
        return a.elementwise(.multiply, b)
    }
    public static func / (a: Tensor, b: Tensor) -> Tensor { a.elementwise(.divide, b) }
    public static prefix func - (a: Tensor) -> Tensor { a.elementwise(.negate) }

    public static func + (a: Tensor, b: Float) -> Tensor { a + a.filled(b) }
    public static func + (a: Float, b: Tensor) -> Tensor { b.filled(a) + b }
    public static func - (a: Tensor, b: Float) -> Tensor { a - a.filled(b) }
    public static func - (a: Float, b: Tensor) -> Tensor { b.filled(a) - b }
    public static func * (a: Tensor, b: Float) -> Tensor { a * a.filled(b) }
    public static func * (a: Float, b: Tensor) -> Tensor { b.filled(a) * b }
    public static func / (a: Tensor, b: Float) -> Tensor { a / a.filled(b) }
    public static func / (a: Float, b: Tensor) -> Tensor { b.filled(a) / b }

    /// A constant of the same shape.
    public func filled(_ value: Float) -> Tensor { graph.constant(value, shape) }

    // MARK: Rearranging

    /// Repeats the tensor to a shape: axis i becomes axis `axes[i]`.
    public func broadcast(to shape: Shape, axes: [Int]) -> Tensor {
        if shape == self.shape { return self }
        return graph.append(.broadcast(to: shape, axes: axes), [self])
    }

    /// Repeats a scalar over a shape.
    public func broadcast(to shape: Shape) -> Tensor { broadcast(to: shape, axes: []) }

    /// The same elements in the same order under another shape.
    public func reshaped(to shape: Shape) -> Tensor {
        shape == self.shape ? self : graph.append(.reshape(to: shape), [self])
    }

    /// `count` elements of an axis before the last, from `start`, `stride` apart.
    public func slice(axis: Int = 0, start: Int, stride: Int = 1, count: Int) -> Tensor {
        graph.append(.slice(axis: axis, start: start, stride: stride, count: count), [self])
    }

    /// Zeros along an axis before the last, with this tensor at `start`, `start + stride`, ….
    public func padded(axis: Int = 0, start: Int, stride: Int = 1, size: Int) -> Tensor {
        graph.append(.pad(axis: axis, start: start, stride: stride, size: size), [self])
    }

    /// (M, N) → (N, M).
    public var transposed: Tensor {
        if node.primitive == .transpose { return graph.tensor(node.operands[0]) }
        return graph.append(.transpose, [self])
    }

    // MARK: Reducing

    /// The sum over some axes, all of them where none is named.
    public func sum(axes: [Int]? = nil) -> Tensor { reduce(.sum, axes) }
    /// The mean over some axes, all of them where none is named.
    public func mean(axes: [Int]? = nil) -> Tensor {
        let total = sum(axes: axes)
        return total / Float(shape.count / max(total.shape.count, 1))
    }
    /// The largest element along some axes.
    public func maximum(axes: [Int]? = nil) -> Tensor { reduce(.maximum, axes) }

    private func reduce(_ reduction: Reduction, _ axes: [Int]?) -> Tensor {
        let axes = axes ?? Array(0..<shape.rank)
        return axes.isEmpty ? self : graph.append(.reduce(reduction, axes: axes), [self])
    }

    /// The same value, as a constant to differentiation.
    public var withoutGradient: Tensor { graph.append(.stopGradient, [self]) }
}
