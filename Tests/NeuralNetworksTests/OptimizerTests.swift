import Autodiff
import NeuralNetworks
import Testing

@Suite("Optimizers follow PyTorch")
struct OptimizerTests {
    @Test(
        "Twenty steps from the same parameters with the same gradients",
        arguments: [
            "sgd", "sgd_momentum", "sgd_momentum_weight_decay", "adam", "adam_weight_decay", "rmsprop",
            "rmsprop_momentum", "rmsprop_momentum_weight_decay",
        ])
    func trajectory(name: String) throws {
        let fixture = try TensorFixture("optimizers/\(name)")
        let rate = fixture.number("learning_rate")!
        let momentum = fixture.number("momentum") ?? 0
        let decay = fixture.number("weight_decay") ?? 0
        let optimizer: any Optimizer =
            if name.hasPrefix("sgd") {
                StochasticGradientDescent(learningRate: rate, momentum: momentum, weightDecay: decay)
            } else if name.hasPrefix("adam") {
                Adam(learningRate: rate, weightDecay: decay)
            } else {
                RMSprop(learningRate: rate, momentum: momentum, weightDecay: decay)
            }

        let (gradients, expected) = (fixture["gradients"], fixture["parameters"])
        let shape = Shape([expected.shape[1]])
        let graph = Graph()
        let parameter = graph.input("parameter", shape)
        let gradient = graph.input("gradient", shape)
        let state = optimizer.state.map { graph.input($0.name, shape) }
        let scalars = optimizer.scalarNames.map { graph.input($0, []) }
        let new = optimizer.update(parameter, gradient: gradient, state: state, scalars: scalars)
        let program = try Program(
            graph, updates: [(parameter, new.parameter)] + zip(state, new.state).map { ($0, $1) })

        program.buffer(parameter)!.values = expected[row: 0]
        for (tensor, initial) in zip(state, optimizer.state.map(\.initial)) {
            program.buffer(tensor)!.values = Array(repeating: initial, count: shape.count)
        }
        for step in 0..<gradients.shape[0] {
            program.buffer(gradient)!.values = gradients[row: step]
            for (index, tensor) in scalars.enumerated() {
                program.buffer(tensor)!.scalar = optimizer.scalar(index, step: step)
            }
            program.run()
            for (actual, value) in zip(program.buffer(parameter)!.values, expected[row: step + 1]) {
                #expect(abs(actual - value) <= 1e-6 * max(abs(value), 0.1), "step \(step): \(actual), not \(value)")
            }
        }
        // A change of the optimizer or of the compiler must not lose the fast loop unseen.
        #expect(program.profile(runs: 1).entries.map(\.kind).contains("Adam") == name.hasPrefix("adam"))
    }

    @Test("Adam's rate falls to 0 in a straight line where that is asked for")
    func decay() {
        let (constant, falling) = (Adam(learningRate: 0.1), Adam(learningRate: 0.1, decaySteps: 4))
        for step in 0..<6 {
            let expected = constant.scalar(0, step: step) * Float(max(0, 4 - step)) / 4
            #expect(abs(falling.scalar(0, step: step) - expected) <= expected.ulp)
            #expect(falling.scalar(1, step: step) == constant.scalar(1, step: step))
        }
    }
}
