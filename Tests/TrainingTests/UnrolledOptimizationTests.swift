import Autodiff
import NeuralNetworks
import RandomGenerators
import Testing
import Training

@Suite("Unrolled optimization")
struct UnrolledOptimizationTests {
    @Test("The learning rate of gradient descent on a quadratic has the gradient of the closed form")
    func quadratic() throws {
        let (curvature, start, rate, steps) = (1.5, 2.0, 0.3, 12)
        let training = try UnrolledOptimization(
            steps: steps, state: [Parameter(name: "w", shape: [], initialValues: [Float(start)])],
            meta: [Parameter(name: "rate", shape: [], initialValues: [Float(rate)])]
        ) { state, meta, _ in
            let loss = 0.75 * state[0] * state[0]
            let gradient = gradients(of: loss, withRespectTo: state)[0]
            return InnerStep(state: [state[0] - meta[0] * gradient], loss: loss)
        }
        training.run()
        let weights = (0..<steps).map { Float($0 + 1) / 10 }
        training.differentiate(lossWeights: weights)
        // w(t) = (1 - rate a)^t w(0) and loss(t) = a/2 w(t)^2.
        let factor = 1 - rate * curvature
        var (w, slope, expected, expectedStart) = (start, 0.0, 0.0, 0.0)
        for step in 0..<steps {
            #expect(abs(Double(training.losses[step]) - curvature / 2 * w * w) <= 1e-6 * w * w)
            expected += Double(weights[step]) * curvature * w * slope
            expectedStart += Double(weights[step]) * curvature * w * w / start
            (w, slope) = (factor * w, factor * slope - curvature * w)
        }
        #expect(abs(Double(training.metaGradients[0].scalar) - expected) <= 2e-6 * abs(expected))
        #expect(abs(Double(training.initialStateGradients[0].scalar) - expectedStart) <= 2e-6 * abs(expectedStart))
        #expect(abs(Double(training.finalState[0].scalar) - w) <= 1e-5 * abs(w))
    }

    /// A network 3-5-2 with a learned activation, trained by RMSprop with momentum; meta parameters are the activation,
    /// the learning rate and the momentum; noise comes from outside.
    private struct SmallCase {
        static let steps = 4
        let state: [Parameter]
        let meta: [Parameter]
        let data: [[[Float]]]
        static let inputs: [(name: String, shape: Shape)] = [("x", [3, 6]), ("targets", [2, 6]), ("noise", [5])]

        init() {
            var generator = TorchGenerator(seed: 4)
            func parameter(_ name: String, _ shape: Shape, from low: Float = -1, to high: Float = 1) -> Parameter {
                Parameter(
                    name: name, shape: shape,
                    initialValues: generator.uniform(count: shape.count, from: low, to: high))
            }
            let weights = [parameter("w1", [5, 3]), parameter("b1", [5]), parameter("w2", [2, 5])]
            state =
                weights
                + weights.map { parameter("square \($0.name)", $0.shape, from: 0.5, to: 1) }
                + weights.map { parameter("moved \($0.name)", $0.shape, from: -0.1, to: 0.1) }
            meta = [
                parameter("weights", [7]), parameter("biases", [7]), parameter("amplitudes", [7]),
                parameter("rate", [], from: 0.1, to: 0.2), parameter("momentum", [], from: 0.4, to: 0.6),
            ]
            data = (0..<Self.steps).map { step in
                let targets = (0..<12).map { ($0 + step + $0 / 6) % 2 == 0 ? Float(1) : 0 }
                return [
                    generator.uniform(count: 18, from: -1, to: 1), targets,
                    generator.uniform(count: 5, from: -0.1, to: 0.1),
                ]
            }
        }

        static func step(_ state: [Tensor], _ meta: [Tensor], _ data: [Tensor]) -> InnerStep {
            let before = product(state[0], data[0])
            let x = before + state[1].broadcast(to: before.shape, axes: [0])
            let f = elu(x) + tanhMixture(x, weights: meta[0], biases: meta[1], amplitudes: meta[2])
            let h = f + data[2].broadcast(to: f.shape, axes: [0])
            let loss = Loss.negativeLogLikelihood(product(state[2], h), data[1])
            let weights = Array(state[0..<3])
            let g = gradients(of: loss, withRespectTo: weights)
            let squares = zip(state[3..<6], g).map { 0.5 * $0 + 0.5 * $1 * $1 }
            let moved = zip(state[6..<9], zip(g, squares)).map { old, new in
                old * meta[4].broadcast(to: old.shape) + new.0 / (squareRoot(new.1) + 0.01)
            }
            let next = zip(weights, moved).map { $0 - meta[3].broadcast(to: $0.shape) * $1 }
            return InnerStep(state: next + squares + moved, loss: loss)
        }

        func training() throws -> UnrolledOptimization {
            try UnrolledOptimization(
                steps: Self.steps, state: state, meta: meta, data: Self.inputs, step: Self.step)
        }

        /// The meta gradients of the mean loss, meta parameter by meta parameter.
        func metaGradients(_ training: UnrolledOptimization) -> [[Float]] {
            training.run(
                data: data.map { zip($0, Self.inputs).map { TensorBuffer($1.shape, $0) } })
            training.differentiate(lossWeights: Array(repeating: 0.25, count: 4))
            return training.metaGradients.map(\.values)
        }
    }

    @Test("Exact: equal to central differences of the whole loop in double precision")
    func centralDifferences() throws {
        let small = SmallCase()
        let training = try small.training()
        let actual = small.metaGradients(training)
        // The whole loop as one graph, evaluated plainly.
        let graph = Graph()
        var state = small.state.map { $0.tensor(in: graph) }
        let meta = small.meta.map { $0.tensor(in: graph) }
        var losses: [Tensor] = []
        var values: [String: [Double]] = [:]
        for step in 0..<SmallCase.steps {
            let data = SmallCase.inputs.map { graph.input("\($0.name) \(step)", $0.shape) }
            for (input, numbers) in zip(SmallCase.inputs, small.data[step]) {
                values["\(input.name) \(step)"] = numbers.map(Double.init)
            }
            let inner = SmallCase.step(state, meta, data)
            state = inner.state
            losses.append(inner.loss)
        }
        for parameter in small.state + small.meta {
            values[parameter.name] = parameter.initialValues.map(Double.init)
        }
        let objective = losses.reduce(graph.constant(0), +) / 4
        func evaluate(_ changed: [String: [Double]]) throws -> Double {
            try referenceEvaluate([objective], inputs: changed)[0][0]
        }
        let h = 1e-5
        for (index, parameter) in small.meta.enumerated() {
            for element in 0..<parameter.shape.count {
                var moved = values
                moved[parameter.name]![element] += h
                let above = try evaluate(moved)
                moved[parameter.name]![element] -= 2 * h
                let difference = (above - (try evaluate(moved))) / (2 * h)
                let gradient = Double(actual[index][element])
                #expect(
                    abs(gradient - difference) <= 1e-5 * max(0.1, abs(difference)),
                    "\(parameter.name) \(element): \(gradient), not \(difference)")
            }
        }
        for (loss, reference) in zip(training.losses, try referenceEvaluate(losses, inputs: values)) {
            #expect(abs(Double(loss) - reference[0]) <= 1e-5 * reference[0])
        }
    }

    @Test("Running again, or on several threads, changes no bit")
    func sameBits() throws {
        let small = SmallCase()
        let training = try small.training()
        let once = small.metaGradients(training)
        #expect(small.metaGradients(training) == once)
        let other = try small.training()
        other.threads = 3
        #expect(small.metaGradients(other) == once)
        #expect(other.losses == training.losses)
    }

    @Test("The documentation's example learns a momentum")
    func momentum() throws {
        var generator = TorchGenerator(seed: 1)
        let model = LogisticRegression(inputs: 6, classes: 3, generator: &generator)
        let momentum = Parameter(name: "momentum", shape: [], initialValues: [0.2])
        let weights = model.parameters
        let velocities = weights.map {
            Parameter(
                name: "velocity of \($0.name)", shape: $0.shape,
                initialValues: Array(repeating: 0, count: $0.shape.count))
        }
        let training = try UnrolledOptimization(
            steps: 30, state: weights + velocities, meta: [momentum],
            data: [("features", [6, 9]), ("targets", [3, 9])]
        ) { state, meta, data in
            let (weights, velocities) = (state.prefix(weights.count), state.suffix(weights.count))
            let loss = Loss.negativeLogLikelihood(model(data[0]), data[1])
            let gradients = gradients(of: loss, withRespectTo: Array(weights))
            let moved = zip(velocities, gradients).map { $0 * meta[0].broadcast(to: $0.shape) + $1 }
            return InnerStep(state: zip(weights, moved).map { $0 - 0.1 * $1 } + moved, loss: loss)
        }
        let batch = [
            TensorBuffer([6, 9], generator.uniform(count: 54, from: -1, to: 1)),
            TensorBuffer([3, 9], (0..<27).map { $0 % 9 % 3 == $0 / 9 ? 1 : 0 }),
        ]
        func meanLoss() -> Float { training.losses.reduce(0, +) / 30 }
        training.run(data: Array(repeating: batch, count: 30))
        let before = meanLoss()
        for _ in 0..<20 {
            training.differentiate(lossWeights: Array(repeating: 1 / 30, count: 30))
            training.meta[0].scalar -= 0.3 * training.metaGradients[0].scalar
            training.run(data: Array(repeating: batch, count: 30))
        }
        #expect(meanLoss() < before - 0.02)
        #expect(training.meta[0].scalar > 0.4)
    }

    @Test("Memory is what the steps keep")
    func memory() throws {
        let training = try SmallCase().training()
        // Five times the state: rows of 16 floats, three times 5 + 1 + 2 rows. What is kept besides is no larger.
        let states = 5 * 3 * (5 + 1 + 2) * 64
        #expect(training.keptBytes > states)
        #expect(training.keptBytes < states + 4 * 60 * 64)
    }
}
