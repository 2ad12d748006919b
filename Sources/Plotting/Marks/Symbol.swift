extension SeriesStyle.Symbol {
    /// Whether shapes of a size cannot be told apart: all symbols are then circles.
    static func isPlain(size: Double?) -> Bool { size.map { $0 < 2 } ?? false }

    /// Draws the symbol so that all symbols of one size look equally heavy.
    public func draw(on canvas: any Canvas, at center: Point, size: Double, _ color: Color) {
        func polygon(_ corners: [(Double, Double)]) {
            canvas.fill(
                Path(through: corners.map { Point(center.x + $0.0 * size, center.y + $0.1 * size) }, closed: true), color)
        }
        func lines(_ ends: [(Double, Double)]) {
            for (x, y) in ends {
                let offset = Point(x * size, y * size)
                canvas.stroke(
                    Path(from: center - offset, to: center + offset), Stroke(color, width: size * 0.28))
            }
        }
        switch Self.isPlain(size: size) ? .circle : self {
        case .circle: canvas.dot(at: center, diameter: size, color)
        case .square: polygon([(-0.44, -0.44), (0.44, -0.44), (0.44, 0.44), (-0.44, 0.44)])
        case .triangle: polygon([(0, -0.62), (0.56, 0.38), (-0.56, 0.38)])
        case .diamond: polygon([(0, -0.64), (0.52, 0), (0, 0.64), (-0.52, 0)])
        case .plus: lines([(0.55, 0), (0, 0.55)])
        case .cross: lines([(0.42, 0.42), (0.42, -0.42)])
        }
    }
}
