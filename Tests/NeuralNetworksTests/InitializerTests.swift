import Autodiff
import NeuralNetworks
import RandomGenerators
import Testing

@Suite("Initializers")
struct InitializerTests {
    private static let cases: [(name: String, initializer: Initializer)] = [
        ("kaiming_uniform", .kaimingUniform), ("kaiming_normal", .kaimingNormal), ("xavier_uniform", .xavierUniform()),
        ("xavier_normal", .xavierNormal()), ("orthogonal", .orthogonal()), ("normal", .normal(mean: 0.5, deviation: 2)),
    ]

    @Test("Numbers are PyTorch's for the same seed", arguments: cases.indices)
    func values(index: Int) throws {
        let (name, initializer) = Self.cases[index]
        let fixture = try TensorFixture("models/initializers")
        for shape in ["wide", "tall", "convolution"] {
            let expected = fixture["\(name)_\(shape)"]
            var generator = TorchGenerator(seed: 5)
            let taps = expected.shape.dropFirst(2).reduce(1, *)
            let values: [Float]
            if taps == 1 {
                values =
                    Linear("l", inputs: expected.shape[1], outputs: expected.shape[0], weights: initializer, generator: &generator)
                    .weight.initialValues
            } else {
                values =
                    Convolution(
                        "c", inputs: expected.shape[1], outputs: expected.shape[0], kernel: taps, weights: initializer,
                        generator: &generator
                    ).weight.initialValues
            }
            // Uniform numbers are PyTorch's bits; normal ones come from its floats, ours from doubles.
            let tolerance: Float = name.hasSuffix("uniform") ? 0 : name == "orthogonal" ? 1e-5 : 1e-5
            for (a, e) in zip(values, expected.values) { #expect(abs(a - e) <= tolerance * 2, "\(name) \(shape): \(a), not \(e)") }
        }
    }

    @Test("A model is initialized again as apply does, its stream going on after the model's own; what is frozen or given stays")
    func models() throws {
        var generator = TorchGenerator(seed: 42)
        let model = Perceptron([40, 30, 10], generator: &generator)
        var copy = generator
        let he = model.initialized(weights: .kaimingUniform, biases: .zeros, &generator)
        let expected = copy.uniform(
            count: 1200, from: -Float(6.0.squareRoot() / 40.0.squareRoot()), to: Float(6.0.squareRoot() / 40.0.squareRoot()))
        for (a, e) in zip(he.parameters[0].initialValues, expected) { #expect(abs(a - e) < 1e-7) }
        #expect(he.parameters[1].initialValues.allSatisfy { $0 == 0 } && he.parameters.count == 4)
        #expect(he.parameters.map(\.name) == model.parameters.map(\.name))

        let partly = model.initialized(weights: .constant(2), &generator) { $0 == "linear2" }
        #expect(partly.parameters[0] == model.parameters[0] && partly.parameters[3] == model.parameters[3])
        #expect(partly.parameters[2].initialValues.allSatisfy { $0 == 2 })

        let warm = try Perceptron([40, 30, 3], generator: &generator).starting(from: Array(he.stateTensors { _ in nil }[..<2]))
        #expect(Array(warm.parameters[..<2]) == Array(he.parameters[..<2]) && warm.parameters[2].shape == [3, 30])
        #expect { _ = try warm.starting(from: model.stateTensors { _ in nil }) } throws: {
            "\($0)" == "linear2.weight: expected shape [3, 30], found [10, 30]"
        }
        let frozen = warm.freezing { $0.hasPrefix("linear1") }
        #expect(frozen.parameters.map(\.role) == [.frozen, .frozen, .trained, .trained])
        #expect(frozen.parameterCount == warm.parameterCount)
    }

    @Test("Layers without biases draw and list none")
    func withoutBiases() {
        var generator = TorchGenerator(seed: 1)
        let linear = Linear("l", inputs: 3, outputs: 2, bias: false, generator: &generator)
        let convolution = Convolution("c", inputs: 1, outputs: 2, kernel: 3, bias: false, generator: &generator)
        #expect(linear.parameters.map(\.name) == ["l.weight"] && convolution.parameters.map(\.name) == ["c.weight"])
        var other = TorchGenerator(seed: 1)
        _ = other.rand(12)
        #expect(generator.state == other.state)
    }
}
