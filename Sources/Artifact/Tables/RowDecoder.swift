/// Reads the properties of a value from the named fields of a row.
struct RowDecoder: Decoder {
    let columns: [String: Int]
    let fields: [String]
    /// Where the row stands, for errors.
    let location: String
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(Container<Key>(row: self))
    }
    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw ArtifactError("\(location): a row is read into a type with named properties")
    }
    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        throw ArtifactError("\(location): a row is read into a type with named properties")
    }

    func field(_ name: String) throws -> FieldDecoder {
        guard let index = columns[name] else { throw ArtifactError("\(location): there is no column \(name)") }
        return FieldDecoder(text: fields[index], location: "\(location), column \(name)")
    }

    private struct Container<Key: CodingKey>: KeyedDecodingContainerProtocol {
        let row: RowDecoder
        let codingPath: [any CodingKey] = []
        var allKeys: [Key] { row.columns.keys.sorted().compactMap { Key(stringValue: $0) } }

        func contains(_ key: Key) -> Bool { row.columns[key.stringValue] != nil }
        func decodeNil(forKey key: Key) throws -> Bool { try row.field(key.stringValue).decodeNil() }
        func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
            if let group = type as? any ColumnGroup.Type {
                return try group.init(named: key.stringValue) { try row.field($0).decode(Double?.self) } as! Value
            }
            return try row.field(key.stringValue).decode(type)
        }
        func nestedContainer<Nested: CodingKey>(
            keyedBy type: Nested.Type, forKey key: Key
        ) throws -> KeyedDecodingContainer<Nested> { throw row.tooDeep(key) }
        func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
            throw row.tooDeep(key)
        }
        func superDecoder() throws -> any Decoder { row }
        func superDecoder(forKey key: Key) throws -> any Decoder { row }
    }

    private func tooDeep(_ key: any CodingKey) -> ArtifactError {
        ArtifactError("\(location), column \(key.stringValue): a field holds one value")
    }
}

/// The value that a field holds.
func fieldValue<Value: Decodable>(_ type: Value.Type, _ field: String, location: String = "a field") throws -> Value {
    try FieldDecoder(text: field, location: location).decode(type)
}

/// Reads one field.
struct FieldDecoder: Decoder, SingleValueDecodingContainer {
    let text: String
    let location: String
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    func decodeNil() -> Bool { text.isEmpty }
    func decode(_ type: String.Type) -> String { text }
    func decode(_ type: Bool.Type) throws -> Bool { try parsed(Bool(text), as: "true or false") }
    func decode(_ type: Double.Type) throws -> Double { try parsed(Double(text), as: "a number") }
    func decode(_ type: Float.Type) throws -> Float { try parsed(Float(text), as: "a number") }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        switch type {
        case is String.Type: return text as! Value
        case is Bool.Type: return try decode(Bool.self) as! Value
        case is Double.Type: return try decode(Double.self) as! Value
        case is Float.Type: return try decode(Float.self) as! Value
        case let integer as any FixedWidthInteger.Type:
            return try parsed(integer.init(text, radix: 10), as: "a whole number") as! Value
        default:
            do { return try Value(from: self) } catch is DecodingError {
                throw ArtifactError("\(location): \"\(text)\" is not a \(Value.self)")
            }
        }
    }
    func singleValueContainer() -> any SingleValueDecodingContainer { self }
    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        throw ArtifactError("\(location): a field holds one value")
    }
    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw ArtifactError("\(location): a field holds one value")
    }

    private func parsed<Value>(_ value: Value?, as expected: String) throws -> Value {
        guard let value else { throw ArtifactError("\(location): \"\(text)\" is not \(expected)") }
        return value
    }
}
