import NeuralNetworks
import RandomGenerators
import Testing

@Suite struct OneHiddenLayerNetworkTests {
    @Test(arguments: [1, 7, 300]) func parametersNumberAsDocumented(hidden: Int) {
        var generator = TorchGenerator(seed: 0)
        let model = OneHiddenLayerNetwork(hidden: hidden, generator: &generator)
        #expect(model.parameterCount == 51 * hidden + 10)
    }

    /// Layer by layer, weight before bias, each from U(-1/sqrt(inputs), 1/sqrt(inputs)), as PyTorch draws them.
    @Test func initialValuesAreDrawnLayerByLayer() {
        var generator = TorchGenerator(seed: 3)
        var draws = generator
        let model = OneHiddenLayerNetwork(inputs: 4, hidden: 9, classes: 2, generator: &generator)
        #expect(model.parameters.map(\.name) == ["linear1.weight", "linear1.bias", "linear2.weight", "linear2.bias"])
        for (parameter, (count, bound)) in zip(
            model.parameters, [(36, 0.5), (9, 0.5), (18, Float(1.0 / 3)), (2, Float(1.0 / 3))])
        {
            #expect(parameter.initialValues == draws.uniform(count: count, from: -bound, to: bound), "\(parameter.name)")
        }
    }
}
