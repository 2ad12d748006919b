/// One class for each test example, in the examples' order: labels, or what a model takes them for.
///
/// Its JSON is one string: of digits, or of numbers divided by commas where some have more than one digit.
struct DigitString: Codable, Hashable, Sendable {
    let values: [Int]

    init(_ values: [Int]) { self.values = values }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        let parts = text.contains(",") ? text.split(separator: ",") : text.map { Substring(String($0)) }
        values = parts.compactMap { Int($0) }
        guard values.count == parts.count else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected digits")
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        let isDigits = values.allSatisfy { (0...9).contains($0) }
        try container.encode(values.map { "\($0)" }.joined(separator: isDigits ? "" : ","))
    }
}
