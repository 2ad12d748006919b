import Autodiff
import RandomGenerators

/// A convolution over one or more axes: (C, spatial…, N) → (D, spatial…, N).
///
/// PyTorch's `nn.Conv1d` and `nn.Conv2d`, with their initial values unless others are given: weight, then bias.
public struct Convolution: Model {
    /// What lies beyond the ends of an axis.
    public enum Padding: String, Codable, CaseIterable, Sendable {
        case zeros
        /// The other end.
        case circular
        /// The last position, again and again.
        case replicate
    }

    /// (D, C / groups · taps), the taps fastest.
    public let weight: Parameter
    /// (D); empty for a layer without.
    public let bias: Parameter
    private let kernel: [Int]
    private let stride: [Int]
    private let padding: [Int]
    private let dilation: [Int]
    private let groups: Int
    private let mode: Padding

    /// - Parameters:
    ///   - inputs: C, the channels of the input.
    ///   - outputs: D, the channels of the output.
    ///   - kernel: the taps along each spatial axis.
    ///   - stride: the distance between outputs along each axis.
    ///   - padding: the positions beyond each end of each axis.
    ///   - dilation: the distance between taps along each axis; 1 where it is not given.
    ///   - groups: how many parts inputs and outputs are divided into; each part of the outputs reads one of the inputs.
    ///   - mode: what is read beyond the ends.
    ///   - bias: whether outputs have one.
    public init(
        _ name: String, inputs: Int, outputs: Int, kernel: [Int], stride: [Int]? = nil, padding: [Int]? = nil, dilation: [Int]? = nil,
        groups: Int = 1, mode: Padding = .zeros, bias: Bool = true, weights: Initializer = .standard, biases: Initializer = .standard,
        generator: inout TorchGenerator
    ) {
        precondition(
            inputs % groups == 0 && outputs % groups == 0,
            "convolution \(name): \(groups) groups of \(inputs) inputs and \(outputs) outputs")
        let taps = kernel.reduce(1, *)
        let fans = (in: inputs / groups * taps, out: outputs * taps)
        weight = drawnParameter(
            "\(name).weight", [outputs, fans.in], stateShape: [outputs, inputs / groups] + kernel, fanIn: fans.in, fanOut: fans.out,
            weights,
            generator: &generator)
        self.bias = drawnParameter(
            "\(name).bias", [bias ? outputs : 0], fanIn: fans.in, fanOut: fans.out, biases, generator: &generator)
        self.kernel = kernel
        self.stride = stride ?? kernel.map { _ in 1 }
        self.padding = padding ?? kernel.map { _ in 0 }
        self.dilation = dilation ?? kernel.map { _ in 1 }
        self.groups = groups
        self.mode = mode
    }

    /// Over the points of a signal.
    public init(
        _ name: String, inputs: Int, outputs: Int, kernel: Int, stride: Int = 1, padding: Int = 0, dilation: Int = 1, groups: Int = 1,
        mode: Padding = .zeros, bias: Bool = true, weights: Initializer = .standard, biases: Initializer = .standard,
        generator: inout TorchGenerator
    ) {
        self.init(
            name, inputs: inputs, outputs: outputs, kernel: [kernel], stride: [stride], padding: [padding], dilation: [dilation],
            groups: groups, mode: mode, bias: bias, weights: weights, biases: biases, generator: &generator)
    }

    /// Weight and bias, in the order in which they are drawn.
    public var parameters: [Parameter] { bias.shape.count == 0 ? [weight] : [weight, bias] }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        let read = mode == .zeros ? x : padding.enumerated().reduce(x) { extended($0, axis: $1.offset + 1, by: $1.element) }
        let geometry = ConvolutionGeometry(
            input: Array(read.shape.dimensions.dropFirst().dropLast()), kernel: kernel, stride: stride,
            padding: mode == .zeros ? padding : padding.map { _ in 0 }, dilation: dilation)
        let weight = weight.tensor(in: x.graph)
        guard groups > 1 else { return biased(convolution(read, weight, geometry), bias) }
        let (inputs, outputs) = (x.shape[0] / groups, weight.shape[0] / groups)
        let parts = (0..<groups).map { group in
            convolution(
                read.slice(start: group * inputs, count: inputs), weight.slice(start: group * outputs, count: outputs), geometry)
        }
        return biased(concatenate(parts), bias)
    }

    /// What the mode has beyond both ends of an axis, and the axis between.
    private func extended(_ x: Tensor, axis: Int, by count: Int) -> Tensor {
        let length = x.shape[axis]
        precondition(mode != .circular || count <= length, "a circular padding of \(count) around \(length) positions")
        let size = length + 2 * count
        func part(_ start: Int, at place: Int, count: Int) -> Tensor {
            x.slice(axis: axis, start: start, count: count).padded(axis: axis, start: place, size: size)
        }
        let middle = x.padded(axis: axis, start: count, size: size)
        guard count > 0 else { return x }
        if mode == .circular {
            return middle + part(length - count, at: 0, count: count) + part(0, at: count + length, count: count)
        }
        return (0..<count).reduce(middle) { sum, beyond in
            sum + part(0, at: beyond, count: 1) + part(length - 1, at: count + length + beyond, count: 1)
        }
    }
}
