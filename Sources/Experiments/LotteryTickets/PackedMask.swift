/// Which numbers of a layer are unmasked. Its JSON is one text of hexadecimal digits: four entries each, the first in the
/// highest bit, zeros after the last, and the number of entries before a colon: `6:a8`.
struct PackedMask: Codable, Hashable, Sendable {
    let entries: [Bool]

    init(_ entries: [Bool]) { self.entries = entries }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let parts = try container.decode(String.self).split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let count = Int(parts[0]), count >= 0, parts[1].utf8.count == (count + 3) / 4 else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected the text of a mask")
        }
        var entries: [Bool] = []
        for character in parts[1] {
            guard let digit = character.hexDigitValue else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected a hexadecimal digit")
            }
            for bit in [8, 4, 2, 1] { entries.append(digit & bit != 0) }
        }
        guard entries.count >= count else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected \(count) entries of a mask")
        }
        self.entries = Array(entries.prefix(count))
    }

    func encode(to encoder: any Encoder) throws {
        var text = ""
        for start in stride(from: 0, to: entries.count, by: 4) {
            var digit = 0
            for index in start..<start + 4 {
                let isSet = index < entries.count && entries[index]
                digit = 2 * digit + (isSet ? 1 : 0)
            }
            text += String(digit, radix: 16)
        }
        var container = encoder.singleValueContainer()
        try container.encode("\(entries.count):\(text)")
    }
}
