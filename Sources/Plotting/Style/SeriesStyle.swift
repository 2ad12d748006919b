/// How one named series looks in lines, bands, dots and bars.
///
/// Colour is never the only difference: each series also has its own dash pattern and symbol, so that
/// curves stay apart in greyscale and for colour-blind readers.
public struct SeriesStyle: Hashable, Sendable {
    /// The shape of a dot or of a marker on a line.
    public enum Symbol: String, Sendable, CaseIterable {
        case circle, square, triangle, diamond, plus, cross
    }

    public var color: Color
    /// Dash pattern of lines, in points; empty for a continuous line.
    public var dash: [Double]
    public var symbol: Symbol

    public init(color: Color, dash: [Double] = [], symbol: Symbol = .circle) {
        self.color = color
        self.dash = dash
        self.symbol = symbol
    }
}
