import Autodiff
import RandomGenerators

/// How neighbouring positions are joined, two by two.
public enum Pooling: String, Codable, CaseIterable, Sendable {
    case none = "no_pool"
    /// The convolutions themselves skip every other position.
    case stride = "stride_2"
    case maximum = "max_pool"
    case average = "avg_pool"
    /// √(a² + b²), PyTorch's `LPPool1d` with norm 2.
    case euclidean = "l2_pool"

    /// (C, L, N) → (C, L / 2, N), the last position left out where L is odd; the input for none and stride.
    public func callAsFunction(_ x: Tensor) -> Tensor {
        func every(_ start: Int) -> Tensor {
            x.slice(axis: 1, start: start, stride: 2, count: x.shape[1] / 2)
        }
        switch self {
        case .none, .stride: return x
        case .maximum: return Autodiff.maximum(every(0), every(1))
        case .average: return (every(0) + every(1)) * 0.5
        case .euclidean:
            let squares = x * x
            let sum =
                squares.slice(axis: 1, start: 0, stride: 2, count: x.shape[1] / 2)
                + squares.slice(axis: 1, start: 1, stride: 2, count: x.shape[1] / 2)
            // ReLU stops the infinite slope of the root where both are 0, as PyTorch does.
            return squareRoot(relu(sum))
        }
    }
}

/// The model of the pooling study: two convolutions (kernel 3, padding 1), each followed by ReLU and pooling,
/// then scores linear in all channels and positions.
public struct PoolingNetwork: Model {
    /// Its sizes; the defaults are the paper's.
    public struct Sizes: Codable, Hashable, Sendable {
        /// Taps of each convolution.
        public var kernel = 3
        /// Zeros at each end of its input.
        public var padding = 1
        /// Outputs of each convolution.
        public var channels = 20

        public init() {}
    }

    private let pooling: Pooling
    private let convolutions: [Convolution]
    private let linear: Linear

    public init(
        _ pooling: Pooling, _ sizes: Sizes = Sizes(), length: Int = 40, classes: Int = 10,
        generator: inout TorchGenerator
    ) {
        self.pooling = pooling
        let stride = pooling == .stride ? 2 : 1
        var convolutions: [Convolution] = []
        let channels = sizes.channels
        var inputs = 1
        for number in 1...2 {
            convolutions.append(
                Convolution(
                    "conv\(number)", inputs: inputs, outputs: channels, kernel: [sizes.kernel],
                    stride: [stride], padding: [sizes.padding], generator: &generator))
            inputs = channels
        }
        self.convolutions = convolutions
        linear = Linear(
            "linear", inputs: channels * Self.positions(pooling, sizes, length: length).last!, outputs: classes, generator: &generator)
    }

    /// The positions before the first and after each convolution and pooling; none follow one that has none.
    private static func positions(_ pooling: Pooling, _ sizes: Sizes, length: Int) -> [Int] {
        var positions = [length]
        while positions.count <= 2, positions.last! + 2 * sizes.padding >= sizes.kernel {
            let outputs = (positions.last! + 2 * sizes.padding - sizes.kernel) / (pooling == .stride ? 2 : 1) + 1
            positions.append(pooling == .none || pooling == .stride ? outputs : outputs / 2)
        }
        return positions
    }

    /// Why there is no such model for signals of `length` points; nil where there is one.
    public static func problem(_ pooling: Pooling, _ sizes: Sizes = Sizes(), length: Int) -> String? {
        let positions = positions(pooling, sizes, length: length)
        guard positions.count == 3, positions.last! > 0 else {
            return
                "signals of \(length) points are too short for two convolutions of \(sizes.kernel) taps with \(pooling.rawValue): give longer signals or a smaller kernel"
        }
        return nil
    }

    public var parameters: [Parameter] {
        convolutions.flatMap(\.parameters) + linear.parameters
    }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        var h = x.reshaped(to: [1, x.shape[0], x.shape[1]])
        for convolution in convolutions { h = pooling(relu(convolution(h))) }
        return linear(h.reshaped(to: [h.shape.rows, h.shape.columns]))
    }
}
