/// SHA-256 (FIPS 180-4), for the build tool.
///
/// Everything else uses swift-crypto. A build tool is compiled for the host before all else, and would have that library
/// compiled a second time for it; a test compares the two.
struct SHA256Digest {
    /// The digest of `bytes` in 64 hexadecimal digits.
    static func hexadecimal(_ bytes: [UInt8]) -> String {
        var padded = bytes + [0x80]
        while padded.count % 64 != 56 { padded.append(0) }
        let bits = UInt64(bytes.count) * 8
        padded += (0..<8).map { UInt8(truncatingIfNeeded: bits >> UInt64(56 - 8 * $0)) }
        var state = initialState
        for start in stride(from: 0, to: padded.count, by: 64) { compress(padded[start..<start + 64], into: &state) }
        let digits = Array("0123456789abcdef")
        return String(state.flatMap { word in (0..<8).map { digits[Int(word >> UInt32(28 - 4 * $0) & 15)] } })
    }

    private static func compress(_ block: ArraySlice<UInt8>, into state: inout [UInt32]) {
        func rotated(_ x: UInt32, _ n: UInt32) -> UInt32 { x >> n | x << (32 - n) }
        var words = (0..<16).map { word in
            (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(block[block.startIndex + 4 * word + $1]) }
        }
        for t in 16..<64 {
            let (a, b) = (words[t - 15], words[t - 2])
            let s0 = rotated(a, 7) ^ rotated(a, 18) ^ a >> 3
            let s1 = rotated(b, 17) ^ rotated(b, 19) ^ b >> 10
            words.append(words[t - 16] &+ s0 &+ words[t - 7] &+ s1)
        }
        var v = state
        for t in 0..<64 {
            let s1 = rotated(v[4], 6) ^ rotated(v[4], 11) ^ rotated(v[4], 25)
            let choice = (v[4] & v[5]) ^ (~v[4] & v[6])
            let first = v[7] &+ s1 &+ choice &+ constants[t] &+ words[t]
            let s0 = rotated(v[0], 2) ^ rotated(v[0], 13) ^ rotated(v[0], 22)
            let majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2])
            v = [first &+ s0 &+ majority, v[0], v[1], v[2], v[3] &+ first, v[4], v[5], v[6]]
        }
        for index in 0..<8 { state[index] = state[index] &+ v[index] }
    }

    /// The first 32 bits of the fractional parts of the square roots of the first 8 primes.
    private static let initialState: [UInt32] = primes.prefix(8).map { fraction(Double($0).squareRoot()) }

    /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
    private static let constants: [UInt32] = primes.map(cubeRootFraction)

    private static let primes: [UInt64] = {
        var primes: [UInt64] = []
        var candidate: UInt64 = 2
        while primes.count < 64 {
            if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
            candidate += 1
        }
        return primes
    }()

    private static func fraction(_ value: Double) -> UInt32 { UInt32((value - value.rounded(.down)) * 4_294_967_296) }

    /// floor(cbrt(p) 2^32) mod 2^32: the largest r with r³ <= p 2^96, by bisection of exact products.
    private static func cubeRootFraction(_ prime: UInt64) -> UInt32 {
        var low: UInt64 = 1 << 32
        var high: UInt64 = 8 << 32
        while high - low > 1 {
            let middle = low + (high - low) / 2
            let square = middle.multipliedFullWidth(by: middle)
            // middle³ against p 2^96: square has two words, so the cube has three.
            let lower = square.low.multipliedFullWidth(by: middle)
            let upper = square.high.multipliedFullWidth(by: middle)
            let (second, carry) = upper.low.addingReportingOverflow(lower.high)
            let third = upper.high + (carry ? 1 : 0)
            let isAbove = (third, second) >= (prime >> 32, prime << 32) && (third, second, lower.low) > (prime >> 32, prime << 32, 0)
            if isAbove { high = middle } else { low = middle }
        }
        return UInt32(truncatingIfNeeded: low)
    }
}
