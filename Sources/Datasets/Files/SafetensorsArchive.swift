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

    /// What the header says of an array.
    private struct Tensor {
        let name: String
        let typeName: String
        let shape: [Int]
        let begin: Int
        let end: Int
    }

    /// Reads a `.safetensors` file of floating-point numbers, whole numbers and booleans; ``NPYArray/Elements`` says what they become. An
    /// error names the file, the byte or the tensor, and what was expected there.
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
        let header: HeaderJSON
        do { header = try HeaderJSON(bytes[8..<start]) } catch {
            throw DatasetError("\(source), byte \(error.offset): \(error.expectation)")
        }
        guard case .object(let members) = header else {
            throw error("byte 8", "expected a JSON object with dtype, shape and data_offsets of each tensor")
        }
        var metadata: [String: String] = [:]
        var tensors: [Tensor] = []
        for member in members {
            if member.name == Self.metadataKey {
                metadata = try Self.texts(member.value, error)
            } else {
                tensors.append(try Self.tensor(member, error))
            }
        }
        tensors.sort { ($0.begin, $0.end, $0.name) < ($1.begin, $1.end, $1.name) }
        var end = 0
        var entries: [NPZArchive.Entry] = []
        for tensor in tensors {
            let (name, from, to) = (SignalTable.shown(tensor.name), tensor.begin, tensor.end)
            guard from == end, to >= from, to <= bytes.count - start else {
                throw error(name, "expected data from byte \(end) to at most \(bytes.count - start), found \(from) to \(to)")
            }
            guard let type = NumberType(safetensors: tensor.typeName), type.byteCount(shape: tensor.shape) == to - from else {
                throw error(
                    name,
                    "expected \(to - from) bytes of type F16 to F64, BF16, I8 to I64, U8 to U64 or BOOL in a shape of as many, "
                        + "found \(SignalTable.shown(tensor.typeName)) of shape \(Self.shown(tensor.shape))")
            }
            let data = bytes[(start + from)..<(start + to)]
            if let flaw = type.flaw(in: data) { throw error("\(name), byte \(flaw.index)", flaw.expectation) }
            entries.append(.init(tensor.name, NPYArray(data, type, shape: tensor.shape, isFortranOrder: false)))
            end = to
        }
        guard end == bytes.count - start else {
            throw error("byte \(start + end)", "expected the end of the file, \(bytes.count - start - end) bytes are left")
        }
        self.init(entries, metadata: metadata)
    }

    private static func shown(_ shape: [Int]) -> String { shape.count > 8 ? "\(shape.count) dimensions" : "\(shape)" }

    /// The words about the tensors: texts by name.
    private static func texts(
        _ value: HeaderJSON, _ error: (String, String) -> DatasetError
    ) throws(DatasetError) -> [String: String] {
        guard case .object(let members) = value else { throw error(metadataKey, "expected an object of texts, found \(value.shown)") }
        var texts: [String: String] = [:]
        for member in members {
            guard case .text(let text) = member.value else {
                throw error("\(metadataKey), \(SignalTable.shown(member.name))", "expected a text in quotes, found \(member.value.shown)")
            }
            texts[member.name] = text
        }
        return texts
    }

    private static func tensor(
        _ member: HeaderJSON.Member, _ error: (String, String) -> DatasetError
    ) throws(DatasetError) -> Tensor {
        let name = SignalTable.shown(member.name)
        guard case .object(let properties) = member.value else {
            throw error(name, "expected an object with dtype, shape and data_offsets, found \(member.value.shown)")
        }
        func property(_ key: String) throws(DatasetError) -> HeaderJSON {
            guard let property = properties.first(where: { $0.name == key }) else { throw error(name, "expected \(key)") }
            return property.value
        }
        func numbers(_ key: String) throws(DatasetError) -> [Int] {
            guard case .list(let elements) = try property(key) else { throw error(name, "expected a list as \(key)") }
            var numbers: [Int] = []
            for element in elements {
                guard case .integer(let number) = element else {
                    throw error(name, "expected whole numbers as \(key), found \(element.shown)")
                }
                numbers.append(number)
            }
            return numbers
        }
        guard case .text(let typeName) = try property("dtype") else { throw error(name, "expected a text in quotes as dtype") }
        let (shape, offsets) = try (numbers("shape"), numbers("data_offsets"))
        guard offsets.count == 2 else { throw error(name, "expected two data_offsets") }
        return Tensor(name: member.name, typeName: typeName, shape: shape, begin: offsets[0], end: offsets[1])
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
