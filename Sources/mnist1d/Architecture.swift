import Artifact
import Datasets
import NeuralNetworks
import RandomGenerators
import Training

/// Which network, and of what sizes: what a model's file says beside the parameters.
struct Architecture: Equatable {
    let name: SignalArchitecture
    let sizes: SignalArchitecture.Sizes
    /// The points of a signal.
    let length: Int
    let classes: Int
    /// The seed of the permutation by which the points of all signals are put into another order first.
    let shuffledPositions: UInt32?

    /// A network with PyTorch's initial weights.
    func model(_ generator: inout TorchGenerator) -> any Model { name(sizes, length: length, classes: classes, generator: &generator) }

    /// Why there is no such network; nil where there is one.
    var problem: String? { name.problem(sizes, length: length) }

    /// The points of all signals in the order in which the model reads them.
    func arranged(_ examples: Examples) -> Examples {
        guard let seed = shuffledPositions else { return examples }
        var generator = NumPyRandomState(seed: seed)
        return examples.permutingPositions(generator.permutation(length))
    }

    init(_ name: SignalArchitecture, _ sizes: SignalArchitecture.Sizes, length: Int, classes: Int, shuffledPositions: UInt32? = nil) {
        (self.name, self.sizes) = (name, name.sizes(sizes))
        (self.length, self.classes, self.shuffledPositions) = (length, classes, shuffledPositions)
    }

    // MARK: In a file

    /// `format` says whose names and shapes the tensors have, as in files of others.
    var metadata: [String: String] {
        var words = ["format": "pt", "architecture": name.rawValue, "length": "\(length)", "classes": "\(classes)"]
        for field in SizeField.all { words[field.key] = field.text(sizes) }
        if let shuffledPositions { words["shuffle_positions"] = "\(shuffledPositions)" }
        return words
    }

    /// - Parameter source: The file, for errors.
    init(_ metadata: [String: String], source: String) throws {
        func failure(_ expectation: String, _ key: String) -> ArtifactError {
            ArtifactError("\(source): expected \(expectation) as \(key) in its metadata, found \(metadata[key] ?? "none")")
        }
        func number(_ key: String, _ range: ClosedRange<Int>) throws -> Int {
            guard let text = metadata[key], let number = Int(text), range.contains(number) else {
                throw failure("a number from \(range.lowerBound) to \(range.upperBound)", key)
            }
            return number
        }
        guard let name = metadata["architecture"].flatMap(SignalArchitecture.init) else {
            let names = SignalArchitecture.allCases.map(\.rawValue).joined(separator: ", ")
            throw ArtifactError(
                "\(source): expected one of \(names) as architecture in its metadata, found \(metadata["architecture"] ?? "none"); mnist1d train --save writes it, and --model says it of a file without"
            )
        }
        let usual = name.usualSizes
        var sizes = SignalArchitecture.Sizes()
        for field in SizeField.all where field.text(usual) != nil {
            // Files of before had the first sizes alone.
            guard let text = metadata[field.key] else {
                if field.isOptional { continue }
                throw failure(field.expectation, field.key)
            }
            guard field.set(&sizes, text) else { throw failure(field.expectation, field.key) }
        }
        self.init(
            name, sizes, length: try number("length", 1...1_000_000), classes: try number("classes", 2...10_000),
            shuffledPositions: try metadata["shuffle_positions"].map { _ in UInt32(try number("shuffle_positions", 0...Int(UInt32.max))) })
        if let problem { throw ArtifactError("\(source): \(problem)") }
    }
}
