/// One digit for each test example, in the examples' order: labels, or what a model takes them for.
///
/// Its JSON is one string of digits.
struct DigitString: Codable, Hashable, Sendable {
    let values: [Int]

    init(_ values: [Int]) { self.values = values }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        values = text.compactMap(\.wholeNumberValue)
        guard values.count == text.count else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected digits")
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(values.map { "\($0)" }.joined())
    }
}
