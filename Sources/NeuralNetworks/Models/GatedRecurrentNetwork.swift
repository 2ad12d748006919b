import Autodiff
import RandomGenerators

/// The paper's recurrent model: a gated recurrent layer in both directions over the positions of a signal, or the rows
/// of an image, and scores linear in the states at all of them (at each, forward then backward).
public struct GatedRecurrentNetwork: Model {
    private let forward: GatedRecurrentUnit
    private let backward: GatedRecurrentUnit
    private let linear: Linear
    private let inputs: Int

    /// - Parameters:
    ///   - inputs: the features of a position, next to each other in an example: 1 for a signal, 28 for an image's row.
    ///   - length: the positions.
    ///   - hidden: the state's size in each direction.
    public init(
        inputs: Int = 1, length: Int = 40, hidden: Int = 6, classes: Int = 10, generator: inout TorchGenerator
    ) {
        self.inputs = inputs
        forward = GatedRecurrentUnit(
            "gru", suffix: "l0", inputs: inputs, hidden: hidden, generator: &generator)
        backward = GatedRecurrentUnit(
            "gru", suffix: "l0_reverse", inputs: inputs, hidden: hidden, generator: &generator)
        linear = Linear(
            "linear", inputs: 2 * hidden * length, outputs: classes, generator: &generator)
    }

    public var parameters: [Parameter] {
        forward.parameters + backward.parameters + linear.parameters
    }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        let points = (0..<x.shape[0] / inputs).map { x.slice(start: $0 * inputs, count: inputs) }
        let onward = forward(points)
        let backward = Array(backward(points.reversed()).reversed())
        return linear(concatenate(zip(onward, backward).flatMap { [$0, $1] }))
    }
}
