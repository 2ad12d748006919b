/// An upright rectangle on the page, in points; y grows downwards.
public struct Rectangle: Hashable, Sendable {
    public var left: Double
    public var top: Double
    public var width: Double
    public var height: Double

    public init(left: Double, top: Double, width: Double, height: Double) {
        self.left = left
        self.top = top
        self.width = width
        self.height = height
    }

    /// The rectangle between two opposite corners, given in any order.
    public init(_ a: Point, _ b: Point) {
        left = min(a.x, b.x)
        top = min(a.y, b.y)
        width = max(a.x, b.x) - left
        height = max(a.y, b.y) - top
    }

    public var right: Double { left + width }
    public var bottom: Double { top + height }
    public var center: Point { Point(left + width / 2, top + height / 2) }

    /// The rectangle with every edge moved outwards by `margin` (inwards when negative).
    public func expanded(by margin: Double) -> Rectangle {
        Rectangle(
            left: left - margin, top: top - margin,
            width: width + 2 * margin, height: height + 2 * margin)
    }

    public func moved(by offset: Point) -> Rectangle {
        Rectangle(left: left + offset.x, top: top + offset.y, width: width, height: height)
    }

    /// Whether the interiors share a point; rectangles that only touch do not overlap.
    public func overlaps(_ other: Rectangle) -> Bool {
        left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }

    /// The area that both cover, in square points.
    public func sharedArea(with other: Rectangle) -> Double {
        let width = min(right, other.right) - max(left, other.left)
        let height = min(bottom, other.bottom) - max(top, other.top)
        return width > 0 && height > 0 ? width * height : 0
    }

    /// Whether `other` lies inside, edges included, give or take `tolerance` points.
    public func contains(_ other: Rectangle, tolerance: Double = 0) -> Bool {
        other.left >= left - tolerance && other.right <= right + tolerance
            && other.top >= top - tolerance && other.bottom <= bottom + tolerance
    }

    /// The smallest rectangle that covers both.
    public func union(_ other: Rectangle) -> Rectangle {
        Rectangle(
            Point(min(left, other.left), min(top, other.top)),
            Point(max(right, other.right), max(bottom, other.bottom)))
    }
}
