/// Which inputs meet which outputs in a convolution over one or more spatial axes.
///
/// Positions and taps are numbered with the last spatial axis fastest.
public struct ConvolutionGeometry: Hashable, Sendable {
    /// The size of each spatial axis of the input.
    public let input: [Int]
    /// The size of the kernel along each axis.
    public let kernel: [Int]
    /// The distance between neighbouring outputs, in inputs.
    public let stride: [Int]
    /// The zeros before the first and after the last input of each axis.
    public let padding: [Int]
    /// The distance between neighbouring taps, in inputs.
    public let dilation: [Int]

    /// - Parameter dilation: 1 along each axis where it is not given.
    public init(input: [Int], kernel: [Int], stride: [Int], padding: [Int], dilation: [Int]? = nil) {
        self.dilation = dilation ?? kernel.map { _ in 1 }
        self.input = input
        self.kernel = kernel
        self.stride = stride
        self.padding = padding
    }

    /// The size of each spatial axis of the output: `(input + 2 padding - dilation (kernel - 1) - 1) / stride + 1`, rounded down.
    public var output: [Int] {
        input.indices.map { (input[$0] + 2 * padding[$0] - dilation[$0] * (kernel[$0] - 1) - 1) / stride[$0] + 1 }
    }

    /// The number of weights of one input channel and one output channel.
    public var taps: Int { kernel.reduce(1, *) }
    /// The number of output positions.
    public var outputPositions: Int { output.reduce(1, *) }
    /// The number of input positions.
    public var inputPositions: Int { input.reduce(1, *) }

    /// The input position that `tap` reads for the output at `position`; nil in the padding.
    func inputPosition(output position: Int, tap: Int) -> Int? {
        var position = position
        var tap = tap
        var index = 0
        var scale = 1
        for axis in input.indices.reversed() {
            let at = position % output[axis] * stride[axis] + tap % kernel[axis] * dilation[axis] - padding[axis]
            guard at >= 0, at < input[axis] else { return nil }
            index += at * scale
            scale *= input[axis]
            position /= output[axis]
            tap /= kernel[axis]
        }
        return index
    }

    /// Which element of the input meets which weight in which element of the output, one term of a sum after the other.
    ///
    /// - Parameters:
    ///   - outputs: D, the output's channels.
    ///   - inputs: C, the input's channels.
    ///   - batch: N.
    func forEachTerm(
        outputs: Int, inputs: Int, batch: Int, _ body: (_ term: (input: Int, weight: Int, output: Int)) -> Void
    ) {
        for d in 0..<outputs {
            for c in 0..<inputs {
                for position in 0..<outputPositions {
                    for tap in 0..<taps {
                        guard let read = inputPosition(output: position, tap: tap) else { continue }
                        for n in 0..<batch {
                            body(
                                (
                                    input: (c * inputPositions + read) * batch + n,
                                    weight: (d * inputs + c) * taps + tap,
                                    output: (d * outputPositions + position) * batch + n
                                ))
                        }
                    }
                }
            }
        }
    }
}
