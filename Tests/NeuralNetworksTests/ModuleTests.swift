import Autodiff
import NeuralNetworks
import RandomGenerators
import Testing

/// Fixtures of `make_models.py`: what modules of PyTorch give while training and in evaluation.
@Suite("Modules follow PyTorch: outputs, gradients, and what a pass changes")
struct ModuleTests {
    private func compare(_ actual: [Float], _ expected: [Float], _ what: String, tolerance: Float = 2e-6) {
        #expect(actual.count == expected.count)
        let scale = expected.map(abs).max()!
        for (index, (a, e)) in zip(actual, expected).enumerated() {
            #expect(abs(a - e) <= tolerance * scale, "\(what)[\(index)]: \(a), not \(e)")
        }
    }

    /// - Parameters:
    ///   - shape: of the input, the batch last.
    ///   - arranged: a fixture's tensor in this library's order.
    private func check(
        _ name: String, _ model: any Model, prefix: String, shape: Shape,
        arranged: (TensorFixture.Entry) -> [Float] = { $0.batchLast.values }
    ) throws {
        let fixture = try TensorFixture("layers/\(name)")
        for isTraining in [true, false] {
            let graph = Graph(isTraining: isTraining)
            let x = graph.input("input", shape)
            let y = model(x)
            let seed = graph.input("output gradient", y.shape)
            let trained = model.parameters.filter { $0.role == .trained }
            let slopes = gradients(of: (y * seed).sum(), withRespectTo: [x] + trained.map { $0.tensor(in: graph) })
            let program = try Program(graph, outputs: [y] + slopes, updates: graph.updates)
            program.buffer(x)!.values = arranged(fixture["input"])
            program.buffer(seed)!.values = arranged(fixture["output_gradient"])
            for parameter in model.parameters {
                let key = String(parameter.name.dropFirst(prefix.count))
                let values = fixture[parameter.role == .statistic ? (isTraining ? "before_" : "after_") + key : key].values
                program.buffer(parameter.tensor(in: graph))?.values = values
            }
            program.run()
            compare(program.output(0), arranged(fixture[isTraining ? "output" : "evaluated"]), "\(name) output")
            guard isTraining else {
                #expect(graph.updates.isEmpty)
                continue
            }
            compare(program.output(1), arranged(fixture["input_gradient"]), "\(name) input gradient", tolerance: 1e-5)
            for (index, parameter) in trained.enumerated() {
                let key = String(parameter.name.dropFirst(prefix.count))
                compare(program.output(2 + index), fixture["\(key)_gradient"].values, "\(name) gradient of \(key)", tolerance: 1e-5)
            }
            let statistics = model.parameters.filter { $0.role == .statistic }
            #expect(graph.updates.count == statistics.count)
            for parameter in statistics {
                let key = String(parameter.name.dropFirst(prefix.count))
                compare(program.buffer(parameter.tensor(in: graph))!.values, fixture["after_\(key)"].values, "\(name) \(key)")
            }
        }
    }

    @Test("Batch normalization of numbers and of positions")
    func batchNormalization() throws {
        try check("batch_norm", BatchNormalization("bn", channels: 3), prefix: "bn.", shape: [3, 6])
        try check("batch_norm_positions", BatchNormalization("bn", channels: 3), prefix: "bn.", shape: [3, 5, 4])
    }

    @Test("A statistic that two passes change moves twice, as in two calls of a module")
    func twoPasses() throws {
        let layer = BatchNormalization("bn", channels: 1)
        let graph = Graph(isTraining: true)
        let (a, b) = (graph.input("a", [1, 2]), graph.input("b", [1, 2]))
        _ = (layer(a), layer(b))
        let program = try Program(graph, updates: graph.updates)
        program.buffer(a)!.values = [1, 3]
        program.buffer(b)!.values = [4, 8]
        program.buffer(layer.parameters[3].tensor(in: graph))!.values = [1]
        program.run()
        #expect(abs(program.buffer(layer.parameters[2].tensor(in: graph))!.scalar - (0.9 * 0.2 + 0.6)) < 1e-6)
        #expect(abs(program.buffer(layer.parameters[3].tensor(in: graph))!.scalar - (0.9 * 1.1 + 0.8)) < 1e-6)
    }

    @Test("Layer normalization")
    func layerNormalization() throws {
        try check("layer_norm", LayerNormalization("ln", size: 5), prefix: "ln.", shape: [5, 4])
    }

    @Test("Attention, also of the past alone", arguments: [false, true])
    func attention(isCausal: Bool) throws {
        var generator = TorchGenerator(seed: 0)
        let layer = MultiHeadAttention("attention", size: 6, heads: 2, isCausal: isCausal, generator: &generator)
        // (N, L, D) → (D, L, N)
        try check(isCausal ? "causal_attention" : "attention", layer, prefix: "attention.", shape: [6, 5, 3]) { entry in
            (0..<90).map { entry.values[$0 % 3 * 30 + $0 / 3 % 5 * 6 + $0 / 15] }
        }
    }

    @Test(
        "Convolutions with dilation, groups, and other values beyond the ends",
        arguments: ["dilation2", "dilation3_stride2", "groups2", "circular", "replicate"])
    func convolutions(name: String) throws {
        var generator = TorchGenerator(seed: 0)
        func layer(
            _ inputs: Int, _ outputs: Int, _ kernel: Int, _ stride: Int, _ padding: Int, _ dilation: Int, _ groups: Int,
            _ mode: Convolution.Padding
        ) -> Convolution {
            Convolution(
                "conv", inputs: inputs, outputs: outputs, kernel: kernel, stride: stride, padding: padding, dilation: dilation,
                groups: groups,
                mode: mode, generator: &generator)
        }
        let model =
            switch name {
            case "dilation2": layer(4, 6, 3, 1, 2, 2, 1, .zeros)
            case "dilation3_stride2": layer(4, 6, 3, 2, 3, 3, 1, .zeros)
            case "groups2": layer(4, 6, 3, 1, 1, 1, 2, .zeros)
            default: layer(3, 4, 5, 1, 2, 1, 1, name == "circular" ? .circular : .replicate)
            }
        let fixture = try TensorFixture("layers/conv1d_\(name)")
        let graph = Graph()
        let shape = fixture["input"].batchLast.shape
        let x = graph.input("input", Shape(shape))
        try LayerTests().check(
            fixture, [("input", true), ("weight", false), ("bias", false)],
            inputs: [x] + model.parameters.map { $0.tensor(in: graph) }, output: model(x))
    }

    @Test("GELU in both forms, and SiLU", arguments: ["gelu", "gelu_tanh", "silu"])
    func activations(name: String) throws {
        let fixture = try TensorFixture("layers/\(name)")
        let graph = Graph()
        let x = graph.input("input", [11])
        let seed = graph.input("output gradient", [11])
        let y = name == "gelu" ? gelu(x) : name == "gelu_tanh" ? geluByTanh(x) : swish(x)
        let program = try Program(graph, outputs: [y] + gradients(of: (y * seed).sum(), withRespectTo: [x]))
        program.buffer(x)!.values = fixture["input"].values
        program.buffer(seed)!.values = fixture["output_gradient"].values
        program.run()
        for (a, e) in zip(program.output(0), fixture["output"].values) { #expect(abs(a - e) <= 1e-6, "\(name): \(a), not \(e)") }
        for (a, e) in zip(program.output(1), fixture["input_gradient"].values) {
            #expect(abs(a - e) <= 3e-6, "slope of \(name): \(a), not \(e)")
        }
    }

    @Test("An embedding has the rows of its numbers; other numbers have zeros")
    func embedding() throws {
        let fixture = try TensorFixture("layers/embedding")
        var generator = TorchGenerator(seed: 0)
        let layer = Embedding("embedding", count: 5, size: 4, generator: &generator)
        let graph = Graph()
        let (x, y) = (graph.input("numbers", [2, 3]), layer(graph.input("numbers", [2, 3])))
        let weight = layer.weight.tensor(in: graph)
        let seed = graph.input("output gradient", [4, 2, 3])
        let program = try Program(graph, outputs: [y] + gradients(of: (y * seed).sum(), withRespectTo: [weight]))
        program.buffer(x)!.values = fixture["numbers"].batchLast.values
        program.buffer(weight)!.values = fixture["weight"].values
        // (N, L, D) → (D, L, N)
        func arranged(_ entry: TensorFixture.Entry) -> [Float] { (0..<24).map { entry.values[$0 % 3 * 8 + $0 / 3 % 2 * 4 + $0 / 6] } }
        program.buffer(seed)!.values = arranged(fixture["output_gradient"])
        program.run()
        #expect(program.output(0) == arranged(fixture["output"]))
        compare(program.output(1), fixture["weight_gradient"].values, "gradient")
        program.buffer(x)!.values = [5, -1, 0.5, 7, 9, 100]
        program.run()
        #expect(program.output(0).allSatisfy { $0 == 0 })
    }
}
