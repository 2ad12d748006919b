/// An array of unsigned bytes as the IDX format of the MNIST files holds it, last index fastest.
///
/// The bytes of a file: 0, 0, 8 (the type: unsigned byte), the number of dimensions, each size as a
/// big-endian 32-bit number, then the elements. Source: the page of the MNIST database.
public struct IDXArray: Sendable, Hashable {
    public let shape: [Int]
    public let elements: [UInt8]

    /// Reads an IDX file, plain or packed with gzip, of at most 256 MiB. An error names the file, the byte and what was
    /// expected there; in a packed file, bytes are counted as if it were unpacked.
    public init(contentsOf path: String) throws(DatasetError) {
        let bytes = try readFile(path, limit: Self.limit)
        guard bytes.starts(with: [0x1F, 0x8B]) else {
            try self.init(idx: bytes, source: path)
            return
        }
        guard let content = unpacked(bytes[...], .gzip, limit: Self.limit) else {
            throw DatasetError(
                "\(path): expected gzip data of at most 256 MiB, it is damaged, cut off or larger")
        }
        try self.init(idx: content, source: path)
    }

    /// Reads the bytes of a plain IDX file. `source` names them in errors.
    ///
    /// The header is believed only as far as bytes are there, so a damaged one cannot make this
    /// reserve memory.
    public init(idx bytes: [UInt8], source: String) throws(DatasetError) {
        func error(_ offset: Int, _ expectation: String) -> DatasetError {
            DatasetError("\(source), byte \(offset): \(expectation)")
        }
        guard bytes.count >= 4, bytes.starts(with: [0, 0]) else {
            throw error(0, "expected an IDX file, which starts with the bytes 00 00, a type and the number of dimensions")
        }
        guard bytes[2] == 8 else {
            throw error(2, "expected elements of type 8, unsigned bytes, found type \(bytes[2])")
        }
        let dimensions = Int(bytes[3])
        guard dimensions > 0 else { throw error(3, "expected at least one dimension, found 0") }
        let start = 4 + 4 * dimensions
        guard bytes.count >= start else {
            throw error(bytes.count, "expected the sizes of \(dimensions) dimensions, the file ends here")
        }
        let shape = stride(from: 4, to: start, by: 4).map { offset in
            bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
        }
        var count = 1
        // A size of 0 makes an empty array, however large the others are.
        for size in shape.contains(0) ? [0] : shape {
            let product = count.multipliedReportingOverflow(by: size)
            guard !product.overflow else {
                throw error(4, "expected a shape that fits into memory, found \(shape)")
            }
            count = product.partialValue
        }
        guard bytes.count - start == count else {
            throw error(start, "expected \(count) bytes for the shape \(shape), found \(bytes.count - start)")
        }
        self.shape = shape
        elements = Array(bytes[start...])
    }

    /// The bytes of the plain file.
    public var bytes: [UInt8] {
        [0, 0, 8, UInt8(shape.count)]
            + shape.flatMap { size in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: size >> $0) } } + elements
    }

    /// The bytes of a file and of what it unpacks to: five times the largest of the MNIST files.
    private static let limit = 1 << 28
}
