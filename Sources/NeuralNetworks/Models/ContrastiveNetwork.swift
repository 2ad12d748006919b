import Autodiff
import RandomGenerators

/// The encoder of the paper's section on self-supervised learning: three convolutions over a signal as in
/// `ConvolutionalNetwork`, whose outputs are the representation H, and a projector, fully connected with relu between its layers,
/// whose outputs Z the contrastive loss compares.
public struct ContrastiveNetwork: Model {
    /// What stands between H and Z.
    public enum Projector: String, Codable, CaseIterable, Sendable {
        /// 125-125-16 with 25 channels: one hidden layer.
        case standard = "default"
        /// Nothing; Z is H.
        case none
        /// Three hidden layers.
        case deep

        var hiddenLayers: Int {
            switch self {
            case .standard: 1
            case .none: 0
            case .deep: 3
            }
        }
    }

    private let convolutions: [Convolution]
    private let projector: [Linear]

    /// - Parameters:
    ///   - channels: the outputs of each convolution. The projector's hidden layers are as wide as H.
    ///   - outputs: the size of Z where there is a projector.
    public init(
        _ projector: Projector, length: Int = 40, channels: Int = 25, outputs: Int = 16, generator: inout TorchGenerator
    ) {
        var convolutions: [Convolution] = []
        var (inputs, positions) = (1, length)
        for (number, kernel) in [5, 3, 3].enumerated() {
            convolutions.append(
                Convolution(
                    "conv\(number + 1)", inputs: inputs, outputs: channels, kernel: [kernel], stride: [2], padding: [1],
                    generator: &generator))
            inputs = channels
            positions = (positions + 2 - kernel) / 2 + 1
        }
        self.convolutions = convolutions
        let (width, hidden) = (channels * positions, projector.hiddenLayers)
        self.projector = (0..<(hidden == 0 ? 0 : hidden + 1)).map { number in
            Linear(
                "linear\(number + 1)", inputs: width, outputs: number < hidden ? width : outputs, generator: &generator)
        }
    }

    public var parameters: [Parameter] { convolutions.flatMap(\.parameters) + projector.flatMap(\.parameters) }

    /// The outputs of each layer in order, channels and positions in one axis: (L, N) → (units, N) each. H is the third, Z
    /// the last.
    public func layers(_ x: Tensor) -> [Tensor] {
        var h = x.reshaped(to: [1, x.shape[0], x.shape[1]])
        var outputs = convolutions.map { convolution in
            h = relu(convolution(h))
            return h.reshaped(to: [h.shape.rows, h.shape.columns])
        }
        for (number, layer) in projector.enumerated() {
            let y = layer(outputs.last!)
            outputs.append(number < projector.count - 1 ? relu(y) : y)
        }
        return outputs
    }

    /// Z.
    public func callAsFunction(_ x: Tensor) -> Tensor { layers(x).last! }
}
