extension DecodingError {
    /// What was expected where, in one line: `result.orbit[3]: expected a value of type Double`.
    public var expectation: String {
        func location(_ path: [any CodingKey]) -> String {
            var text = ""
            for key in path { text += key.intValue.map { "[\($0)]" } ?? (text.isEmpty ? "" : ".") + key.stringValue }
            return text.isEmpty ? "" : "\(text): "
        }
        return switch self {
        case .typeMismatch(let type, let context): "\(location(context.codingPath))expected a value of type \(type)"
        case .valueNotFound(let type, let context): "\(location(context.codingPath))expected a value of type \(type), found none"
        case .keyNotFound(let key, let context): "\(location(context.codingPath + [key]))expected, but not there"
        case .dataCorrupted(let context):
            "\(location(context.codingPath))\(Self.line(context))expected well-formed JSON of the right values"
        @unknown default: "expected another value"
        }
    }

    /// Where the text itself is no JSON, as far as the parser says it: "around line 3, column 5".
    private static func line(_ context: Context) -> String {
        guard let error = context.underlyingError, let match = "\(error)".firstMatch(of: /around (line \d+, column \d+)/) else { return "" }
        return "\(match.1): "
    }
}
