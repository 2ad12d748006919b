/// Notes which parts of a plot are covered, in cells of one point, so that legends and labels can keep clear.
final class InkCanvas: Canvas {
    private let area: Rectangle
    private let columns: Int
    private let rows: Int
    /// How much a cell is covered, 0...1.
    private var cells: [Float]

    init(area: Rectangle) {
        self.area = area
        columns = max(1, Int(area.width.rounded(.up)))
        rows = max(1, Int(area.height.rounded(.up)))
        cells = [Float](repeating: 0, count: columns * rows)
    }

    /// Sum of covered cells whose middle lies in the rectangle, in square points; pale ink counts with the square of its opacity.
    func weight(in rectangle: Rectangle) -> Double {
        var sum = 0.0
        for row in range(rectangle.top - area.top, rectangle.bottom - area.top, rows) {
            for column in range(rectangle.left - area.left, rectangle.right - area.left, columns) {
                let cell = Double(cells[row * columns + column])
                sum += cell * cell
            }
        }
        return sum
    }

    func fill(_ path: Path, _ color: Color) {
        let pieces = path.flattened()
        let points = pieces.joined()
        guard let top = points.map(\.y).min(), let bottom = points.map(\.y).max() else { return }
        for row in range(top - area.top, bottom - area.top, rows) {
            let y = area.top + Double(row) + 0.5
            var crossings: [Double] = []
            for piece in pieces {
                for (a, b) in zip(piece, piece.dropFirst() + piece.prefix(1)) where (a.y <= y) != (b.y <= y) {
                    crossings.append(a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y))
                }
            }
            crossings.sort()
            for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
                for column in range(crossings[pair] - area.left, crossings[pair + 1] - area.left, columns) {
                    cover(column, row, color)
                }
            }
        }
    }

    func stroke(_ path: Path, _ stroke: Stroke) {
        for piece in path.flattened() {
            for (a, b) in zip(piece, piece.dropFirst()) {
                let length = max((b.x - a.x).magnitude, (b.y - a.y).magnitude)
                guard length.isFinite, length < 1e5 else { continue }
                let steps = max(1, Int((length * 2).rounded(.up)))
                for step in 0...steps {
                    let t = Double(step) / Double(steps)
                    let point = a + (b - a) * t
                    cover(Rectangle(point, point).expanded(by: max(stroke.width / 2, 0.5)), stroke.color)
                }
            }
        }
    }

    func dot(at center: Point, diameter: Double, _ color: Color) {
        cover(Rectangle(center, center).expanded(by: max(diameter / 2, 0.5)), color)
    }

    func text(_ text: PlacedText) { cover(text.box, .black) }
    func image(_ bitmap: Bitmap, in rectangle: Rectangle) { cover(rectangle, .black) }
    func beginClip(_ rectangle: Rectangle) {}
    func endClip() {}
    func beginGroup(_ group: CanvasGroup) {}
    func endGroup() {}

    private func cover(_ rectangle: Rectangle, _ color: Color) {
        for row in range(rectangle.top - area.top, rectangle.bottom - area.top, rows) {
            for column in range(rectangle.left - area.left, rectangle.right - area.left, columns) {
                cover(column, row, color)
            }
        }
    }

    private func cover(_ column: Int, _ row: Int, _ color: Color) {
        let index = row * columns + column
        cells[index] = max(cells[index], Float(color.opacity))
    }

    /// The cells whose middle lies between two distances.
    private func range(_ low: Double, _ high: Double, _ count: Int) -> Range<Int> {
        guard !low.isNaN, !high.isNaN else { return 0..<0 }
        let first = min(max((low - 0.5).rounded(.up), 0), Double(count))
        let last = min(max((high - 0.5).rounded(.down), -1), Double(count - 1))
        return Int(first)..<max(Int(first), Int(last) + 1)
    }
}
