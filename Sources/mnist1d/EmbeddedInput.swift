import Artifact
import AtomicFiles
import Datasets
import ManifoldLearning

/// The points that `mnist1d embed` puts into the plane, and their labels where the file has them.
struct EmbeddedInput {
    let points: Points
    let labels: [Int32]?

    /// Reads text where the name says so, otherwise what the first bytes say.
    init(_ path: String) throws {
        let bytes: [UInt8]
        do { bytes = try AtomicFile.read(path) } catch { throw ArtifactError("cannot read \(path): \(error.reason)") }
        let (values, dimensions, labels) = try Self.read(bytes, path)
        do {
            points = try Points(values, dimensions: dimensions)
        } catch {
            throw ArtifactError("\(path): \(error)")
        }
        self.labels = labels
    }

    private static func read(_ bytes: [UInt8], _ path: String) throws -> (values: [Double], dimensions: Int, labels: [Int32]?) {
        if [".csv", ".txt", ".dat"].contains(where: path.lowercased().hasSuffix) {
            if TextMatrix.isOne(bytes) {
                let matrix = try TextMatrix(bytes, source: path)
                return (matrix.values, matrix.columns, nil)
            }
            let table = try SignalTable(csv: bytes, source: path)
            return (table.features.map { Double($0) }, table.length, table.labels)
        }
        if bytes.starts(with: "PK".utf8) || bytes.starts(with: [0x80]) {
            let file = try SignalFile(NPZArchive(signals: bytes, source: path), source: path)
            let parts = [file.train, file.test].filter { $0.count > 0 }
            let labels = parts.allSatisfy { $0.labels != nil } ? parts.flatMap { $0.labels! } : nil
            return (parts.flatMap(\.features).map { Double($0) }, file.length, labels)
        }
        if !bytes.starts(with: [0x93]), !bytes.isEmpty, let advice = FileKind.advice(bytes, path: path) {
            throw ArtifactError("\(path): \(advice)")
        }
        let array = try NPYArray(npy: bytes, source: path)
        guard array.shape.count == 2, array.shape[1] > 0 else {
            throw ArtifactError("\(path): expected a matrix of shape (points, dimensions), found shape \(array.shape)")
        }
        return (array.numbers, array.shape[1], nil)
    }

    /// The embedding, in the order of the file. `coordinates` are x and y in turn.
    func table(_ coordinates: [Float]) -> Table {
        var table = Table(columns: ["x", "y"] + (labels == nil ? [] : ["label"]))
        for point in 0..<points.count {
            table.append(["\(coordinates[2 * point])", "\(coordinates[2 * point + 1])"] + (labels.map { ["\($0[point])"] } ?? []))
        }
        return table
    }
}
