/// A sequence of straight and curved pieces, ready to be filled or stroked.
public struct Path: Sendable, Equatable {
    /// One piece of a path; each starts where the one before ended.
    public enum Element: Sendable, Equatable {
        /// Starts a new piece without drawing.
        case move(Point)
        /// A straight line to the point.
        case line(Point)
        /// A cubic Bezier curve: two control points, then the end.
        case curve(Point, Point, Point)
        /// A straight line back to the last `move`.
        case close
    }

    public var elements: [Element]

    public init(_ elements: [Element] = []) { self.elements = elements }

    /// Straight lines through the points in order; empty for fewer than two points.
    public init(through points: [Point], closed: Bool = false) {
        elements = []
        guard points.count > 1 else { return }
        elements.reserveCapacity(points.count + 1)
        elements.append(.move(points[0]))
        for point in points.dropFirst() { elements.append(.line(point)) }
        if closed { elements.append(.close) }
    }

    public init(_ rectangle: Rectangle) {
        self.init(
            through: [
                Point(rectangle.left, rectangle.top), Point(rectangle.right, rectangle.top),
                Point(rectangle.right, rectangle.bottom), Point(rectangle.left, rectangle.bottom),
            ], closed: true)
    }

    /// A circle of four cubic curves, at most 0.03 % of the radius off.
    init(circleAround center: Point, diameter: Double) {
        let radius = diameter / 2
        let handle = radius * 0.5522847498
        func point(_ x: Double, _ y: Double) -> Point { Point(center.x + x, center.y + y) }
        elements = [
            .move(point(radius, 0)),
            .curve(point(radius, handle), point(handle, radius), point(0, radius)),
            .curve(point(-handle, radius), point(-radius, handle), point(-radius, 0)),
            .curve(point(-radius, -handle), point(-handle, -radius), point(0, -radius)),
            .curve(point(handle, -radius), point(radius, -handle), point(radius, 0)),
            .close,
        ]
    }

    public init(from start: Point, to end: Point) { self.init(through: [start, end]) }

    /// The path with `transform` applied to every point, control points included.
    public func mapped(_ transform: (Point) -> Point) -> Path {
        Path(
            elements.map { element in
                switch element {
                case .move(let p): .move(transform(p))
                case .line(let p): .line(transform(p))
                case .curve(let a, let b, let c): .curve(transform(a), transform(b), transform(c))
                case .close: .close
                }
            })
    }

    /// The pieces as lists of points, each curve cut into `steps` straight lines.
    public func flattened(steps: Int = 8) -> [[Point]] {
        var pieces: [[Point]] = []
        var current: [Point] = []
        for element in elements {
            switch element {
            case .move(let p):
                if current.count > 1 { pieces.append(current) }
                current = [p]
            case .line(let p): current.append(p)
            case .curve(let b, let c, let d):
                guard let a = current.last else { continue }
                for step in 1...steps {
                    let t = Double(step) / Double(steps)
                    let s = 1 - t
                    current.append(
                        a * (s * s * s) + b * (3 * s * s * t) + c * (3 * s * t * t) + d * (t * t * t))
                }
            case .close: if let first = current.first { current.append(first) }
            }
        }
        if current.count > 1 { pieces.append(current) }
        return pieces
    }
}
