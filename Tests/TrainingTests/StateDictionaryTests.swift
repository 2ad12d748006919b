import Datasets
import NeuralNetworks
import RandomGenerators
import Testing
import Training

/// Names, shapes and order of numbers are those of PyTorch's `state_dict`.
@Suite struct StateDictionaryTests {
    private func shapes(_ model: any Model) -> [String] { StateDictionary(of: model).tensors.map { "\($0.name) \($0.shape)" } }

    @Test func namesAndShapesArePyTorchs() {
        var generator = TorchGenerator(seed: 1)
        #expect(
            shapes(ConvolutionalNetwork(channels: 4, generator: &generator)) == [
                "conv1.weight [4, 1, 5]", "conv1.bias [4]", "conv2.weight [4, 4, 3]", "conv2.bias [4]", "conv3.weight [4, 4, 3]",
                "conv3.bias [4]", "linear.weight [10, 20]", "linear.bias [10]",
            ])
        #expect(
            shapes(GatedRecurrentNetwork(generator: &generator)) == [
                "gru.weight_ih_l0 [18, 1]", "gru.weight_hh_l0 [18, 6]", "gru.bias_ih_l0 [18]", "gru.bias_hh_l0 [18]",
                "gru.weight_ih_l0_reverse [18, 1]", "gru.weight_hh_l0_reverse [18, 6]", "gru.bias_ih_l0_reverse [18]",
                "gru.bias_hh_l0_reverse [18]", "linear.weight [10, 480]", "linear.bias [10]",
            ])
        #expect(
            shapes(LeNet(generator: &generator)).prefix(3) == [
                "conv1.weight [20, 1, 5, 5]", "conv1.bias [20]", "conv2.weight [50, 20, 5, 5]",
            ])
    }

    @Test func aTicketIsWrittenDense() {
        var generator = TorchGenerator(seed: 1)
        let dense = MultilayerPerceptron(inputs: 3, hidden: 2, classes: 2, generator: &generator)
        let masks = dense.layers.map { layer in
            (0..<layer.weight.shape.count + layer.bias.shape.count).map { $0 % 4 == 1 }
        }
        let state = StateDictionary(of: MaskedMultilayerPerceptron(dense, masks: masks)) { name in
            // As a trainer has them: what is left of each parameter.
            name == "linear1.weight" ? [7] : nil
        }
        #expect(state.tensors.map(\.name) == dense.parameters.map(\.name))
        #expect(state["linear1.weight"]?.shape == [2, 3])
        #expect(state["linear1.weight"]?.values == [0, 7, 0, 0, 0, 0])
    }

    @Test func aTrainersValuesComeBackFromTheFile() throws {
        let data = try MNIST1DDataset(MNIST1DConfiguration()).dataset
        var generator = TorchGenerator(seed: 3)
        let model = LogisticRegression(generator: &generator)
        let trainer = try Trainer(
            model, optimizer: Adam(learningRate: 0.01), loss: .negativeLogLikelihood, examples: data.train, batchSize: 100)
        try trainer.step()
        let read = try NPZArchive(npz: trainer.stateDictionary.archive.npzBytes(), source: "model")
        #expect(read.entries.map(\.name) == ["linear.weight", "linear.bias"])
        #expect(read["linear.weight"]?.shape == [10, 40])
        #expect(read["linear.weight"]?.floats == trainer.values(of: "linear.weight"))
        #expect(read["linear.weight"]?.floats != model.parameters[0].initialValues)
    }
}
