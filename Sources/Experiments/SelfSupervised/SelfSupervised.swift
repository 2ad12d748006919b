import Artifact
import Datasets
import ManifoldLearning
import NeuralNetworks
import RandomGenerators
import Training

/// Self-supervised learning on MNIST-1D, the section that the paper's version of 2024 added: SimCLR, and which of its layers
/// tells the classes best.
struct SelfSupervised: Experiment {
    static let name = "self-supervised"

    @OptionGroup var options: ExperimentOptions
    @OptionGroup var signals: DataOptions

    @Option(help: "Passes over the training examples. (default: 200, at quick scale 3)")
    var epochs: Int?

    struct Configuration: Codable, Sendable {
        var projector: ContrastiveNetwork.Projector
        /// Of the initial weights and slopes and offsets of views (PyTorch's stream), and of the order and shifts (NumPy's).
        var seed: UInt32
        var epochs: Int
        var batchSize: Int
        var learningRate = 0.01
        /// τ of the loss.
        var temperature: Float = 0.5
        var views = SignalViews.Configuration()
        var dataset: MNIST1DConfiguration
        /// How many neighbours of a point say what its class is.
        var voters = 10
        /// Embeds Z of the training examples, before and after; nil embeds nothing.
        var embedding: TSNE?
        @Changes var network = Network()
        /// In place of the dataset.
        var file: DataFile?

        var source: SignalSource { SignalSource(dataset, file: file) }
    }

    struct Network: Parameters {
        /// Channels of each convolution.
        var channels = 25
        /// The size of Z, where there is a projector.
        var outputs = 16
    }

    /// Accuracies are on the test examples, in percent.
    struct Outcome: Codable, Sendable {
        /// The mean loss of the batches of each epoch, each before its update.
        var losses: [Double]
        /// By the vote of the nearest training examples: of the signals, by Euclidean distance, and of Z, by the cosine's.
        var neighborsInInput: Double
        var neighborsBefore: Double
        var neighborsAfter: Double
        /// Of a linear probe of the signals and of each layer after training, in order.
        var linear: [Double]
        /// Whether the probes' minimizations reached their tolerance.
        var isConverged: [Bool]
        /// The classes of the embedded points, and their coordinates row by row.  // (points, 2)
        var labels: [Int]
        var embeddedBefore: [Float]
        var embeddedAfter: [Float]
    }

    var assignments: [Assignment] { Assignment.option("epochs", "epochs", epochs) }

    func configurations() throws -> [Configuration] {
        let isQuick = options.scale == .quick
        let file = try DataFile(signals.data) { sha256($0) }
        var dataset = MNIST1DConfiguration()
        if isQuick { dataset.samples = 500 }
        var embedding = TSNE()
        if isQuick { embedding.iterations = 250 }
        return ContrastiveNetwork.Projector.allCases.flatMap { projector in
            options.seeds(default: isQuick ? [42, 43] : [42, 43, 44, 45, 46]).map { seed in
                Configuration(
                    projector: projector, seed: UInt32(seed), epochs: isQuick ? 3 : 200,
                    batchSize: isQuick ? 50 : 100, dataset: dataset, embedding: projector == .standard ? embedding : nil,
                    file: file)
            }
        }
    }

    static func label(of configuration: Configuration) -> String {
        "\(configuration.projector.rawValue)-seed\(configuration.seed)\(configuration.file?.label ?? "")"
    }

    static func problem(with configuration: Configuration) -> String? {
        let source = configuration.source
        if let problem = source.problem(batchSize: configuration.batchSize) ?? ConvolutionalNetwork.problem(length: source.length) {
            return problem
        }
        if source.length < 2 { return "slopes of signals need at least 2 points" }
        if configuration.voters >= source.trainCount {
            return "\(configuration.voters) neighbours are looked for among \(source.trainCount) examples"
        }
        return configuration.embedding?.problem(count: source.trainCount).map { "\($0)" }
    }

    static func savesModel(_ configuration: Configuration) -> Bool { true }

    static func weight(of configuration: Configuration) -> Double {
        Double(configuration.epochs) * (configuration.projector == .deep ? 2 : 1)
            + (configuration.embedding == nil ? 0 : 100)
    }

    func dataHashes() throws -> [String: String] {
        try DataHash.float32(of: plannedConfigurations().map(\.source), name: \.name) { try $0.dataset().train.features }
    }

    static func run(_ configuration: Configuration, context: RunContext) throws -> Outcome {
        let data = try configuration.source.dataset()
        var generator = TorchGenerator(seed: UInt64(configuration.seed))
        var order = NumPyRandomState(seed: configuration.seed)
        let trainer = try ContrastiveTrainer(
            ContrastiveNetwork(
                configuration.projector, length: data.length, channels: configuration.network.channels,
                outputs: configuration.network.outputs, generator: &generator),
            optimizer: Adam(learningRate: configuration.learningRate), temperature: configuration.temperature,
            length: data.length, batchSize: configuration.batchSize)
        let before = try layers(of: trainer, data)
        let views = SignalViews(data.train, configuration.views)
        let batches = data.train.count / configuration.batchSize
        var losses: [Double] = []
        for epoch in 0..<configuration.epochs {
            let permutation = order.permutation(data.train.count)
            var sum = 0.0
            for batch in 0..<batches {
                let chosen = permutation[batch * configuration.batchSize..<(batch + 1) * configuration.batchSize]
                let first = views(of: chosen, shifts: &order, &generator)
                let second = views(of: chosen, shifts: &order, &generator)
                sum += Double(try trainer.step(first, second))
            }
            losses.append(sum / Double(batches))
            context.report(fraction: 0.9 * Double(epoch + 1) / Double(configuration.epochs))
        }
        let after = try layers(of: trainer, data)
        try context.saveModel(trainer.stateDictionary.archive.npzBytes())
        return try outcome(configuration, data, losses: losses, before: before, after: after, threads: context.threads)
    }

    /// The signals and what each layer makes of them.
    private struct Layers {
        var train: [[Float]]
        var test: [[Float]]
    }

    private static func layers(of trainer: ContrastiveTrainer, _ data: Dataset) throws -> Layers {
        Layers(
            train: [data.train.features] + (try trainer.layers(data.train)),
            test: [data.test.features] + (try trainer.layers(data.test)))
    }

    private static func outcome(
        _ configuration: Configuration, _ data: Dataset, losses: [Double], before: Layers, after: Layers, threads: Int
    ) throws -> Outcome {
        func neighbors(_ layers: Layers, _ layer: Int, _ metric: NeighborClassifier.Metric) -> Double {
            NeighborClassifier(points: layers.train[layer], labels: data.train.labels, neighbors: configuration.voters, metric: metric)
                .accuracy(layers.test[layer], labels: data.test.labels, threads: threads)
        }
        func embedded(_ layers: Layers) throws -> [Float] {
            guard let tsne = configuration.embedding else { return [] }
            let z = layers.train.last!
            // What a training that diverged leaves is in no plane.
            guard z.allSatisfy(\.isFinite) else { return [Float](repeating: .nan, count: 2 * data.train.count) }
            let points = try Points(directions: z, dimensions: z.count / data.train.count)
            if let problem = tsne.problem(count: points.count) { throw problem }
            let near = NearestNeighbors(points, neighbors: tsne.neighbors(count: points.count), threads: threads)
            return try tsne.embed(points, near.ofCosines, threads: threads).coordinates
        }
        let probes = try after.train.map { try LinearProbe(features: $0, labels: data.train.labels, classCount: data.classCount) }
        let last = after.train.count - 1
        return Outcome(
            losses: losses, neighborsInInput: neighbors(before, 0, .euclidean), neighborsBefore: neighbors(before, last, .cosine),
            neighborsAfter: neighbors(after, last, .cosine),
            linear: zip(probes, after.test).map { $0.accuracy($1, labels: data.test.labels) },
            isConverged: probes.map(\.isConverged),
            labels: configuration.embedding == nil ? [] : data.train.labels.map(Int.init), embeddedBefore: try embedded(before),
            embeddedAfter: try embedded(after))
    }
}
