import Artifact
import Datasets
import ManifoldLearning

/// Figure 10: MNIST and MNIST-1D in the plane, by t-SNE.
struct TSNEStudy: Experiment {
    static let name = "tsne"

    @OptionGroup var options: ExperimentOptions

    @Option(
        help:
            "The data: subset (MNIST-1D, and the images of MNIST that come with the package) or full (all images of the folder MNIST_DIR, and nothing else)."
    )
    var data = EmbeddedData.subset

    enum EmbeddedData: String, CaseIterable, ExpressibleByArgument { case subset, full }

    var edition: String? { data == .full ? "full-mnist" : nil }
    var editionOptions: [String] { ["--data", data.rawValue] }
    private var fullMNIST: Bool { data == .full }

    enum Source: String, Codable {
        case subset = "mnist-subset"
        case signals = "mnist-1d"
        case folder = "mnist"
    }

    struct Configuration: Codable, Sendable {
        var source: Source
        /// How MNIST-1D is made.
        var signals: MNIST1DConfiguration?
        /// SHA-256 of the unpacked files of MNIST, by name.
        var images: [String: String]?
        /// The first so many are taken.
        var points: Int
        var embedding = TSNE()
        /// How many neighbours of a point say what its class is.
        var voters = 10
    }

    struct Outcome: Codable, Sendable {
        /// Examples that the data has, of which the first ones are embedded: training and test.
        var trainCount: Int
        var testCount: Int
        var dimensions: Int
        var labels: [Int]
        /// Row by row.  // (points, 2)
        var coordinates: [Float]
        /// Exact, over the pairs of the 3 x perplexity nearest neighbours.
        var divergence: Double
        /// Points with the class of most of their neighbours, in input space and in the plane.
        var correctInInput: Int
        var correctInPlane: Int
        /// Of all neighbours in the plane of the points of a class, those that have it too, by class.
        var sameInPlane: [Int]
    }

    // MARK: Runs

    func configurations() throws -> [Configuration] {
        let isQuick = options.scale == .quick
        var signals = MNIST1DConfiguration()
        if isQuick { signals.samples = 500 }
        let images = try images()
        let hashes = images.files.mapValues { sha256($0) }
        let all = images.trainLabels.elements.count + images.testLabels.elements.count
        let points = isQuick ? min(500, all) : all
        return options.seeds(default: isQuick ? [42, 43] : [42, 43, 44, 45, 46]).flatMap { seed in
            var tsne = TSNE()
            tsne.seed = UInt32(seed)
            if isQuick { tsne.iterations = 300 }
            signals.seed = UInt32(seed)
            let digits = Configuration(
                source: fullMNIST ? .folder : .subset, images: hashes, points: points, embedding: tsne)
            guard !fullMNIST else { return [digits] }
            return [digits, Configuration(source: .signals, signals: signals, points: signals.count, embedding: tsne)]
        }
    }

    private func images() throws -> MNISTImages {
        guard fullMNIST else { return try MNISTImages.subset(package: options.package) }
        guard let images = try MNISTImages.named() else {
            throw ArtifactError(
                "--data full: MNIST_DIR is not set; make mnist downloads the files, then MNIST_DIR=Data/mnist")
        }
        return images
    }

    static func label(of configuration: Configuration) -> String {
        "\(configuration.source.rawValue)-seed\(configuration.embedding.seed)"
    }

    static func problem(with configuration: Configuration) -> String? {
        if let signals = configuration.signals {
            if let problem = SignalSource(signals, file: nil).problem { return problem }
            if signals.count < configuration.points {
                return "\(configuration.points) points are asked for, and there are \(signals.count) signals: set points as well"
            }
        }
        if configuration.voters >= configuration.points {
            return "\(configuration.voters) neighbours are looked for among \(configuration.points) points"
        }
        if let problem = configuration.embedding.problem(count: configuration.points) { return "\(problem)" }
        let known = configuration.embedding.neighbors(count: configuration.points)
        return configuration.voters <= known
            ? nil : "\(configuration.voters) neighbours vote, and t-SNE looks for \(known), 3 x perplexity: set voters or embedding.perplexity"
    }

    static func weight(of configuration: Configuration) -> Double {
        Double(configuration.points) * Double(configuration.points)
    }

    func dataHashes() throws -> [String: String] {
        let signals = try DataHash.float32(of: plannedConfigurations().compactMap(\.signals), name: \.trainingSignals) {
            try MNIST1DDataset($0).dataset.train.features
        }
        return signals.merging(try images().files.mapValues { sha256($0) }) { $1 }
    }

    static func run(_ configuration: Configuration, context: RunContext) throws -> Outcome {
        let data = try data(of: configuration, package: context.package)
        let examples = Examples(
            features: data.train.features + data.test.features, labels: data.train.labels + data.test.labels,
            length: data.length
        ).subset(0..<configuration.points)
        let points = try Points(floats: examples.features, dimensions: examples.length)
        let tsne = configuration.embedding
        if let problem = tsne.problem(count: points.count) { throw problem }
        let near = NearestNeighbors(points, neighbors: tsne.neighbors(count: points.count), threads: context.threads)
        let embedding = try tsne.embed(points, near, threads: context.threads, report: context.report(fraction:))
        let nearInPlane = NearestNeighbors(
            try Points(floats: embedding.coordinates, dimensions: 2), neighbors: configuration.voters,
            threads: context.threads)
        return Outcome(
            trainCount: data.train.count, testCount: data.test.count, dimensions: points.dimensions,
            labels: examples.labels.map(Int.init), coordinates: embedding.coordinates,
            divergence: embedding.divergence,
            correctInInput: near.correctlyClassified(labels: examples.labels, neighbors: configuration.voters),
            correctInPlane: nearInPlane.correctlyClassified(labels: examples.labels, neighbors: configuration.voters),
            sameInPlane: sameClass(nearInPlane, examples.labels))
    }

    private static func sameClass(_ near: NearestNeighbors, _ labels: [Int32]) -> [Int] {
        var counts = [Int](repeating: 0, count: 10)
        for (point, label) in labels.enumerated() {
            counts[Int(label)] += near.indices[point * near.neighbors..<(point + 1) * near.neighbors].count { labels[Int($0)] == label }
        }
        return counts
    }

    private static func data(of configuration: Configuration, package: String) throws -> Dataset {
        if let signals = configuration.signals { return try MNIST1DDataset(signals).dataset }
        let images =
            configuration.source == .subset ? try MNISTImages.subset(package: package) : try MNISTImages.named()
        guard let images, images.files.mapValues({ sha256($0) }) == configuration.images else {
            throw ArtifactError("The images of MNIST have changed since the program started")
        }
        return images.dataset
    }
}
