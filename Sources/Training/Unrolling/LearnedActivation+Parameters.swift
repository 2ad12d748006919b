import Autodiff
import NeuralNetworks

extension LearnedActivation {
    /// w, b, a and c as meta parameters.
    var parameters: [Parameter] {
        [
            Parameter(name: "activation weights", shape: [Self.units], initialValues: weights),
            Parameter(name: "activation biases", shape: [Self.units], initialValues: biases),
            Parameter(name: "activation amplitudes", shape: [Self.units], initialValues: amplitudes),
            Parameter(name: "activation offset", shape: [], initialValues: [offset]),
        ]
    }

    /// What a training loop's meta parameters hold.
    init(_ buffers: [TensorBuffer]) {
        weights = buffers[0].values
        biases = buffers[1].values
        amplitudes = buffers[2].values
        offset = buffers[3].scalar
    }
}
