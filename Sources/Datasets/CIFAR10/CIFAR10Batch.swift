/// One file of CIFAR-10 in its binary form: images of 32 x 32 points in three colours, with labels 0 to 9.
///
/// The bytes of an image: its label, then 1024 of red, 1024 of green, 1024 of blue, each row by row. Source: Krizhevsky, The
/// CIFAR-10 dataset, section "Binary version".
public struct CIFAR10Batch: Sendable, Hashable {
    /// Points along one side of an image.
    public static let side = 32
    /// Colours of a point.
    public static let channels = 3
    /// Bytes of an image without its label.
    static let imageBytes = channels * side * side

    /// The class of each image.  // (N)
    public let labels: [UInt8]
    /// The images, one after the other.  // (N, 3, 32, 32)
    public let pixels: [UInt8]

    /// Reads a file of at most 256 MiB. An error names it, the byte and what was expected there.
    public init(contentsOf path: String) throws(DatasetError) {
        try self.init(binary: readFile(path, limit: 1 << 28), source: path)
    }

    /// Reads the bytes of a file. `source` names them in errors.
    public init(binary bytes: [UInt8], source: String) throws(DatasetError) {
        let record = 1 + Self.imageBytes
        guard !bytes.isEmpty, bytes.count % record == 0 else {
            throw DatasetError(
                "\(source): expected images of \(record) bytes each (a label and \(Self.imageBytes) points), found \(bytes.count) bytes in all"
            )
        }
        let starts = (0..<bytes.count / record).map { $0 * record }
        if let wrong = starts.first(where: { bytes[$0] > 9 }) {
            throw DatasetError("\(source), byte \(wrong): expected a label from 0 to 9, found \(bytes[wrong])")
        }
        labels = starts.map { bytes[$0] }
        var pixels: [UInt8] = []
        pixels.reserveCapacity(starts.count * Self.imageBytes)
        for start in starts { pixels += bytes[start + 1..<start + record] }
        self.pixels = pixels
    }

    /// The file's bytes.
    public var bytes: [UInt8] {
        labels.indices.flatMap { [labels[$0]] + pixels[$0 * Self.imageBytes..<($0 + 1) * Self.imageBytes] }
    }
}
