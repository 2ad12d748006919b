import Foundation
import NeuralNetworks
import RandomGenerators
import Testing

@Suite("Initial weights")
struct InitialWeightTests {
    private static let models: [(name: String, parameterCount: Int)] = [
        ("logistic", 410), ("mlp", 15210), ("cnn", 5210), ("gru", 5134),
    ]

    private func model(_ name: String) -> any Model {
        var generator = TorchGenerator(seed: 42)
        switch name {
        case "logistic": return LogisticRegression(generator: &generator)
        case "mlp": return MultilayerPerceptron(generator: &generator)
        case "cnn": return ConvolutionalNetwork(generator: &generator)
        default: return GatedRecurrentNetwork(generator: &generator)
        }
    }

    @Test("Parameters number as in the paper", arguments: models.indices)
    func counts(index: Int) {
        #expect(model(Self.models[index].name).parameterCount == Self.models[index].parameterCount)
    }

    @Test("Values are PyTorch's for the same seed, to 2 ulp", arguments: models.map(\.name))
    func equalPyTorch(name: String) throws {
        let url = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Fixtures/golden/init_\(name)_seed42.csv")
        let lines = try String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst()
        let parameters = model(name).parameters
        #expect(lines.count == parameters.count)
        for (line, parameter) in zip(lines, parameters) {
            let fields = line.split(separator: ",")
            #expect(parameter.name == fields[0])
            let count = fields[1].split(separator: "x").reduce(1) { $0 * Int($1)! }
            #expect(parameter.shape.count == count)
            for (value, text) in zip(parameter.initialValues, fields[2].split(separator: " ")) {
                let expected = Float(text)!
                #expect(abs(value - expected) <= 2 * expected.ulp, "\(parameter.name): \(value)")
            }
            // The sums hold every value to account.
            let sum = parameter.initialValues.reduce(0) { $0 + Double($1) }
            let magnitude = parameter.initialValues.reduce(0) { $0 + Double(abs($1)) }
            #expect(abs(sum - Double(fields[3])!) <= 1e-6 * magnitude, "\(parameter.name)")
            #expect(abs(magnitude - Double(fields[4])!) <= 1e-6 * magnitude, "\(parameter.name)")
        }
    }
}
