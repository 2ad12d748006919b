/// A continuous range of colours for numbers, perceptually even and safe for colour-blind readers.
///
/// Colours are mixed linearly in OKLab (B. Ottosson, "A perceptual color space for image
/// processing", 2020), where equal steps look equal; lightness changes monotonically, so a ramp
/// still reads in greyscale.
public struct ColorRamp: Sendable, Hashable {
    /// Lightness, green-red and blue-yellow coordinates of the stops, evenly spaced over 0...1.
    private let stops: [[Double]]

    /// Dark blue through teal and green to warm yellow; the light end stays visible on white.
    public static let sequential = ColorRamp(stops: [
        [0.28, 0.035, -0.135], [0.42, -0.015, -0.120], [0.56, -0.080, -0.035],
        [0.70, -0.110, 0.075], [0.82, -0.010, 0.155],
    ])
    /// Blue, light grey in the middle, then orange-red: for signed numbers.
    public static let diverging = ColorRamp(stops: [
        [0.42, -0.030, -0.130], [0.70, -0.035, -0.080], [0.95, 0, 0],
        [0.70, 0.090, 0.085], [0.46, 0.130, 0.090],
    ])
    /// White to black.
    public static let grey = ColorRamp(stops: [[1, 0, 0], [0, 0, 0]])
    /// Black to white.
    public static let reversedGrey = ColorRamp(stops: [[0, 0, 0], [1, 0, 0]])

    private init(stops: [[Double]]) { self.stops = stops }

    /// The colour at `fraction` of the way; outside 0...1 the end colour, light grey if not a number.
    public func callAsFunction(_ fraction: Double) -> Color {
        guard !fraction.isNaN else { return Color(0xE0E0E0) }
        let place = min(max(fraction, 0), 1) * Double(stops.count - 1)
        let index = min(Int(place), stops.count - 2)
        let part = place - Double(index)
        let lab = (0..<3).map { stops[index][$0] * (1 - part) + stops[index + 1][$0] * part }
        let (lightness, a, b) = (lab[0], lab[1], lab[2])
        func cube(_ x: Double) -> Double { x * x * x }
        let long = cube(lightness + 0.3963377774 * a + 0.2158037573 * b)
        let medium = cube(lightness - 0.1055613458 * a - 0.0638541728 * b)
        let short = cube(lightness - 0.0894841775 * a - 1.2914855480 * b)
        return Color(
            red: SRGB.encoded(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
            green: SRGB.encoded(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
            blue: SRGB.encoded(-0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short))
    }
}
