import Foundation

/// Named arrays and a few words about them in one `.safetensors` file.
///
/// The bytes of a file: the length of the header as a little-endian 64-bit number; the header, a JSON object that gives each
/// tensor's `dtype`, `shape` and `data_offsets` (begin and end within the data), and under `__metadata__` pairs of texts; then the
/// data, one tensor after the other without gaps, in C order. Source: the description of the format by its authors, Hugging Face.
public struct SafetensorsArchive: Sendable, Hashable {
    /// The arrays, in the order of the data.
    public let entries: [NPZArchive.Entry]
    public let metadata: [String: String]

    public init(_ entries: [NPZArchive.Entry], metadata: [String: String] = [:]) {
        self.entries = entries
        self.metadata = metadata
    }

    /// The key of the metadata, which is no name of a tensor.
    private static let metadataKey = "__metadata__"
    /// A header of many thousand tensors is smaller.
    private static let longestHeader = 1 << 24

    // MARK: Reading

    private struct Tensor: Decodable {
        let dtype: String
        let shape: [Int]
        let data_offsets: [Int]
    }

    /// A value of the header: a tensor, or the metadata.
    private enum Value: Decodable {
        case tensor(Tensor)
        case metadata([String: String])

        init(from decoder: any Decoder) throws {
            self =
                decoder.codingPath.last?.stringValue == SafetensorsArchive.metadataKey
                ? .metadata(try [String: String](from: decoder)) : .tensor(try Tensor(from: decoder))
        }
    }

    /// Reads a `.safetensors` file of the types F32, F64, I32, I64, U8 and BOOL. An error names the file, the byte or the tensor,
    /// and what was expected there.
    public init(contentsOf path: String) throws(DatasetError) {
        try self.init(safetensors: readFile(path), source: path)
    }

    /// Reads the bytes of a `.safetensors` file. `source` names them in errors.
    ///
    /// The header is believed only as far as bytes are there, so a damaged one cannot make this reserve memory.
    public init(safetensors bytes: [UInt8], source: String) throws(DatasetError) {
        func error(_ place: String, _ expectation: String) -> DatasetError { DatasetError("\(source), \(place): \(expectation)") }
        guard bytes.count > 8 else { throw error("byte 0", "expected a .safetensors file, which starts with the length of its header") }
        let length = bytes[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length <= min(bytes.count - 8, Self.longestHeader) else {
            throw error("byte 0", "expected a header of at most \(min(bytes.count - 8, Self.longestHeader)) bytes, found \(length)")
        }
        let start = 8 + Int(length)
        guard bytes[8] == UInt8(ascii: "{"),
            let header = try? JSONDecoder().decode([String: Value].self, from: Data(bytes[8..<start]))
        else {
            throw error("byte 8", "expected a JSON object with dtype, shape and data_offsets of each tensor")
        }
        var metadata: [String: String] = [:]
        var tensors: [(name: String, tensor: Tensor)] = []
        for (name, value) in header {
            switch value {
            case .metadata(let pairs): metadata = pairs
            case .tensor(let tensor):
                guard tensor.data_offsets.count == 2 else { throw error(SignalTable.shown(name), "expected two data_offsets") }
                tensors.append((name, tensor))
            }
        }
        tensors.sort {
            ($0.tensor.data_offsets[0], $0.tensor.data_offsets[1], $0.name) < (
                $1.tensor.data_offsets[0], $1.tensor.data_offsets[1], $1.name
            )
        }
        var end = 0
        var entries: [NPZArchive.Entry] = []
        for (name, tensor) in tensors {
            let (from, to) = (tensor.data_offsets[0], tensor.data_offsets[1])
            guard from == end, to >= from, to <= bytes.count - start else {
                throw error(
                    SignalTable.shown(name), "expected data from byte \(end) to at most \(bytes.count - start), found \(from) to \(to)")
            }
            guard let array = Self.array(tensor, bytes[(start + from)..<(start + to)]) else {
                throw error(
                    SignalTable.shown(name),
                    "expected \(to - from) bytes of type F32, F64, I32, I64, U8 or BOOL in a shape of as many, "
                        + "found \(SignalTable.shown(tensor.dtype)) of shape \(Self.shown(tensor.shape))")
            }
            entries.append(.init(name, array))
            end = to
        }
        guard end == bytes.count - start else {
            throw error("byte \(start + end)", "expected the end of the file, \(bytes.count - start - end) bytes are left")
        }
        self.init(entries, metadata: metadata)
    }

    private static func shown(_ shape: [Int]) -> String { shape.count > 8 ? "\(shape.count) dimensions" : "\(shape)" }

    /// The array of a tensor; nil where its bytes are not those of its type and shape.
    private static func array(_ tensor: Tensor, _ data: ArraySlice<UInt8>) -> NPYArray? {
        var count = 1
        for size in tensor.shape {
            let product = count.multipliedReportingOverflow(by: size)
            guard size >= 0, !product.overflow else { return nil }
            count = product.partialValue
        }
        func values<Element>(_ type: Element.Type) -> [Element]? {
            let size = count.multipliedReportingOverflow(by: MemoryLayout<Element>.stride)
            guard !size.overflow, size.partialValue == data.count else { return nil }
            return [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
                data.withUnsafeBytes { UnsafeMutableRawBufferPointer(buffer).copyMemory(from: $0) }
                initialized = count
            }
        }
        let elements: NPYArray.Elements? =
            switch tensor.dtype {
            case "F32": values(Float.self).map { .float32($0) }
            case "F64": values(Double.self).map { .float64($0) }
            case "I32": values(Int32.self).map { .int32($0) }
            case "I64": values(Int64.self).map { .int64($0) }
            case "U8": values(UInt8.self).map { .uint8($0) }
            case "BOOL": values(UInt8.self).flatMap { $0.allSatisfy { $0 <= 1 } ? .bool($0.map { $0 == 1 }) : nil }
            default: nil
            }
        return elements.map { NPYArray(shape: tensor.shape, elements: $0) }
    }

    // MARK: Writing

    /// The bytes of a `.safetensors` file; the same archive gives the same bytes.
    ///
    /// Precondition: names are different ones, and none is `__metadata__`.
    public func bytes() throws(DatasetError) -> [UInt8] {
        var members: [String] = []
        if !metadata.isEmpty {
            let pairs = metadata.sorted { $0.key < $1.key }.map { "\(Self.quoted($0.key)):\(Self.quoted($0.value))" }
            members.append("\"\(Self.metadataKey)\":{\(pairs.joined(separator: ","))}")
        }
        var data: [UInt8] = []
        for entry in entries {
            precondition(entry.name != Self.metadataKey, "a tensor has the name \(entry.name)")
            let begin = data.count
            data += entry.array.elements.bytes
            let shape = entry.array.shape.map(String.init).joined(separator: ",")
            members.append(
                "\(Self.quoted(entry.name)):{\"dtype\":\"\(entry.array.elements.safetensorsName)\",\"shape\":[\(shape)],"
                    + "\"data_offsets\":[\(begin),\(data.count)]}")
        }
        var header = Array("{\(members.joined(separator: ","))}".utf8)
        // Data begin at a multiple of 8 bytes.
        header += repeatElement(UInt8(ascii: " "), count: (8 - header.count % 8) % 8)
        guard header.count <= Self.longestHeader else {
            throw DatasetError("\(entries.count) tensors make a header of \(header.count) bytes, expected at most \(Self.longestHeader)")
        }
        return (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) } + header + data
    }

    /// A text as JSON has it.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

extension NPYArray.Elements {
    /// The format's name of the type.
    fileprivate var safetensorsName: String {
        switch self {
        case .float32: "F32"
        case .float64: "F64"
        case .int32: "I32"
        case .int64: "I64"
        case .uint8: "U8"
        case .bool: "BOOL"
        }
    }
}
