import Autodiff
import NeuralNetworks
import RandomGenerators
import Testing

@Suite("Layers, losses and activations follow PyTorch, forward and backward")
struct LayerTests {
    /// Runs a traced function on a fixture's tensors, and compares its output and its gradients.
    ///
    /// - Parameters:
    ///   - names: the fixture's name of each of the function's inputs, and whether its first axis is the batch.
    ///   - inputs: the same tensors in the trace.
    func check(
        _ fixture: TensorFixture, _ names: [(name: String, isBatch: Bool)], inputs: [Tensor], output: Tensor,
        constants: [(Tensor, [Float])] = []
    ) throws {
        let graph = output.graph
        let isScalar = output.shape.rank == 0
        let seed = graph.input("output gradient", output.shape)
        let objective = isScalar ? output : (output * seed).sum()
        let program = try Program(
            graph, outputs: [output] + gradients(of: objective, withRespectTo: inputs))
        for (tensor, (name, isBatch)) in zip(inputs, names) {
            program.buffer(tensor)?.values = (isBatch ? fixture[name].batchLast : fixture[name]).values
        }
        for (tensor, values) in constants { program.buffer(tensor)?.values = values }
        if !isScalar { program.buffer(seed)!.values = fixture["output_gradient"].batchLast.values }
        program.run()
        compare(
            program.output(0), isScalar ? fixture["output"].values : fixture["output"].batchLast.values,
            "output")
        for (index, (name, isBatch)) in names.enumerated() {
            let expected = fixture["\(name)_gradient"]
            compare(
                program.output(index + 1), (isBatch ? expected.batchLast : expected).values,
                "gradient of \(name)")
        }
    }

    /// Equal within ten roundings of the largest value: sums are ordered differently here and there.
    func compare(_ actual: [Float], _ expected: [Float], _ what: String, tolerance: Float = 6e-7) {
        #expect(actual.count == expected.count)
        let scale = expected.map(abs).max()!
        for (index, (a, e)) in zip(actual, expected).enumerated() {
            #expect(abs(a - e) <= tolerance * scale, "\(what)[\(index)]: \(a), not \(e)")
        }
    }

    @Test("Linear")
    func linear() throws {
        let fixture = try TensorFixture("layers/linear")
        var generator = TorchGenerator(seed: 0)
        let layer = Linear("linear", inputs: 5, outputs: 3, generator: &generator)
        let graph = Graph()
        let x = graph.input("input", [5, 4])
        try check(
            fixture, [("input", true), ("weight", false), ("bias", false)],
            inputs: [x] + layer.parameters.map { $0.tensor(in: graph) }, output: layer(x))
    }

    @Test("Convolution", arguments: [3, 5], [1, 2])
    func convolution(kernel: Int, stride: Int) throws {
        let fixture = try TensorFixture("layers/conv1d_kernel\(kernel)_stride\(stride)_padding1")
        var generator = TorchGenerator(seed: 0)
        let layer = Convolution(
            "conv", inputs: 3, outputs: 4, kernel: [kernel], stride: [stride], padding: [1],
            generator: &generator)
        let graph = Graph()
        let x = graph.input("input", [3, 10, 2])
        try check(
            fixture, [("input", true), ("weight", false), ("bias", false)],
            inputs: [x] + layer.parameters.map { $0.tensor(in: graph) }, output: layer(x))
    }

    @Test("Convolution over images, the axes unlike each other")
    func convolutionOverImages() throws {
        let fixture = try TensorFixture("layers/conv2d_kernel3x5_stride2x1_padding1x2")
        var generator = TorchGenerator(seed: 0)
        let layer = Convolution(
            "conv", inputs: 3, outputs: 4, kernel: [3, 5], stride: [2, 1], padding: [1, 2], generator: &generator)
        let graph = Graph()
        let x = graph.input("input", [3, 7, 6, 2])
        #expect(layer(x).shape == [4, 4, 6, 2])
        try check(
            fixture, [("input", true), ("weight", false), ("bias", false)],
            inputs: [x] + layer.parameters.map { $0.tensor(in: graph) }, output: layer(x))
    }

    @Test("Gated recurrent unit, both directions")
    func gatedRecurrentUnit() throws {
        let fixture = try TensorFixture("layers/gru_bidirectional")
        var generator = TorchGenerator(seed: 0)
        let forward = GatedRecurrentUnit(
            "gru", suffix: "l0", inputs: 2, hidden: 3, generator: &generator)
        let backward = GatedRecurrentUnit(
            "gru", suffix: "l0_reverse", inputs: 2, hidden: 3, generator: &generator)
        let graph = Graph()
        let x = graph.input("input", [5, 2, 4])
        let positions = (0..<5).map { x.slice(start: $0, count: 1).reshaped(to: [2, 4]) }
        let states = zip(forward(positions), backward(positions.reversed()).reversed())
        let y = concatenate(states.flatMap { [$0, $1] }).reshaped(to: [5, 6, 4])
        let parameters = forward.parameters + backward.parameters
        try check(
            fixture, [("input", true)] + parameters.map { (String($0.name.dropFirst("gru.".count)), false) },
            inputs: [x] + parameters.map { $0.tensor(in: graph) }, output: y)
    }

    /// Labels of a fixture as one-hot targets (K, N).
    private func oneHot(_ labels: TensorFixture.Entry, classes: Int) -> [Float] {
        (0..<classes).flatMap { k in labels.values.map { $0 == Float(k) ? 1 : 0 } }
    }

    @Test("Negative log likelihood, also of scores whose exponential overflows")
    func negativeLogLikelihood() throws {
        let fixture = try TensorFixture("layers/negative_log_likelihood")
        let graph = Graph()
        let (x, targets) = (graph.input("input", [10, 5]), graph.input("targets", [10, 5]))
        try check(
            fixture, [("input", true)], inputs: [x], output: Loss.negativeLogLikelihood(x, targets),
            constants: [(targets, oneHot(fixture["target"], classes: 10))])
        let logarithms = Graph()
        let scores = logarithms.input("input", [10, 5])
        try check(
            TensorFixture("layers/log_softmax"), [("input", true)], inputs: [scores],
            output: logSoftmax(scores))
    }

    @Test("Mean squared error, against numbers and against one-hot labels")
    func meanSquaredError() throws {
        let graph = Graph()
        let (x, targets) = (graph.input("input", [10, 4]), graph.input("targets", [10, 4]))
        try check(
            TensorFixture("layers/mean_squared_error"), [("input", true), ("target", true)],
            inputs: [x, targets], output: Loss.meanSquaredError(x, targets))
        let labelled = try TensorFixture("layers/mean_squared_error_one_hot")
        let other = Graph()
        let (scores, oneHotTargets) = (other.input("input", [10, 5]), other.input("targets", [10, 5]))
        try check(
            labelled, [("input", true)], inputs: [scores],
            output: Loss.meanSquaredError(scores, oneHotTargets),
            constants: [(oneHotTargets, oneHot(labelled["target"], classes: 10))])
    }

    @Test("Pooling of an odd length, with ties and zeros", arguments: [Pooling.maximum, .average, .euclidean])
    func pooling(_ pooling: Pooling) throws {
        let names: [Pooling: String] = [.maximum: "max", .average: "average", .euclidean: "l2"]
        let graph = Graph()
        let x = graph.input("input", [3, 7, 2])
        try check(
            TensorFixture("layers/\(names[pooling]!)_pool2"), [("input", true)], inputs: [x],
            output: pooling(x))
    }

    @Test("Max pooling over images, with odd sides and ties")
    func maximumPoolingOverImages() throws {
        let graph = Graph()
        let x = graph.input("input", [3, 5, 7, 2])
        try check(
            TensorFixture("layers/max_pool2d"), [("input", true)], inputs: [x], output: maximumPooling(x))
    }

    @Test("Columns of length 1; what is too short is divided by a constant", arguments: [("normalize", 3, 4), ("normalize_short", 4, 3)])
    func normalizedColumns(name: String, size: Int, batch: Int) throws {
        let graph = Graph()
        let x = graph.input("input", [size, batch])
        try check(TensorFixture("layers/\(name)"), [("input", true)], inputs: [x], output: x.normalizedColumns)
    }

    @Test("The contrastive loss")
    func contrastive() throws {
        let graph = Graph()
        let views = ["first", "second"].map { graph.input($0, [4, 5]) }
        try check(
            TensorFixture("layers/contrastive_loss"), [("first", true), ("second", true)], inputs: views,
            output: contrastiveLoss(views[0], views[1], temperature: 0.05))
    }

    @Test("Dropout drops what PyTorch drops for the same seed")
    func dropout() throws {
        let fixture = try TensorFixture("layers/dropout")
        let dropout = Dropout("dropout", probability: 0.2)
        let mask = TensorBuffer([8, 5])
        var generator = TorchGenerator(seed: 7)
        dropout.draw(into: mask, &generator)
        let graph = Graph(isTraining: true)
        let x = graph.input("input", [8, 5])
        try check(
            fixture, [("input", true)], inputs: [x], output: dropout(x),
            constants: [(graph.input("dropout", [8, 5]), mask.values)])
    }

    @Test("The maximum over axes: equal maxima share the gradient evenly")
    func maximumOverAxes() throws {
        let graph = Graph()
        let x = graph.input("input", [2, 3, 4])
        try check(
            TensorFixture("layers/maximum_over_axes"), [("input", true)], inputs: [x], output: x.maximum(axes: [0, 1]))
    }

    static let activations: [(name: String, function: @Sendable (Tensor) -> Tensor)] = [
        ("relu", { relu($0) }), ("tanh", { tanh($0) }), ("sigmoid", { sigmoid($0) }), ("elu", { elu($0) }),
        ("softplus", { softplus($0) }),
    ]

    @Test("Activations", arguments: activations.indices)
    func activation(index: Int) throws {
        let (name, function) = Self.activations[index]
        let fixture = try TensorFixture("layers/\(name)")
        let graph = Graph()
        let x = graph.input("input", [fixture["input"].values.count])
        let seed = graph.input("output gradient", x.shape)
        let y = function(x)
        let program = try Program(
            graph, outputs: [y] + gradients(of: (y * seed).sum(), withRespectTo: [x]))
        program.buffer(x)!.values = fixture["input"].values
        program.buffer(seed)!.values = fixture["output_gradient"].values
        program.run()
        // Elementwise functions: each value by itself, also the small ones. PyTorch's sigmoid(-100) is 0.
        for (actual, expected) in zip(program.output(0), fixture["output"].values) {
            let tolerance = max(4 * expected.ulp, 1e-37)
            #expect(abs(actual - expected) <= tolerance, "\(name): \(actual), not \(expected)")
        }
        for ((actual, expected), input) in zip(
            zip(program.output(1), fixture["input_gradient"].values), fixture["input"].values)
        {
            let message: Comment = "slope of \(name) at \(input): \(actual), not \(expected)"
            #expect(abs(actual - expected) <= 5e-7, message)
        }
    }
}
