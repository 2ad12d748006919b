/// The bytes of `.npy` files: magic, version, length of the header, header, elements.
///
/// Source: NumPy's documentation, `numpy.lib.format`. Elements are copied as they are in memory: this
/// is for little-endian machines. Arrays of big-endian numbers are read, too, and ``NumberType`` says what becomes of other types.
extension NPYArray {
    private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

    /// Reads the bytes of a `.npy` file. `source` names them in errors.
    ///
    /// The header is believed only as far as bytes are there, so a damaged one cannot make this
    /// reserve memory.
    public init(npy bytes: [UInt8], source: String) throws(DatasetError) {
        try self.init(npy: bytes[...], source: source)
    }

    /// As above, from bytes in the midst of others.
    init(npy bytes: ArraySlice<UInt8>, source: String) throws(DatasetError) {
        /// Offsets are counted from the array's first byte.
        func error(_ offset: Int, _ expectation: String) -> DatasetError {
            DatasetError("\(source), byte \(offset - bytes.startIndex): \(expectation)")
        }
        let first = bytes.startIndex
        guard bytes.starts(with: Self.magic) else {
            throw error(first, "expected a .npy file, which starts with the bytes 93 4E 55 4D 50 59")
        }
        guard bytes.count >= 10 else { throw error(bytes.endIndex, "expected a header, the file ends here") }
        let version = bytes[first + 6]
        guard (1...3).contains(version), bytes[first + 7] == 0 else {
            throw error(first + 6, "expected version 1.0, 2.0 or 3.0, found \(version).\(bytes[first + 7])")
        }
        let start = first + (version == 1 ? 10 : 12)
        guard start <= bytes.endIndex else {
            throw error(bytes.endIndex, "expected the length of the header, the file ends here")
        }
        let length = bytes[(first + 8)..<start].reversed().reduce(0) { $0 << 8 | Int($1) }
        guard length <= bytes.endIndex - start else {
            throw error(first + 8, "expected a header of \(length) bytes, \(bytes.endIndex - start) are left")
        }
        let header = try NPYHeader(parsing: bytes[start..<(start + length)], error: error)

        guard let type = NumberType(numPy: header.typeName) else {
            throw error(start, "expected elements of NumPy's types \(NumberType.numPyNames), found \(header.typeName); convert with astype")
        }
        guard let size = type.byteCount(shape: header.shape) else {
            throw error(start, "expected a shape that fits into memory, found \(header.shape)")
        }
        let data = bytes[(start + length)...]
        guard data.count == size else {
            throw error(
                start + length,
                "expected \(size) bytes for the shape \(header.shape), found \(data.count)")
        }
        if let flaw = type.flaw(in: data) { throw error(flaw.index, flaw.expectation) }
        self.init(data, type, shape: header.shape, isFortranOrder: header.isFortranOrder)
    }

    /// The bytes of a `.npy` file of version 1.0, padded as NumPy does to start the elements at a
    /// multiple of 64 bytes.
    public func npyBytes() -> [UInt8] {
        var header = Array(NPYHeader(typeName: elements.typeName, shape: shape).text.utf8)
        let unpadded = 10 + header.count + 1
        header += repeatElement(UInt8(ascii: " "), count: (unpadded + 63) / 64 * 64 - unpadded)
        header.append(UInt8(ascii: "\n"))
        precondition(header.count <= UInt16.max, "too many dimensions for a .npy header")
        var bytes = Self.magic + [1, 0, UInt8(header.count & 0xFF), UInt8(header.count >> 8)] + header
        bytes += elements.bytes
        return bytes
    }
}

extension NPYArray.Elements {
    /// The elements as they are in memory, one after the other; a boolean is a byte, 0 or 1. Of all NaNs one is written, whose sign is
    /// positive: what sign a computed NaN has depends on the processor.
    var bytes: [UInt8] {
        switch self {
        case .float32(let values): values.map { $0.isNaN ? .nan : $0 }.withUnsafeBytes { Array($0) }
        case .float64(let values): values.map { $0.isNaN ? .nan : $0 }.withUnsafeBytes { Array($0) }
        case .int32(let values): values.withUnsafeBytes { Array($0) }
        case .int64(let values): values.withUnsafeBytes { Array($0) }
        case .uint8(let values): values
        case .bool(let values): values.map { $0 ? 1 : 0 }
        }
    }
}
