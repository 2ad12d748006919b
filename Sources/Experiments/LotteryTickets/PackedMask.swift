/// Which numbers of a layer are unmasked. Its JSON is one text of hexadecimal digits: four entries each, the first in the
/// highest bit, zeros after the last, and the number of entries before a colon: `6:a8`.
struct PackedMask: Codable, Hashable, Sendable {
    let entries: [Bool]

    init(_ entries: [Bool]) { self.entries = entries }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let parts = try container.decode(String.self).split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let count = Int(parts[0]), parts[1].utf8.count == (count + 3) / 4 else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected the text of a mask")
        }
        let digits = try parts[1].map { digit in
            guard let value = digit.hexDigitValue else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected a hexadecimal digit")
            }
            return value
        }
        entries = (0..<count).map { (index: Int) -> Bool in
            let bit = digits[index / 4] >> (3 - index % 4)
            return bit & 1 == 1
        }
    }

    func encode(to encoder: any Encoder) throws {
        let digits = Array("0123456789abcdef")
        let text = stride(from: 0, to: entries.count, by: 4).map { (start: Int) -> Character in
            var digit = 0
            for index in start..<start + 4 {
                digit = digit * 2 + (index < entries.count && entries[index] ? 1 : 0)
            }
            return digits[digit]
        }
        var container = encoder.singleValueContainer()
        try container.encode("\(entries.count):\(String(text))")
    }
}
