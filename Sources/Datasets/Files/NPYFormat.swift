/// The bytes of `.npy` files: magic, version, length of the header, header, elements.
///
/// Source: NumPy's documentation, `numpy.lib.format`. Elements are copied as they are in memory: this
/// is for little-endian machines.
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

        guard let itemSize = Self.itemSize(header.typeName) else {
            throw error(
                start, "expected elements of type <f4, <f8, <i4, <i8, |u1 or |b1, found \(header.typeName)")
        }
        var size = itemSize
        // A size of 0 makes an empty array, however large the others are.
        for factor in header.shape.contains(0) ? [0] : header.shape {
            let product = size.multipliedReportingOverflow(by: factor)
            guard !product.overflow else {
                throw error(start, "expected a shape that fits into memory, found \(header.shape)")
            }
            size = product.partialValue
        }
        let data = bytes[(start + length)...]
        guard data.count == size else {
            throw error(
                start + length,
                "expected \(size) bytes for the shape \(header.shape), found \(data.count)")
        }
        if header.typeName == "|b1", let wrong = data.firstIndex(where: { $0 > 1 }) {
            throw error(wrong, "expected 0 or 1 for a boolean, found \(data[wrong])")
        }
        self.init(shape: header.shape, elements: Self.decode(data, header))
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

    private static func itemSize(_ typeName: String) -> Int? {
        switch typeName {
        case "<f8", "<i8": 8
        case "<f4", "<i4": 4
        case "|u1", "|b1": 1
        default: nil
        }
    }

    private static func decode(_ data: ArraySlice<UInt8>, _ header: NPYHeader) -> Elements {
        func values<Element>(_ type: Element.Type) -> [Element] {
            let count = data.count / MemoryLayout<Element>.stride
            let values = [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
                data.withUnsafeBytes { UnsafeMutableRawBufferPointer(buffer).copyMemory(from: $0) }
                initialized = count
            }
            return header.isFortranOrder ? inCOrder(values, header.shape) : values
        }
        return switch header.typeName {
        case "<f8": .float64(values(Double.self))
        case "<f4": .float32(values(Float.self))
        case "<i8": .int64(values(Int64.self))
        case "<i4": .int32(values(Int32.self))
        case "|u1": .uint8(values(UInt8.self))
        default: .bool(values(UInt8.self).map { $0 == 1 })
        }
    }

    /// Elements whose first index runs fastest, with the last running fastest instead.
    private static func inCOrder<Element>(_ values: [Element], _ shape: [Int]) -> [Element] {
        guard shape.count > 1, !values.isEmpty else { return values }
        var strides = [1]
        for size in shape.dropLast() { strides.append(strides.last! * size) }
        var index = [Int](repeating: 0, count: shape.count)
        var offset = 0
        var result: [Element] = []
        result.reserveCapacity(values.count)
        for _ in values.indices {
            result.append(values[offset])
            var dimension = shape.count - 1
            while dimension >= 0 {
                index[dimension] += 1
                offset += strides[dimension]
                if index[dimension] < shape[dimension] { break }
                offset -= index[dimension] * strides[dimension]
                index[dimension] = 0
                dimension -= 1
            }
        }
        return result
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
