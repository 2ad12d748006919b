/// An sRGB colour with eight bits a channel, and an opacity.
public struct Color: Hashable, Sendable {
    public var red: UInt8
    public var green: UInt8
    public var blue: UInt8
    /// 0 is invisible, 1 covers what is below.
    public var opacity: Double

    /// The colour `hex`, as in 0x0072B2.
    public init(_ hex: UInt32, opacity: Double = 1) {
        red = UInt8(hex >> 16 & 255)
        green = UInt8(hex >> 8 & 255)
        blue = UInt8(hex & 255)
        self.opacity = opacity
    }

    public init(red: UInt8, green: UInt8, blue: UInt8, opacity: Double = 1) {
        self.red = red
        self.green = green
        self.blue = blue
        self.opacity = opacity
    }

    public static let white = Color(0xFFFFFF)
    public static let black = Color(0x000000)

    public func opacity(_ value: Double) -> Color {
        var color = self
        color.opacity = value
        return color
    }

    /// `#rrggbb`, without the opacity.
    public var hex: String {
        let digits = Array("0123456789abcdef")
        return "#" + [red, green, blue].map { String([digits[Int($0 >> 4)], digits[Int($0 & 15)]]) }.joined()
    }

    /// Relative luminance of WCAG 2: 0 for black, 1 for white.
    public var luminance: Double {
        0.2126 * SRGB.decoded(red) + 0.7152 * SRGB.decoded(green) + 0.0722 * SRGB.decoded(blue)
    }

    /// WCAG 2 contrast with a white page: 1 for white, 21 for black.
    public var contrastOnWhite: Double { 1.05 / (luminance + 0.05) }

    /// WCAG 2 contrast with another colour.
    public func contrast(with other: Color) -> Double {
        let (a, b) = (luminance + 0.05, other.luminance + 0.05)
        return max(a, b) / min(a, b)
    }

    /// The colour, darkened until text in it has a contrast of at least 4.5 on white (WCAG AA).
    public var legible: Color { legible(on: .white) }

    /// The colour, mixed with black on a light background or with white on a dark one until text in it has a contrast of at least 4.5.
    public func legible(on background: Color) -> Color {
        let pole = background.luminance > 0.18 ? Color.black : .white
        var color = self
        var scale = 1.0
        while color.contrast(with: background) < 4.5 && scale > 0.02 {
            scale -= 0.02
            color = mixed(with: pole, 1 - scale)
        }
        return color
    }

    /// The straight mixture of encoded channels: 0 is this colour, 1 is `other`.
    public func mixed(with other: Color, _ part: Double) -> Color {
        func mix(_ a: UInt8, _ b: UInt8) -> UInt8 {
            UInt8((Double(a) * (1 - part) + Double(b) * part).rounded())
        }
        return Color(
            red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue),
            opacity: opacity)
    }
}
