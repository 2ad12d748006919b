import CCairo

/// Turns a TrueType outline into a path.
enum GlyphOutline {
    /// The outline in ems, y downwards. Quadratic pieces become cubic ones, exactly; two control
    /// points in a row have an on-curve point half way between them (TrueType's convention).
    static func path(of outline: FT_Outline, unitsPerEm: Double) -> Path {
        var path = Path()
        var start = 0
        for contour in 0..<Int(outline.n_contours) {
            let end = Int(outline.contours[contour])
            guard end >= start else { continue }
            let points = (start...end).map {
                Point(Double(outline.points[$0].x) / unitsPerEm, -Double(outline.points[$0].y) / unitsPerEm)
            }
            let onCurve = (start...end).map { outline.tags[$0] & 1 == 1 }
            append(points, onCurve, to: &path)
            start = end + 1
        }
        return path
    }

    private static func append(_ points: [Point], _ onCurve: [Bool], to path: inout Path) {
        let count = points.count
        func middle(_ a: Point, _ b: Point) -> Point { (a + b) * 0.5 }
        // Begin at a point on the curve, or half way between two control points if there is none.
        let firstOn = onCurve.firstIndex(of: true)
        let origin = firstOn.map { points[$0] } ?? middle(points[count - 1], points[0])
        var current = origin
        var control: Point?
        path.elements.append(.move(origin))
        func quadratic(_ c: Point, _ end: Point) {
            path.elements.append(
                .curve(current + (c - current) * (2.0 / 3), end + (c - end) * (2.0 / 3), end))
            current = end
        }
        let first = firstOn.map { $0 + 1 } ?? 0
        for offset in 0..<(firstOn == nil ? count : count - 1) {
            let index = (first + offset) % count
            let point = points[index]
            if onCurve[index] {
                if let c = control {
                    quadratic(c, point)
                } else {
                    path.elements.append(.line(point))
                    current = point
                }
                control = nil
            } else {
                if let c = control { quadratic(c, middle(c, point)) }
                control = point
            }
        }
        if let c = control { quadratic(c, origin) }
        path.elements.append(.close)
    }
}
