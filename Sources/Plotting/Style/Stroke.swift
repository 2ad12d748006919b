/// How a line is drawn.
public struct Stroke: Hashable, Sendable {
    /// The shape of a line's ends.
    public enum Cap: String, Sendable { case butt, round }

    public var color: Color
    /// Width in points.
    public var width: Double
    /// Lengths of dashes and gaps in turn, in points; empty for a continuous line.
    public var dash: [Double]
    public var cap: Cap

    public init(_ color: Color, width: Double, dash: [Double] = [], cap: Cap = .butt) {
        self.color = color
        self.width = width
        self.dash = dash
        self.cap = cap
    }
}
