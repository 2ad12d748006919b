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

    @Test(
        "AdamW, Nesterov's momentum, limited gradients, and averages of the weights",
        arguments: ["adamw", "sgd_nesterov", "sgd_clip_norm", "sgd_clip_value"])
    func others(name: String) throws {
        let base: any Optimizer =
            switch name {
            case "adamw": AdamW(learningRate: 0.05, weightDecay: 0.1)
            case "sgd_nesterov": StochasticGradientDescent(learningRate: 0.05, momentum: 0.9, nesterov: true)
            case "sgd_clip_norm": StochasticGradientDescent(learningRate: 0.05, momentum: 0.9).clipped(norm: 2)
            default: StochasticGradientDescent(learningRate: 0.05).clipped(value: 0.5)
            }
        let optimizer = base.averaged(decay: 0.9)
        let fixture = try TensorFixture("optimizers/\(name)")
        let (gradients, expected) = (fixture["gradients"], fixture["parameters"])
        let graph = Graph()
        let (parameter, gradient) = (graph.input("parameter", [7]), graph.input("gradient", [7]))
        let state = optimizer.state.map { graph.input($0.name, [7]) }
        let scalars = optimizer.scalarNames.map { graph.input($0, []) }
        let new = optimizer.update(parameter, gradient: optimizer.transformed([gradient])[0], state: state, scalars: scalars)
        let program = try Program(
            graph, updates: [(parameter, new.parameter)] + zip(state, new.state).map { ($0, $1) })
        program.buffer(parameter)!.values = expected[row: 0]
        for step in 0..<20 {
            program.buffer(gradient)!.values = gradients[row: step]
            for (index, tensor) in scalars.enumerated() { program.buffer(tensor)!.scalar = optimizer.scalar(index, step: step) }
            program.run()
            for (tensor, values) in [(parameter, expected[row: step + 1]), (state.last!, fixture["averages"][row: step])] {
                for (a, e) in zip(program.buffer(tensor)!.values, values) {
                    #expect(abs(a - e) <= 2e-6 * max(abs(e), 0.1), "\(name), step \(step): \(a), not \(e)")
                }
            }
        }
    }

    @Test("A schedule multiplies the rate of every optimizer, and nothing else")
    func scheduled() {
        let schedule = Schedule { $0 == 3 ? 0.25 : 1 }
        let all: [any Optimizer] = [
            Adam(learningRate: 0.1), AdamW(learningRate: 0.1, weightDecay: 0.5), RMSprop(learningRate: 0.1),
            StochasticGradientDescent(learningRate: 0.1).clipped(norm: 1).averaged(decay: 0.5),
        ]
        for optimizer in all {
            let other = optimizer.scheduled(schedule)
            for index in other.scalarNames.indices {
                #expect(other.scalar(index, step: 2) == optimizer.scalar(index, step: 2))
            }
            #expect(abs(other.scalar(0, step: 3) - optimizer.scalar(0, step: 3) / 4) < 1e-7)
        }
        #expect(abs(all[1].scheduled(schedule).scalar(2, step: 3) - (1 - 0.1 * 0.25 * 0.5)) < 1e-7)
    }

    @Test("Adam's rate falls to 0 in a straight line where that is asked for")
    func decay() {
        let (constant, falling) = (Adam(learningRate: 0.1), Adam(learningRate: 0.1).scheduled(.linear(from: 1, to: 0, steps: 4)))
        for step in 0..<6 {
            let expected = constant.scalar(0, step: step) * Float(max(0, 4 - step)) / 4
            #expect(abs(falling.scalar(0, step: step) - expected) <= expected.ulp)
            #expect(falling.scalar(1, step: step) == constant.scalar(1, step: step))
        }
    }
}
