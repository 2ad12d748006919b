import Artifact
import Datasets
import NeuralNetworks
import RandomGenerators
import Training

/// Which of the paper's models, and of what sizes: what a model's file says beside the parameters.
struct Architecture: Equatable {
    let name: SignalClassifier
    /// The points of a signal.
    let length: Int
    let classes: Int
    /// Hidden units or channels; 0 for a model without.
    let size: Int
    /// The seed of the permutation by which the points of all signals are put into another order first.
    let shuffledPositions: UInt32?

    /// The shortest signal that the convolutions take.
    static let shortest = 3

    /// A model with PyTorch's initial weights.
    func model(_ generator: inout TorchGenerator) -> any Model {
        var sizes = SignalClassifier.Sizes()
        if let (_, _, path) = name.size { sizes[keyPath: path] = size }
        return name(sizes, length: length, classes: classes, generator: &generator)
    }

    /// The points of all signals in the order in which the model reads them.
    func arranged(_ examples: Examples) -> Examples {
        guard let seed = shuffledPositions else { return examples }
        var generator = NumPyRandomState(seed: seed)
        return examples.permutingPositions(generator.permutation(length))
    }

    // MARK: In a file

    /// `format` says whose names and shapes the tensors have, as in files of others.
    var metadata: [String: String] {
        var words = ["format": "pt", "architecture": name.rawValue, "length": "\(length)", "classes": "\(classes)"]
        if let (_, key, _) = name.size { words[key] = "\(size)" }
        if let shuffledPositions { words["shuffle_positions"] = "\(shuffledPositions)" }
        return words
    }

    /// - Parameter source: The file, for errors.
    init(_ metadata: [String: String], source: String) throws {
        func number(_ key: String, _ range: ClosedRange<Int>) throws -> Int {
            guard let text = metadata[key], let number = Int(text), range.contains(number) else {
                throw ArtifactError(
                    "\(source): expected a number from \(range.lowerBound) to \(range.upperBound) as \(key) in its metadata, found \(metadata[key] ?? "none")"
                )
            }
            return number
        }
        guard let name = metadata["architecture"].flatMap(SignalClassifier.init) else {
            let names = SignalClassifier.allCases.map(\.rawValue).joined(separator: ", ")
            throw ArtifactError(
                "\(source): expected one of \(names) as architecture in its metadata, found \(metadata["architecture"] ?? "none"); mnist1d train --save writes it"
            )
        }
        self.name = name
        length = try number("length", (name == .cnn ? Self.shortest : 1)...1_000_000)
        classes = try number("classes", 2...10_000)
        size = try name.size.map { try number($0.key, 1...10_000) } ?? 0
        shuffledPositions = try metadata["shuffle_positions"].map { _ in UInt32(try number("shuffle_positions", 0...Int(UInt32.max))) }
    }

    init(_ name: SignalClassifier, length: Int, classes: Int, size: Int, shuffledPositions: UInt32?) {
        (self.name, self.length, self.classes) = (name, length, classes)
        (self.size, self.shuffledPositions) = (size, shuffledPositions)
    }
}

extension SignalClassifier: ExpressibleByArgument {
    /// What says how large the model is: the option, the key in a model's file, and the place among its sizes; nil for a model
    /// without a choice.
    var size: (option: String, key: String, path: WritableKeyPath<Sizes, Int>)? {
        switch self {
        case .logistic: nil
        case .mlp: ("--hidden-size", "hidden_size", \.hidden)
        case .cnn: ("--channels", "channels", \.channels)
        case .gru: ("--hidden-size", "hidden_size", \.state)
        }
    }

    /// The paper's; 0 for a model without a choice.
    var defaultSize: Int { size.map { Sizes()[keyPath: $0.path] } ?? 0 }
}
