import Artifact
import Datasets
import NeuralNetworks
import RandomGenerators
import Training

/// The options of what is asked of a trained model: the model, and the signals.
struct SavedModelOptions: ParsableArguments {
    @Option(help: "The model's file, .npz or .safetensors, as mnist1d train --save or PyTorch writes it.")
    var load: String

    @Option(help: "The model in a file that does not say it, such as PyTorch's.")
    var model: SignalArchitecture?

    @OptionGroup(title: "Sizes of the model, with --model") var sizes: SizeOptions

    @Option(
        help:
            "The signals, a .npz or .csv file as mnist1d generate writes it, or the authors' .pkl file. (default: the dataset of the paper)"
    )
    var data: String?

    @Option(help: "Which of the signals: test, train or all. (default: test where the file has signals to test on, else all)")
    var part: Part?

    enum Part: String, CaseIterable, ExpressibleByArgument { case test, train, all }

    /// What is read, for the outputs to be other files.
    var inputs: [(name: String, path: String)] { [("--load", load)] + (data.map { [("--data", $0)] } ?? []) }

    func validate() throws {
        if let model {
            _ = try sizes.sizes(of: model)
        } else {
            guard sizes.isEmpty else { throw ValidationError("the size of a model needs --model beside it") }
        }
    }

    /// The model, and the chosen signals, ordered as the model reads them.
    ///
    /// - Parameter loss: What is evaluated.
    func read(loss: Loss = .negativeLogLikelihood) throws -> (model: SavedModel, signals: Signals) {
        let file = try ModelFile(contentsOf: load)
        // What the file says is known to be wrong before the signals are read.
        let known = model == nil ? try Architecture(file.metadata, source: load) : nil
        let signals = try data.map { try SignalFile(contentsOf: $0) } ?? SignalFile(MNIST1DDataset(MNIST1DConfiguration()).dataset)
        let architecture = try known ?? named(file, length: signals.length)
        let saved = try SavedModel(file, architecture, source: load, loss: loss)
        return (saved, try chosen(signals, architecture))
    }

    /// The architecture of the options. As many classes as the last parameter has numbers.
    private func named(_ file: ModelFile, length: Int) throws -> Architecture {
        let (name, sizes) = (model!, try sizes.sizes(of: model!))
        if let problem = name.problem(sizes, length: length) { throw ArtifactError("--model \(name.rawValue): \(problem)") }
        // The name of the last bias depends on the number of layers alone.
        var (generator, small) = (TorchGenerator(seed: 0), sizes)
        (small.hidden, small.channels) = (sizes.hidden.map { _ in 1 }, sizes.channels.map { _ in sizes.heads ?? 1 })
        let last = name(small, length: max(length, 16), classes: 2, generator: &generator).parameters.last!.name
        guard let bias = file.state[last], bias.shape.count == 1, (2...10_000).contains(bias.shape[0]) else {
            throw ArtifactError("\(load): has no tensor \(last) with a number for each class, which --model \(name.rawValue) has")
        }
        let own = Architecture(name, sizes, length: length, classes: bias.shape[0])
        guard file.metadata["architecture"] == nil else {
            let known = try Architecture(file.metadata, source: load)
            guard known.name == name, known.sizes == own.sizes else {
                throw ArtifactError("--model \(name.rawValue): \(load) says itself what it is, a \(known.name.rawValue); leave out --model")
            }
            return known
        }
        return own
    }

    private func chosen(_ file: SignalFile, _ architecture: Architecture) throws -> Signals {
        let source = data ?? "the dataset of the paper"
        guard file.length == architecture.length else {
            throw ArtifactError("\(source): has signals of \(file.length) points, \(load) was trained on \(architecture.length)")
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
            examples: architecture.arranged(examples), hasLabels: labels != nil, part: part.rawValue, source: source)
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

    /// - Parameter source: The file, for errors.
    init(_ file: ModelFile, _ architecture: Architecture, source path: String, loss: Loss) throws {
        self.architecture = architecture
        // Known before a model of that size is made.
        let weights = file.state.tensors.reduce(0) { $0 + $1.values.count }
        guard weights >= architecture.name.leastParameterCount(architecture.sizes) + architecture.classes else {
            throw ArtifactError("\(path): has \(weights) numbers, too few for a \(architecture.name.rawValue) of these sizes")
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
