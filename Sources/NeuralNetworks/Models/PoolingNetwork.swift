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
    private let pooling: Pooling
    private let convolutions: [Convolution]
    private let linear: Linear

    public init(
        _ pooling: Pooling, length: Int = 40, channels: Int = 20, classes: Int = 10,
        generator: inout TorchGenerator
    ) {
        self.pooling = pooling
        let stride = pooling == .stride ? 2 : 1
        var convolutions: [Convolution] = []
        var (inputs, positions) = (1, length)
        for number in 1...2 {
            convolutions.append(
                Convolution(
                    "conv\(number)", inputs: inputs, outputs: channels, kernel: [3],
                    stride: [stride], padding: [1], generator: &generator))
            inputs = channels
            positions = pooling == .stride ? (positions - 1) / 2 + 1 : positions
            positions = pooling == .none || pooling == .stride ? positions : positions / 2
        }
        self.convolutions = convolutions
        linear = Linear(
            "linear", inputs: channels * positions, outputs: classes, generator: &generator)
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
