import Kernels

/// What a node of a graph does. A bare name with its attributes: shapes are in `shape(of:)`, gradients in
/// `gradientRule`, meanings in `referenceEvaluate` and in the instructions that a program is made of.
public enum Primitive: Hashable, Sendable {
    /// A value given from outside, by name.
    case input(String)
    /// A scalar.
    case constant(Float)
    /// The same operation on each element of operands of equal shape.
    case elementwise(ElementwiseOperation)
    /// Repeats the operand along new axes: axis i of the operand becomes axis `axes[i]`.
    case broadcast(to: Shape, axes: [Int])
    /// Joins all elements along `axes`, which vanish.
    case reduce(Reduction, axes: [Int])
    /// The same elements in the same order under another shape.
    case reshape(to: Shape)
    /// `count` elements of an axis from `start`, `stride` apart. Not the last axis.
    case slice(axis: Int, start: Int, stride: Int, count: Int)
    /// The operand's elements at `start`, `start + stride`, … of an axis of `size` zeros. Not the last axis.
    case pad(axis: Int, start: Int, stride: Int, size: Int)
    /// The operands one after the other along the first axis.
    case concatenate
    /// (M, N) → (N, M).
    case transpose
    /// (M, K) · (K, N) → (M, N); the left operand is given as (K, M) where it is transposed.
    case product(transposesLeft: Bool)
    /// Input (C, spatial…, N) and weight (D, C · taps) → (D, spatial…, N).
    case convolution(ConvolutionGeometry)
    /// Output gradient (D, spatial…, N) and weight (D, C · taps) → (C, spatial…, N).
    case convolutionInputGradient(ConvolutionGeometry)
    /// Input (C, spatial…, N) and output gradient (D, spatial…, N) → (D, C · taps).
    case convolutionWeightGradient(ConvolutionGeometry)
    /// x (…), weights, biases and amplitudes (J) → (…): Σⱼ aⱼ · tanh⁽ᵈ⁾(wⱼ x + bⱼ), the d-th derivative of tanh.
    case tanhMixture(derivative: Int)
    /// Factors and x (…), weights and biases (J) → (J): Σᵢ fᵢ · tanh⁽ᵈ⁾(wⱼ xᵢ + bⱼ).
    case tanhMoments(derivative: Int)
    /// Values (E) of a sparse matrix (M, K) and x (K, N) → (M, N); transposed, x (M, N) → (K, N).
    case sparseProduct(SparsityPattern, transposed: Bool)
    /// (M, N) and (K, N) → the entries (E) of a pattern (M, K) in the product of the first and the transposed second.
    case sampledProduct(SparsityPattern)
    /// The operand, as a constant to differentiation.
    case stopGradient
}

extension Primitive: CustomStringConvertible {
    public var description: String {
        switch self {
        case .input(let name): "input \(name)"
        case .constant(let value): "constant \(value)"
        case .elementwise(let operation): "\(operation)"
        case .broadcast(let shape, let axes): "broadcast to \(shape) axes \(axes)"
        case .reduce(let reduction, let axes): "\(reduction) over axes \(axes)"
        case .reshape(let shape): "reshape to \(shape)"
        case .slice(let axis, let start, let stride, let count):
            "slice axis \(axis) from \(start) by \(stride) count \(count)"
        case .pad(let axis, let start, let stride, let size):
            "pad axis \(axis) from \(start) by \(stride) size \(size)"
        case .concatenate: "concatenate"
        case .transpose: "transpose"
        case .product(let transposesLeft): transposesLeft ? "product (left transposed)" : "product"
        case .convolution: "convolution"
        case .convolutionInputGradient: "convolutionInputGradient"
        case .convolutionWeightGradient: "convolutionWeightGradient"
        case .tanhMixture(let derivative): "tanhMixture derivative \(derivative)"
        case .tanhMoments(let derivative): "tanhMoments derivative \(derivative)"
        case .sparseProduct(let pattern, let transposed):
            "sparseProduct\(transposed ? " (transposed)" : "") with \(pattern)"
        case .sampledProduct(let pattern): "sampledProduct of \(pattern)"
        case .stopGradient: "stopGradient"
        }
    }
}
