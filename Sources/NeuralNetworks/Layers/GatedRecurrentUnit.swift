import Autodiff
import RandomGenerators

/// One direction of a gated recurrent layer (Cho et al., 2014), in PyTorch's form:
///
///     r = σ(Wir x + bir + Whr h + bhr)
///     z = σ(Wiz x + biz + Whz h + bhz)
///     n = tanh(Win x + bin + r (Whn h + bhn))
///     h ← (1 - z) n + z h
///
/// The rows of each parameter are the gates r, z, n, `hidden` rows each.
public struct GatedRecurrentUnit: Sendable {
    let inputWeight: Parameter
    let hiddenWeight: Parameter
    let inputBias: Parameter
    let hiddenBias: Parameter
    private let hidden: Int

    /// - Parameter suffix: what PyTorch appends to the names, `l0` or `l0_reverse`.
    public init(
        _ name: String, suffix: String, inputs: Int, hidden: Int, generator: inout TorchGenerator
    ) {
        func draw(_ part: String, _ shape: Shape) -> Parameter {
            drawnParameter("\(name).\(part)_\(suffix)", shape, fanIn: hidden, generator: &generator)
        }
        inputWeight = draw("weight_ih", [3 * hidden, inputs])
        hiddenWeight = draw("weight_hh", [3 * hidden, hidden])
        inputBias = draw("bias_ih", [3 * hidden])
        hiddenBias = draw("bias_hh", [3 * hidden])
        self.hidden = hidden
    }

    /// The parameters, in the order in which they are drawn.
    public var parameters: [Parameter] { [inputWeight, hiddenWeight, inputBias, hiddenBias] }

    /// The hidden state after each input, from zeros on: inputs (I, N) in the order in which they are read,
    /// outputs (H, N) in the same order.
    public func callAsFunction(_ inputs: [Tensor]) -> [Tensor] {
        let graph = inputs[0].graph
        let gates: Shape = [3 * hidden, inputs[0].shape[1]]
        let inputBias = inputBias.tensor(in: graph).broadcast(to: gates, axes: [0])
        let hiddenBias = hiddenBias.tensor(in: graph).broadcast(to: gates, axes: [0])
        func gate(_ number: Int, _ x: Tensor) -> Tensor { x.slice(start: number * hidden, count: hidden) }

        var state = graph.constant(0, [hidden, inputs[0].shape[1]])
        return inputs.map { x in
            let fromInput = product(inputWeight.tensor(in: graph), x)
            let fromState = product(hiddenWeight.tensor(in: graph), state)
            func sum(_ number: Int) -> (input: Tensor, state: Tensor) {
                (
                    gate(number, fromInput) + gate(number, inputBias),
                    gate(number, fromState) + gate(number, hiddenBias)
                )
            }
            let reset = sigmoid(sum(0).input + sum(0).state)
            let update = sigmoid(sum(1).input + sum(1).state)
            let candidate = tanh(sum(2).input + reset * sum(2).state)
            state = candidate + update * (state - candidate)
            return state
        }
    }
}
