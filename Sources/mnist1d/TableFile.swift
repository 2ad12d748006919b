import Artifact
import Datasets

/// A CSV table that somebody brings.
enum TableFile {
    /// Reads a table. A file of another kind, or with other separators than commas, is an error that says what it is and what converts it.
    static func read(_ path: String) throws -> Table {
        let bytes = try FileOutput.read(path)
        if !bytes.isEmpty, let advice = FileKind.advice(bytes, path: path) { throw ArtifactError("\(path): \(advice)") }
        if let advice = FileKind.advice(separatorsOf: bytes, path: path) { throw ArtifactError("\(path), \(advice)") }
        return try CSV.table(String(decoding: bytes, as: UTF8.self), source: path)
    }
}

/// Refuses a name that promises another kind of file than the CSV table that is written. Devices and pipes have any name.
///
/// - Parameter taken: Names of other files of the command; that one of these is given twice is another error.
func checkNameOfTable(_ option: String, _ path: String?, taken: [String?] = []) throws {
    let others = [".npz", ".npy", ".safetensors", ".json", ".pkl", ".parquet", ".xlsx", ".pdf", ".png", ".svg"]
    if let path, !taken.contains(path), others.contains(where: path.lowercased().hasSuffix) {
        throw ValidationError("\(option) \(path): is a CSV table; give a name that ends in .csv")
    }
}

/// Says a line on standard error that is no error.
func note(_ text: String) {
    Console.writeToStandardError("Note: \(text.split(whereSeparator: \.isNewline).joined(separator: " "))\n")
}
