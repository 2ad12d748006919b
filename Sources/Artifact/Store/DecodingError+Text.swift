extension DecodingError {
    /// What was expected where, in one line: `result.orbit[3]: expected a value of type Double`.
    var expectation: String {
        func location(_ path: [any CodingKey]) -> String {
            var text = ""
            for key in path { text += key.intValue.map { "[\($0)]" } ?? (text.isEmpty ? "" : ".") + key.stringValue }
            return text.isEmpty ? "" : "\(text): "
        }
        return switch self {
        case .typeMismatch(let type, let context): "\(location(context.codingPath))expected a value of type \(type)"
        case .valueNotFound(let type, let context): "\(location(context.codingPath))expected a value of type \(type), found none"
        case .keyNotFound(let key, let context): "\(location(context.codingPath + [key]))expected, but not there"
        case .dataCorrupted(let context): "\(location(context.codingPath))expected well-formed JSON of the right values"
        @unknown default: "expected another value"
        }
    }
}
