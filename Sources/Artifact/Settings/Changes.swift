/// A group of parameters whose defaults are the paper's settings.
public protocol Parameters: Codable, Hashable, Sendable {
    /// The defaults.
    init()
}

/// Parameters of which JSON holds only what differs from the defaults, and nothing at all where nothing does.
///
///     struct Configuration: Codable {
///         var seed: UInt32
///         @Changes var network = Network()
///     }
///
/// What was a constant can become a parameter: the JSON of a run at the default, which is part of its identity, stays what it was.
@propertyWrapper
public struct Changes<Value: Parameters>: Codable, Hashable, Sendable {
    public var wrappedValue: Value

    /// Takes a group of parameters, most often its defaults.
    public init(wrappedValue: Value) { self.wrappedValue = wrappedValue }

    /// Takes from the defaults what is not written. Throws `DecodingError` for a value of another type.
    public init(from decoder: any Decoder) throws {
        let changes = try JSONValue(from: decoder)
        wrappedValue = try JSONValue(encoding: Value()).merging(changes).decoded()
    }

    /// Writes what differs from the defaults.
    public func encode(to encoder: any Encoder) throws { try (json() ?? .object([:])).encode(to: encoder) }

    /// What is written: nil for the defaults, but all of it within ``CompleteJSON``.
    fileprivate func json() throws -> JSONValue? {
        let own = try JSONValue(encoding: wrappedValue)
        let defaults = try JSONValue(encoding: Value())
        return CompleteJSON.isOn ? own.naming(membersOf: defaults) : own.difference(from: defaults)
    }
}

/// Within `$isOn.withValue(true)`, ``Changes`` write all parameters, also those at their defaults.
enum CompleteJSON {
    @TaskLocal static var isOn = false
}

// Synthesized coding finds these for properties with the wrapper: the key is left out where there is nothing to write.
extension KeyedEncodingContainer {
    /// Writes what differs from the defaults, and not even the key where nothing does.
    public mutating func encode<Value>(_ changes: Changes<Value>, forKey key: Key) throws {
        if let json = try changes.json() { try encode(json, forKey: key) }
    }
}

extension KeyedDecodingContainer {
    /// The defaults where the key is left out.
    public func decode<Value>(_ type: Changes<Value>.Type, forKey key: Key) throws -> Changes<Value> {
        try decodeIfPresent(type, forKey: key) ?? Changes(wrappedValue: Value())
    }
}
