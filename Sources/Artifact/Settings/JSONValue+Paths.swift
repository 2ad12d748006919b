// Configurations as trees whose leaves have paths.
extension JSONValue {
    /// The JSON of a value.
    init(encoding value: some Encodable) throws {
        self = try CanonicalJSON.decode(JSONValue.self, from: CanonicalJSON.encode(value))
    }

    /// The value whose JSON this is.
    func decoded<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
        try CanonicalJSON.decode(type, from: CanonicalJSON.encode(self))
    }

    /// Those members, at any depth, that another value has not, or has with other values, and null for those that it alone has; nil
    /// where there are none.
    func difference(from other: JSONValue) -> JSONValue? {
        guard case .object(let own) = self, case .object(let others) = other else { return self == other ? nil : self }
        var changed = others.filter { own[$0.key] == nil }.mapValues { _ in JSONValue.null }
        for (key, value) in own { changed[key] = others[key].map { value.difference(from: $0) } ?? value }
        return changed.isEmpty ? nil : .object(changed)
    }

    /// This value with the members of another, at any depth, and without those that are null there: what ``difference(from:)`` took
    /// apart is put together again.
    func merging(_ other: JSONValue) -> JSONValue {
        guard case .object(let own) = self, case .object(let others) = other else { return other }
        return .object(own.merging(others) { $0.merging($1) }.filter { others[$0.key] != .null })
    }

    /// This value with null, at any depth, for the members that another has and it has not.
    func naming(membersOf other: JSONValue) -> JSONValue {
        guard case .object(let own) = self, case .object(let others) = other else { return self }
        return .object(
            others.mapValues { _ in JSONValue.null }.merging(own) { $1 }.reduce(into: [:]) { named, member in
                named[member.key] = others[member.key].map { member.value.naming(membersOf: $0) } ?? member.value
            })
    }

    /// The leaves with their paths: names of members and indices in arrays, joined by dots. The `_0` that Swift calls a payload
    /// without a name is left out.
    func parameters(under path: String = "") -> [(path: String, value: JSONValue)] {
        func below(_ name: String) -> String { name == "_0" ? path : path.isEmpty ? name : "\(path).\(name)" }
        switch self {
        case .object(let members):
            return members.sorted { $0.key < $1.key }.flatMap { $1.parameters(under: below($0)) }
        case .array(let elements):
            return elements.enumerated().flatMap { $1.parameters(under: below("\($0)")) }
        default: return [(path, self)]
        }
    }

    /// This value with other leaves.
    ///
    /// - Parameter change: Is given a leaf's path and value.
    func mapParameters(under path: String = "", _ change: (String, JSONValue) -> JSONValue) -> JSONValue {
        func below(_ name: String) -> String { name == "_0" ? path : path.isEmpty ? name : "\(path).\(name)" }
        switch self {
        case .object(let members):
            return .object(
                Dictionary(uniqueKeysWithValues: members.map { ($0, $1.mapParameters(under: below($0), change)) }))
        case .array(let elements):
            return .array(elements.enumerated().map { $1.mapParameters(under: below("\($0)"), change) })
        default: return change(path, self)
        }
    }

    /// As it is typed: without quotes.
    var plainText: String {
        if case .text(let text) = self { return text }
        return (try? CanonicalJSON.encode(self)) ?? "?"
    }

    /// As a number, if it is one.
    var asNumber: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }
}
