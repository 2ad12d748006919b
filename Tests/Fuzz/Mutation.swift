/// A small generator (SplitMix64), so that inputs need no state of earlier ones.
struct Draws {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A number in 0..<bound.
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}

/// Numbers at which readers go wrong.
private let interesting: [UInt64] = [
    0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 1 << 62,
    .max >> 1, .max,
]

/// Damages a file in one to four positions.
func damaged(_ seed: [UInt8], _ draws: inout Draws, words: [String]) -> [UInt8] {
    var bytes = seed
    for _ in 0...draws.below(4) {
        if bytes.isEmpty { bytes = [UInt8(draws.below(256))] }
        let offset = draws.below(bytes.count)
        // Damage near the beginning, where headers are, is as frequent as anywhere else.
        let start = draws.below(2) == 0 ? offset : draws.below(min(bytes.count, 128))
        let end = min(bytes.count, start + 1 + draws.below(16))
        switch draws.below(9) {
        case 0: bytes[start] ^= 1 << UInt8(draws.below(8))
        case 1: bytes[start] = UInt8(draws.below(256))
        case 2, 3:
            // An interesting number of 1, 2, 4 or 8 bytes, either end first.
            let size = 1 << draws.below(4)
            let number = interesting[draws.below(interesting.count)]
            let isBigEndian = draws.below(2) == 0
            for index in 0..<size where start + index < bytes.count {
                let shift = 8 * (isBigEndian ? size - 1 - index : index)
                bytes[start + index] = UInt8(truncatingIfNeeded: number >> UInt64(shift))
            }
        case 4: bytes.removeSubrange(start..<end)
        case 5: bytes.insert(contentsOf: Array(bytes[start..<end]), at: start)
        case 6: bytes.removeSubrange(offset...)
        case 7: bytes.insert(contentsOf: words[draws.below(words.count)].utf8, at: start)
        default: bytes.append(contentsOf: (0...draws.below(8)).map { _ in UInt8(draws.below(256)) })
        }
    }
    return bytes
}
