import Datasets
import NeuralNetworks
import RandomGenerators
import Training

/// A training step of one model: forward, backward, update and the copying of the batch.
struct ModelCase {
    let name: String
    let title: String
    let batchSize: Int
    /// Multiply-adds of one example's forward pass, layer by layer.
    let layers: [Int]
    let optimizer: any Optimizer
    let order: BatchOrder
    let model: @Sendable (inout TorchGenerator) -> any Model

    init(
        _ name: String, _ title: String, batchSize: Int = 100, layers: [Int],
        optimizer: any Optimizer = Adam(learningRate: 0.01), order: BatchOrder = .inOrder,
        model: @escaping @Sendable (inout TorchGenerator) -> any Model
    ) {
        self.name = name
        self.title = title
        self.batchSize = batchSize
        self.layers = layers
        self.optimizer = optimizer
        self.order = order
        self.model = model
    }

    var isMasked: Bool { name.contains("sparse") }

    /// The trainer on the default training set.
    func trainer(_ examples: Examples, seed: UInt64 = 42) throws -> Trainer {
        var generator = TorchGenerator(seed: seed)
        return try Trainer(
            model(&generator), optimizer: optimizer, loss: .negativeLogLikelihood, examples: examples,
            batchSize: batchSize, order: order)
    }

    /// Twice the multiply-adds of a step. Each layer's are done forward, for the weights' gradient and, but for the
    /// first layer, for the input's gradient.
    var operations: Double {
        Double(2 * batchSize * (3 * layers.reduce(0, +) - layers[0]))
    }

    func row(_ examples: Examples) -> Row {
        Row(name, title, operations: operations) {
            let trainer = try trainer(examples)
            return { times in for _ in 0..<times { try trainer.step() } }
        }
    }

    private static func convolutional(_ channels: Int) -> [Int] {
        // Positions 40 → 19 → 10 → 5.
        [19 * channels * 5, 10 * channels * channels * 3, 5 * channels * channels * 3, 5 * channels * 10]
    }

    /// Of a transformer, over 40 positions of 32: queries, keys and values, two products of attention, its output, and two layers.
    private static let block: [Int] = [40 * 32 * 96, 40 * 40 * 32, 40 * 40 * 32, 40 * 32 * 32, 40 * 32 * 64, 40 * 64 * 32]

    private static func perceptron(_ hidden: Int) -> [Int] { [40 * hidden, hidden * hidden, hidden * 10] }

    /// The network of the lottery tickets, and which 8 % of each layer's weights and biases stay: the largest at first.
    static func ticket(_ generator: inout TorchGenerator) -> (dense: MultilayerPerceptron, masks: [[Bool]]) {
        let dense = MultilayerPerceptron(hidden: 500, generator: &generator)
        let masks = dense.layers.map { layer in
            let values = layer.weight.initialValues + layer.bias.initialValues
            return pruningMask(scores: values.map(\.magnitude), sparsity: 0.92)
        }
        return (dense, masks)
    }

    @Sendable private static func masked(_ generator: inout TorchGenerator) -> any Model {
        let ticket = ticket(&generator)
        return MaskedMultilayerPerceptron(ticket.dense, masks: ticket.masks)
    }

    /// The models of the paper's tables and figures.
    static let all = [
        ModelCase("logistic", "logistic regression", layers: [40 * 10]) {
            LogisticRegression(generator: &$0)
        },
        // A small width of the double descent.
        ModelCase("one-layer-10", "one hidden layer of 10", layers: [40 * 10, 10 * 10]) {
            OneHiddenLayerNetwork(hidden: 10, generator: &$0)
        },
        ModelCase("mlp-100", "MLP, 100 hidden", layers: perceptron(100)) {
            MultilayerPerceptron(generator: &$0)
        },
        ModelCase("cnn-25", "CNN, 25 channels", layers: convolutional(25)) {
            ConvolutionalNetwork(generator: &$0)
        },
        ModelCase("gru-6", "GRU, 6 hidden", layers: [2 * 40 * 18, 2 * 40 * 18 * 6, 480 * 10]) {
            GatedRecurrentNetwork(generator: &$0)
        },
        ModelCase("mlp-500", "MLP, 500 hidden", layers: perceptron(500)) {
            MultilayerPerceptron(hidden: 500, generator: &$0)
        },
        ModelCase("mlp-500-batch-500", "MLP, 500 hidden, batch 500", batchSize: 500, layers: perceptron(500)) {
            MultilayerPerceptron(hidden: 500, generator: &$0)
        },
        ModelCase(
            "mlp-500-sparse", "MLP, 500 hidden, 92 % masked", layers: perceptron(500).map { $0 * 8 / 100 },
            model: masked),
        ModelCase(
            "mlp-500-sparse-batch-500", "MLP, 500 hidden, 92 % masked, batch 500", batchSize: 500,
            layers: perceptron(500).map { $0 * 8 / 100 }, model: masked),
        ModelCase(
            "residual-mlp-normalized", "residual MLP, 5 blocks of 100, batch normalization",
            layers: [40 * 100] + Array(repeating: 100 * 100, count: 5) + [100 * 10]
        ) {
            ResidualPerceptron(blocks: 5, normalization: .batch, generator: &$0)
        },
        ModelCase(
            "resnet-64", "ResNet-1D, 64 channels", layers: [20 * 64 * 7, 20 * 64 * 64 * 3, 20 * 64 * 64 * 3, 64 * 10],
            optimizer: Adam(learningRate: 0.001)
        ) {
            ResidualConvolutionalNetwork(generator: &$0)
        },
        ModelCase(
            "causal-tcn-32", "causal TCN, 4 blocks of 32 channels, no dropout",
            layers: [20 * 32 * 7] + Array(repeating: 20 * 32 * 32 * 3, count: 8) + [32 * 10],
            optimizer: Adam(learningRate: 0.001)
        ) {
            TemporalConvolutionalNetwork(channels: 32, dropout: 0, dilations: [1, 2, 4, 8], generator: &$0)
        },
        ModelCase(
            "transformer-32", "transformer, 2 blocks of 32, 4 heads", layers: [40 * 32] + block + block + [32 * 10],
            optimizer: Adam(learningRate: 0.001)
        ) {
            SignalTransformer(generator: &$0)
        },
        ModelCase(
            "cnn-100", "CNN, 100 channels, SGD", layers: convolutional(100),
            optimizer: StochasticGradientDescent(learningRate: 0.01, momentum: 0.9),
            order: .shuffledEachEpoch(TorchGenerator(seed: 0))
        ) {
            ConvolutionalNetwork(channels: 100, generator: &$0)
        },
    ]
}
