import Datasets
import Foundation
import NeuralNetworks

/// A file `.npz` or `.safetensors` with the tensors of a model, by PyTorch's names and in PyTorch's shapes, and with a few words
/// that say which model it is.
///
/// A `.safetensors` file has a place for the words; in a `.npz` file they are the array `__metadata__`, a JSON object in bytes.
public struct ModelFile: Hashable, Sendable {
    public let state: StateDictionary
    /// Such as `architecture`: `cnn`.
    public let metadata: [String: String]

    public init(_ state: StateDictionary, metadata: [String: String]) {
        self.state = state
        self.metadata = metadata
    }

    /// The endings of files' names.
    public static let endings = [".npz", ".safetensors"]
    /// The array of a `.npz` file that holds the metadata.
    public static let metadataName = "__metadata__"

    static func isSafetensors(_ path: String) -> Bool { path.lowercased().hasSuffix(".safetensors") }

    /// Reads a file whose name says what it is.
    ///
    /// - Throws: ``DatasetError`` that names the file, the array and what was expected there.
    public init(contentsOf path: String) throws(DatasetError) {
        if Self.isSafetensors(path) {
            try self.init(SafetensorsArchive(contentsOf: path), source: path)
        } else {
            try self.init(NPZArchive(contentsOf: path), source: path)
        }
    }

    /// The model in an archive. `source` names it in errors.
    public init(_ archive: SafetensorsArchive, source: String) throws(DatasetError) {
        try self.init(archive.entries, metadata: archive.metadata, source)
    }

    /// The model in an archive. `source` names it in errors.
    public init(_ archive: NPZArchive, source: String) throws(DatasetError) {
        var metadata: [String: String] = [:]
        if let array = archive[Self.metadataName] {
            guard case .uint8(let bytes) = array.elements,
                let pairs = try? JSONDecoder().decode([String: String].self, from: Data(bytes))
            else { throw DatasetError("\(source), \(Self.metadataName): expected the bytes of a JSON object of texts") }
            metadata = pairs
        }
        try self.init(archive.entries.filter { $0.name != Self.metadataName }, metadata: metadata, source)
    }

    private init(_ entries: [NPZArchive.Entry], metadata: [String: String], _ source: String) throws(DatasetError) {
        var tensors: [StateTensor] = []
        // PyTorch counts the batches of a normalization, which nothing reads, in integers.
        for entry in entries where !entry.name.hasSuffix(".num_batches_tracked") {
            guard let values = entry.array.floats else {
                throw DatasetError("\(source), \(entry.name): expected floating-point numbers, found \(entry.array.elements.typeName)")
            }
            if let wrong = values.first(where: { !$0.isFinite }) {
                throw DatasetError("\(source), \(entry.name): expected finite numbers, found \(wrong)")
            }
            tensors.append(StateTensor(name: entry.name, shape: entry.array.shape, values: values))
        }
        self.init(StateDictionary(tensors), metadata: metadata)
    }

    /// The bytes of a file, in the form that the path's ending asks for: `.safetensors`, otherwise `.npz`. All numbers are float32.
    ///
    /// The same model gives the same bytes.
    public func bytes(for path: String) throws(DatasetError) -> [UInt8] {
        let arrays = state.archive.entries
        if Self.isSafetensors(path) { return try SafetensorsArchive(arrays, metadata: metadata).bytes() }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts can always be encoded.
        let words = Array(try! encoder.encode(metadata))
        return try NPZArchive(arrays + [.init(Self.metadataName, NPYArray(shape: [words.count], elements: .uint8(words)))]).npzBytes()
    }
}
