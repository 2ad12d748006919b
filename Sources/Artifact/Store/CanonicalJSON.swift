import Foundation

/// JSON of which each value has exactly one text: keys sorted, no white space, numbers in the shortest
/// decimal form that reads back as the same bits.
///
/// `nan`, `inf` and `-inf` are the strings `"nan"`, `"inf"` and `"-inf"`; the sign and payload of a NaN are lost.
/// Sets, and dictionaries whose keys are not strings or integers, have no fixed order and are refused.
public enum CanonicalJSON {
    /// The text of `value`, without line breaks.
    public static func encode<Value: Encodable>(_ value: Value) throws -> String {
        try refuseUnordered(value, at: "\(Value.self)")
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        } catch {
            throw ArtifactError("\(Value.self) cannot be written as JSON: \(error)")
        }
    }

    /// The value whose text is `text`.
    public static func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return try decoder.decode(type, from: Data(text.utf8))
    }

    private static func refuseUnordered(_ value: Any, at path: String) throws {
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .set:
            throw ArtifactError("\(path) is a set, which has no fixed order; use a sorted array")
        case .dictionary where !(value is any StringOrIntegerKeyed):
            throw ArtifactError(
                "\(path) is a dictionary without a fixed order; use strings or integers as keys")
        case .collection where value is [Float] || value is [Double] || value is [Int]:
            return  // Nothing to look at in what may be long.
        default:
            for (index, child) in mirror.children.enumerated() {
                try refuseUnordered(child.value, at: "\(path).\(child.label ?? "\(index)")")
            }
        }
    }
}

private protocol StringOrIntegerKeyed {}
extension Dictionary: StringOrIntegerKeyed where Key: StringOrInteger {}
private protocol StringOrInteger {}
extension String: StringOrInteger {}
extension Int: StringOrInteger {}
