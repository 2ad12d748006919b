import Autodiff

/// The paper's fully connected model with one mask per layer over its weights and biases: a lottery ticket.
public struct MaskedMultilayerPerceptron: Model {
    /// The three layers.
    public let layers: [MaskedLinear]
    private let isResidual: Bool

    /// - Parameters:
    ///   - dense: the model whose initial values the unmasked weights keep.
    ///   - masks: for each layer which weights, then biases, stay.
    public init(_ dense: MultilayerPerceptron, masks: [[Bool]]) {
        precondition(masks.count == 3, "\(masks.count) masks for three layers")
        layers = zip(dense.layers, masks).map { MaskedLinear($0, mask: $1) }
        isResidual = dense.isResidual
    }

    public var parameters: [Parameter] { layers.flatMap(\.parameters) }
    public var constants: [Parameter] { layers.compactMap(\.weightMask) }

    public func stateTensors(_ values: (String) -> [Float]?) -> [StateTensor] { layers.flatMap { $0.stateTensors(values) } }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        let h1 = relu(layers[0](x))
        let h2 = relu(layers[1](h1))
        return layers[2](isResidual ? h1 + h2 : h2)
    }
}
