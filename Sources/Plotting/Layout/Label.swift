/// A text that wants to stand near something, with the positions where it may, best first.
public struct Label: Sendable {
    public enum Horizontal: Sendable { case left, center, right }
    public enum Vertical: Sendable { case top, middle, bottom }

    /// A point and which part of the text lies on it.
    public struct Position: Sendable {
        public var anchor: Point
        public var horizontal: Horizontal
        public var vertical: Vertical
        public var direction: PlacedText.Direction

        public init(
            _ anchor: Point, _ horizontal: Horizontal, _ vertical: Vertical,
            _ direction: PlacedText.Direction = .rightward
        ) {
            self.anchor = anchor
            self.horizontal = horizontal
            self.vertical = vertical
            self.direction = direction
        }
    }

    public var text: String
    /// Points; nil takes the house style's annotation size.
    public var size: Double?
    public var weight: Typeface.Weight
    public var color: Color
    /// Rim in the background's colour, in points.
    public var halo: Double
    /// Whether it may cover data, as a class's name in the middle of its dots does.
    public var ignoresInk: Bool
    public var positions: [Position]

    /// Precondition: at least one position.
    public init(
        _ text: String, size: Double? = nil, weight: Typeface.Weight = .regular, color: Color, halo: Double = 0,
        ignoresInk: Bool = false, positions: [Position]
    ) {
        precondition(!positions.isEmpty, "the label \"\(text)\" has no position to stand")
        self.text = text
        self.size = size
        self.weight = weight
        self.color = color
        self.halo = halo
        self.ignoresInk = ignoresInk
        self.positions = positions
    }
}

extension Label.Position {
    /// The text set so that its named part lies on the anchor.
    func text(_ layout: TextLayout, color: Color, halo: Double, haloColor: Color) -> PlacedText {
        let capHeight = layout.size * TextLayout.capHeight
        // Extent along and across the line; across is measured from capital top to baseline.
        switch direction {
        case .rightward:
            let x = anchor.x - (horizontal == .left ? 0 : horizontal == .center ? layout.width / 2 : layout.width)
            let y = anchor.y + (vertical == .top ? capHeight : vertical == .middle ? capHeight / 2 : 0)
            return PlacedText(layout, origin: Point(x, y), color: color, halo: halo, haloColor: haloColor)
        case .upward:
            let x = anchor.x + (horizontal == .left ? capHeight : horizontal == .center ? capHeight / 2 : 0)
            let y = anchor.y + (vertical == .top ? layout.width : vertical == .middle ? layout.width / 2 : 0)
            return PlacedText(layout, origin: Point(x, y), direction: .upward, color: color, halo: halo, haloColor: haloColor)
        }
    }
}
