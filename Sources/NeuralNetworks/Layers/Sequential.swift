import Autodiff

/// Layers, one after the other.
///
///     let model = Sequential(
///         Function.channels(), Convolution("conv", inputs: 1, outputs: 15, kernel: 3, stride: 2, generator: &generator), Function.relu,
///         Function.globalMean, Linear("linear", inputs: 15, outputs: 10, generator: &generator))
public struct Sequential: Model {
    /// In order.
    public let layers: [any Model]

    public init(_ layers: [any Model]) { self.layers = layers }
    public init(_ layers: any Model...) { self.layers = layers }

    public var parameters: [Parameter] { layers.flatMap(\.parameters) }
    public var constants: [Parameter] { layers.flatMap(\.constants) }
    public var inputs: [(name: String, shape: Shape)] { layers.flatMap(\.inputs) }
    public var dropouts: [Dropout] { layers.flatMap(\.dropouts) }
    public func stateTensors(_ values: (String) -> [Float]?) -> [StateTensor] { layers.flatMap { $0.stateTensors(values) } }

    public func callAsFunction(_ x: Tensor) -> Tensor { layers.reduce(x) { $1($0) } }

    /// What each layer makes of x, in order.
    public func outputs(_ x: Tensor) -> [Tensor] {
        var outputs: [Tensor] = []
        for layer in layers { outputs.append(layer(outputs.last ?? x)) }
        return outputs
    }
}
