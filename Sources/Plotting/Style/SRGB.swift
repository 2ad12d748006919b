/// The transfer function of sRGB (IEC 61966-2-1), from arithmetic that is the same everywhere.
///
/// The powers 2.4 and 1/2.4 are taken with square roots and one cube root, since the C library's
/// `pow` differs between processors in the last bit.
enum SRGB {
    /// Light from an encoded channel: 0...1 for 0...255.
    static func decoded(_ channel: UInt8) -> Double { light[Int(channel)] }

    private static let light: [Double] = (0...255).map { decode(UInt8($0)) }

    private static func decode(_ channel: UInt8) -> Double {
        let value = Double(channel) / 255
        guard value > 0.04045 else { return value / 12.92 }
        let base = (value + 0.055) / 1.055
        // base^2.4 = base^2 * (base^(1/5))^2, the fifth root by Newton's method.
        var root = 1.0
        for _ in 0..<60 { root -= (root * root * root * root * root - base) / (5 * root * root * root * root) }
        return base * base * root * root
    }

    /// The encoded channel for an amount of light; amounts outside 0...1 are clamped.
    static func encoded(_ light: Double) -> UInt8 {
        let clamped = min(max(light, 0), 1)
        guard clamped > 0.0031308 else { return UInt8((255 * 12.92 * clamped).rounded()) }
        // light^(5/12) = (cube root of the fourth root)^5.
        let fourth = clamped.squareRoot().squareRoot()
        var root = 1.0
        for _ in 0..<60 { root -= (root * root * root - fourth) / (3 * root * root) }
        let power = root * root * root * root * root
        return UInt8((255 * (1.055 * power - 0.055)).rounded())
    }
}
