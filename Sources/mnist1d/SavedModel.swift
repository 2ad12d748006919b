import Artifact
import Datasets
import NeuralNetworks
import RandomGenerators
import Training

/// The options of what is asked of a trained model: the model, and the signals.
struct SavedModelOptions: ParsableArguments {
    @Option(help: "The model's file, .npz or .safetensors, as mnist1d train --save writes it.")
    var load: String

    @Option(
        help: "The signals, a .npz or .csv file as mnist1d generate writes it, or the authors' .pkl file. (default: the dataset of the paper)")
    var data: String?

    @Option(help: "Which of the signals: test, train or all. (default: test where the file has signals to test on, else all)")
    var part: Part?

    enum Part: String, CaseIterable, ExpressibleByArgument { case test, train, all }

    /// What is read, for the outputs to be other files.
    var inputs: [(name: String, path: String)] { [("--load", load)] + (data.map { [("--data", $0)] } ?? []) }

    /// The model, and its loss where that matters.
    func model(loss: Loss = .negativeLogLikelihood) throws -> SavedModel { try SavedModel(load, loss: loss) }

    /// The chosen signals, ordered as the model reads them.
    func signals(for model: SavedModel) throws -> Signals {
        let file = try data.map { try SignalFile(contentsOf: $0) } ?? SignalFile(MNIST1DDataset(MNIST1DConfiguration()).dataset)
        let source = data ?? "the dataset of the paper"
        guard file.length == model.architecture.length else {
            throw ArtifactError("\(source): has signals of \(file.length) points, \(load) was trained on \(model.architecture.length)")
        }
        let part = part ?? (file.test.count > 0 ? .test : .all)
        let parts = part == .test ? [file.test] : part == .train ? [file.train] : [file.train, file.test]
        let shown = parts.filter { $0.count > 0 }
        guard !shown.isEmpty else { throw ArtifactError("\(source): has no signals \(part == .all ? "" : "of the part \(part.rawValue)")") }
        let labels = shown.allSatisfy { $0.labels != nil } ? shown.flatMap { $0.labels! } : nil
        let features = shown.flatMap(\.features)
        let count = shown.reduce(0) { $0 + $1.count }
        let examples = Examples(features: features, labels: labels ?? [Int32](repeating: 0, count: count), length: file.length)
        return Signals(
            examples: model.architecture.arranged(examples), hasLabels: labels != nil, part: part.rawValue, source: source)
    }
}

/// Signals for a model.
struct Signals {
    let examples: Examples
    /// Whether the labels of `examples` are those of the file; all are 0 where it has none.
    let hasLabels: Bool
    let part: String
    /// The file, for errors.
    let source: String
}

/// A model from a file, ready to be used.
struct SavedModel {
    let architecture: Architecture
    let classifier: Classifier

    init(_ path: String, loss: Loss) throws {
        let file = try ModelFile(contentsOf: path)
        architecture = try Architecture(file.metadata, source: path)
        // Known before a model of that size is made.
        let weights = file.state.tensors.reduce(0) { $0 + $1.values.count }
        guard weights >= architecture.size + architecture.classes else {
            throw ArtifactError("\(path): has \(weights) numbers, too few for the architecture in its metadata")
        }
        var generator = TorchGenerator(seed: 0)
        do {
            classifier = try Classifier(
                architecture.model(&generator), state: file.state, loss: loss, length: architecture.length,
                classCount: architecture.classes)
        } catch let error as ModelError {
            throw ArtifactError("\(path), \(error)")
        }
    }
}
