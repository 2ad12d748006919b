/// A colour by lightness L, green-red a and blue-yellow b, where equal steps look equal (B. Ottosson, "A perceptual color
/// space for image processing", 2020); from arithmetic that is the same everywhere.
struct OKLab: Hashable, Sendable {
    /// 0 for black, 1 for white.
    var lightness: Double
    var a: Double
    var b: Double

    init(_ lightness: Double, _ a: Double, _ b: Double) {
        self.lightness = lightness
        self.a = a
        self.b = b
    }

    init(_ color: Color) {
        let (red, green, blue) = (SRGB.decoded(color.red), SRGB.decoded(color.green), SRGB.decoded(color.blue))
        let long = Self.cubeRoot(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
        let medium = Self.cubeRoot(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
        let short = Self.cubeRoot(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
        lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
        a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
        b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    }

    /// The nearest sRGB colour; channels outside its gamut are clamped.
    var color: Color {
        func cube(_ x: Double) -> Double { x * x * x }
        let long = cube(lightness + 0.3963377774 * a + 0.2158037573 * b)
        let medium = cube(lightness - 0.1055613458 * a - 0.0638541728 * b)
        let short = cube(lightness - 0.0894841775 * a - 1.2914855480 * b)
        return Color(
            red: SRGB.encoded(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
            green: SRGB.encoded(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
            blue: SRGB.encoded(-0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short))
    }

    /// By Newton's method from above; 0 for numbers up to 0.
    private static func cubeRoot(_ x: Double) -> Double {
        guard x > 0 else { return 0 }
        var root = 1.0
        for _ in 0..<60 { root -= (root * root * root - x) / (3 * root * root) }
        return root
    }
}
