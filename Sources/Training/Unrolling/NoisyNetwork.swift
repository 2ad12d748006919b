import Autodiff
import NeuralNetworks
import RandomGenerators

/// The network of metalearned activations (paper, Figure 6): one noisy hidden layer,
/// h = f(W₁ x + b₁) + ε, one εᵢ for each hidden unit and pass.
struct NoisyNetwork: Model {
    private let activation: Activation
    private let hidden: Int
    private let first: Linear
    private let second: Linear

    init(_ activation: Activation, inputs: Int, hidden: Int, classes: Int, generator: inout TorchGenerator) {
        self.activation = activation
        self.hidden = hidden
        first = Linear("linear1", inputs: inputs, outputs: hidden, generator: &generator)
        second = Linear("linear2", inputs: hidden, outputs: classes, generator: &generator)
    }

    var parameters: [Parameter] { first.parameters + second.parameters }

    /// The noise of a learned activation, and that of the hidden layer, in the order in which they are drawn.
    var inputs: [(name: String, shape: Shape)] {
        let own = [(name: "activation noise", shape: Shape([activation.noiseCount]))]
        return (activation.noiseCount > 0 ? own : []) + [("noise", [hidden])]
    }

    func callAsFunction(_ x: Tensor) -> Tensor {
        let before = first(x)
        let after =
            switch activation {
            case .designed(let function): function(before)
            case .learned(let learned):
                LearnedActivation.trace(
                    before, learned.parameters.map { $0.tensor(in: x.graph) },
                    noise: x.graph.input("activation noise", [activation.noiseCount]))
            }
        let noise = x.graph.input("noise", [hidden])
        return second(after + noise.broadcast(to: after.shape, axes: [0]))
    }
}
