/// A line of text at its position on the page.
public struct PlacedText: Sendable {
    /// Which way a line runs.
    public enum Direction: String, Sendable {
        /// Left to right.
        case rightward
        /// Bottom to top, turned by a quarter.
        case upward
    }

    public let layout: TextLayout
    /// Where the baseline starts.
    public let origin: Point
    public let direction: Direction
    public let color: Color
    /// Width of the rim that keeps text legible on top of data, in points; 0 for none.
    public let halo: Double
    public let haloColor: Color

    public init(
        _ layout: TextLayout, origin: Point, direction: Direction = .rightward, color: Color, halo: Double = 0,
        haloColor: Color = .white
    ) {
        self.layout = layout
        self.origin = origin
        self.direction = direction
        self.color = color
        self.halo = halo
        self.haloColor = haloColor
    }

    /// A point of the unplaced layout, on the page.
    func placed(_ point: Point) -> Point {
        switch direction {
        case .rightward: point + origin
        case .upward: Point(origin.x + point.y, origin.y - point.x)
        }
    }

    /// What the text covers: its width by its ascent and descent.
    public var box: Rectangle {
        Rectangle(placed(Point(0, -layout.ascent)), placed(Point(layout.width, layout.descent)))
    }
}
