/// A continuous range of colours for numbers, perceptually even and safe for colour-blind readers.
///
/// Colours are mixed linearly in OKLab, where equal steps look equal; lightness changes monotonically, so a ramp
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
        let position = min(max(fraction, 0), 1) * Double(stops.count - 1)
        let index = min(Int(position), stops.count - 2)
        let part = position - Double(index)
        let lab = (0..<3).map { stops[index][$0] * (1 - part) + stops[index + 1][$0] * part }
        return OKLab(lab[0], lab[1], lab[2]).color
    }
}
