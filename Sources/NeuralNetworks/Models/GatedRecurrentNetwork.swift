import Autodiff
import RandomGenerators

/// The paper's recurrent model: a gated recurrent layer in both directions over the positions, and scores
/// linear in the states at all positions (at each, forward then backward).
public struct GatedRecurrentNetwork: Model {
    private let forward: GatedRecurrentUnit
    private let backward: GatedRecurrentUnit
    private let linear: Linear

    public init(
        length: Int = 40, hidden: Int = 6, classes: Int = 10, generator: inout TorchGenerator
    ) {
        forward = GatedRecurrentUnit(
            "gru", suffix: "l0", inputs: 1, hidden: hidden, generator: &generator)
        backward = GatedRecurrentUnit(
            "gru", suffix: "l0_reverse", inputs: 1, hidden: hidden, generator: &generator)
        linear = Linear(
            "linear", inputs: 2 * hidden * length, outputs: classes, generator: &generator)
    }

    public var parameters: [Parameter] {
        forward.parameters + backward.parameters + linear.parameters
    }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        let points = (0..<x.shape[0]).map { x.slice(start: $0, count: 1) }
        let onward = forward(points)
        let backward = Array(backward(points.reversed()).reversed())
        return linear(concatenate(zip(onward, backward).flatMap { [$0, $1] }))
    }
}
