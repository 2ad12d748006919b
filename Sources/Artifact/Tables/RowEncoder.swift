/// The properties of a value, in the order of their declaration, as names and texts.
struct RowEncoder: Encoder {
    private final class Fields {
        var all: [(name: String, text: String)] = []
    }
    private let fields = Fields()
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    static func fields<Row: Encodable>(of row: Row) throws -> [(name: String, text: String)] {
        let encoder = RowEncoder()
        try row.encode(to: encoder)
        return encoder.fields.all
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(Container<Key>(fields: fields))
    }
    func unkeyedContainer() -> any UnkeyedEncodingContainer { RefusingContainer(codingPath: codingPath) }
    func singleValueContainer() -> any SingleValueEncodingContainer {
        RefusingContainer(codingPath: codingPath)
    }

    private struct Container<Key: CodingKey>: KeyedEncodingContainerProtocol {
        let fields: Fields
        let codingPath: [any CodingKey] = []

        mutating func encodeNil(forKey key: Key) { fields.all.append((key.stringValue, "")) }

        mutating func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
            if let columns = value as? any ColumnGroup {
                fields.all += columns.fields(named: key.stringValue)
            } else {
                fields.all.append((key.stringValue, try fieldText(of: value, name: key.stringValue)))
            }
        }

        // An absent optional is an empty field, not a missing one.
        private mutating func encodeOptional<Value: Encodable>(_ value: Value?, _ key: Key) throws {
            if let value { try encode(value, forKey: key) } else { encodeNil(forKey: key) }
        }
        mutating func encodeIfPresent(_ value: Bool?, forKey key: Key) throws { try encodeOptional(value, key) }
        mutating func encodeIfPresent(_ value: String?, forKey key: Key) throws { try encodeOptional(value, key) }
        mutating func encodeIfPresent(_ value: Double?, forKey key: Key) throws { try encodeOptional(value, key) }
        mutating func encodeIfPresent(_ value: Float?, forKey key: Key) throws { try encodeOptional(value, key) }
        mutating func encodeIfPresent(_ value: Int?, forKey key: Key) throws { try encodeOptional(value, key) }
        mutating func encodeIfPresent(_ value: Int8?, forKey key: Key) throws { try encodeOptional(value, key) }
        mutating func encodeIfPresent(_ value: Int16?, forKey key: Key) throws { try encodeOptional(value, key) }
        mutating func encodeIfPresent(_ value: Int32?, forKey key: Key) throws { try encodeOptional(value, key) }
        mutating func encodeIfPresent(_ value: Int64?, forKey key: Key) throws { try encodeOptional(value, key) }
        mutating func encodeIfPresent(_ value: UInt?, forKey key: Key) throws { try encodeOptional(value, key) }
        mutating func encodeIfPresent(_ value: UInt8?, forKey key: Key) throws { try encodeOptional(value, key) }
        mutating func encodeIfPresent(_ value: UInt16?, forKey key: Key) throws { try encodeOptional(value, key) }
        mutating func encodeIfPresent(_ value: UInt32?, forKey key: Key) throws { try encodeOptional(value, key) }
        mutating func encodeIfPresent(_ value: UInt64?, forKey key: Key) throws { try encodeOptional(value, key) }
        mutating func encodeIfPresent<Value: Encodable>(_ value: Value?, forKey key: Key) throws {
            try encodeOptional(value, key)
        }

        mutating func nestedContainer<Nested: CodingKey>(
            keyedBy type: Nested.Type, forKey key: Key
        ) -> KeyedEncodingContainer<Nested> {
            KeyedEncodingContainer(RefusingKeyedContainer(codingPath: [key]))
        }
        mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
            RefusingContainer(codingPath: [key])
        }
        mutating func superEncoder() -> any Encoder { RowEncoder() }
        mutating func superEncoder(forKey key: Key) -> any Encoder { RowEncoder() }
    }
}

/// What one field of a table holds for a value. Throws ``ArtifactError`` for one that has parts.
///
/// - Parameter name: The column's, for the error.
func fieldText(of value: some Encodable, name: String) throws -> String { try FieldEncoder.text(of: value, name: name) }

/// The text of one field.
private struct FieldEncoder: Encoder, SingleValueEncodingContainer {
    private final class Text { var value: String? }
    private let text = Text()
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    static func text<Value: Encodable>(of value: Value, name: String) throws -> String {
        let encoder = FieldEncoder()
        do { try encoder.encode(value) } catch is NotAField {}
        guard let text = encoder.text.value else {
            throw ArtifactError("column \(name): a \(Value.self) does not fit in a field of a table")
        }
        return text
    }

    func encodeNil() { text.value = "" }
    func encode(_ value: String) { text.value = value }
    func encode(_ value: Bool) { text.value = value ? "true" : "false" }
    // The sign of a NaN means nothing and depends on the hardware.
    func encode(_ value: Double) { text.value = value.isNaN ? "nan" : value.description }
    func encode(_ value: Float) { text.value = value.isNaN ? "nan" : value.description }
    func encode<Value: Encodable>(_ value: Value) throws {
        switch value {
        case let value as String: encode(value)
        case let value as Bool: encode(value)
        case let value as Double: encode(value)
        case let value as Float: encode(value)
        case let value as any FixedWidthInteger: text.value = "\(value)"
        default: try value.encode(to: self)
        }
    }
    func singleValueContainer() -> any SingleValueEncodingContainer { self }
    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(RefusingKeyedContainer(codingPath: codingPath))
    }
    func unkeyedContainer() -> any UnkeyedEncodingContainer { RefusingContainer(codingPath: codingPath) }
}
