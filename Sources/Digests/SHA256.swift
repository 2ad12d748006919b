/// The SHA-256 of `bytes` (FIPS 180-4), in 64 hexadecimal digits.
///
/// It names runs and guards files against damage. Nobody's secret depends on it.
public func sha256(_ bytes: some Sequence<UInt8>) -> String {
    bytes.withContiguousStorageIfAvailable { SHA256.digest(UnsafeRawBufferPointer($0)) }
        ?? Array(bytes).withUnsafeBytes(SHA256.digest)
}

private enum SHA256 {
    static func digest(_ message: UnsafeRawBufferPointer) -> String {
        var state = SIMD8<UInt32>(
            0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19)
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { words in
            let whole = message.count & ~63
            for start in stride(from: 0, to: whole, by: 64) {
                compress(UnsafeRawBufferPointer(rebasing: message[start..<start + 64]), into: &state, words)
            }
            // What is left, a bit 1, zeros, and the number of bits.
            var end = Array(message[whole...]) + [0x80]
            end += [UInt8](repeating: 0, count: (120 - end.count) % 64)
            withUnsafeBytes(of: (UInt64(message.count) * 8).bigEndian) { end += $0 }
            end.withUnsafeBytes { end in
                for start in stride(from: 0, to: end.count, by: 64) {
                    compress(UnsafeRawBufferPointer(rebasing: end[start..<start + 64]), into: &state, words)
                }
            }
        }
        let digits = Array("0123456789abcdef")
        return String(state.indices.flatMap { index in (0..<8).map { digits[Int(state[index] >> UInt32(28 - 4 * $0) & 15)] } })
    }

    /// - Parameter words: 64 words to work in.
    private static func compress(
        _ block: UnsafeRawBufferPointer, into state: inout SIMD8<UInt32>, _ words: UnsafeMutableBufferPointer<UInt32>
    ) {
        func rotated(_ x: UInt32, _ n: UInt32) -> UInt32 { x &>> n | x &<< (32 &- n) }
        for t in 0..<16 { words[t] = UInt32(bigEndian: block.loadUnaligned(fromByteOffset: 4 &* t, as: UInt32.self)) }
        for t in 16..<64 {
            let (x, y) = (words[t &- 15], words[t &- 2])
            let s0 = rotated(x, 7) ^ rotated(x, 18) ^ x &>> 3
            let s1 = rotated(y, 17) ^ rotated(y, 19) ^ y &>> 10
            words[t] = words[t &- 16] &+ s0 &+ words[t &- 7] &+ s1
        }
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        constants.withUnsafeBufferPointer { constants in
            /// Changes two words; the others move by a place, which is a matter of their names.
            @inline(__always) func round(
                _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32, _ e: UInt32, _ f: UInt32, _ g: UInt32, _ h: inout UInt32, _ t: Int
            ) {
                let s1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
                let s0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
                let first = h &+ s1 &+ (((f ^ g) & e) ^ g) &+ constants[t] &+ words[t]
                d = d &+ first
                h = first &+ s0 &+ ((a & b) | ((a | b) & c))
            }
            for t in stride(from: 0, to: 64, by: 8) {
                round(a, b, c, &d, e, f, g, &h, t)
                round(h, a, b, &c, d, e, f, &g, t &+ 1)
                round(g, h, a, &b, c, d, e, &f, t &+ 2)
                round(f, g, h, &a, b, c, d, &e, t &+ 3)
                round(e, f, g, &h, a, b, c, &d, t &+ 4)
                round(d, e, f, &g, h, a, b, &c, t &+ 5)
                round(c, d, e, &f, g, h, a, &b, t &+ 6)
                round(b, c, d, &e, f, g, h, &a, t &+ 7)
            }
        }
        state &+= SIMD8(a, b, c, d, e, f, g, h)
    }

    /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes; `digest` begins with those of the square
    /// roots of the first 8.
    private static let constants: [UInt32] = [
        0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
        0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
        0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
        0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
        0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
        0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
        0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
        0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
    ]
}
