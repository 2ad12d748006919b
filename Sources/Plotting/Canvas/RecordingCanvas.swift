/// Writes down what is drawn, one line a command, to compare figures without looking at pixels.
///
/// Coordinates have three decimals (a thousandth of a point). Groups indent what they contain.
public final class RecordingCanvas: Canvas {
    /// The commands so far.
    public private(set) var commands: [String] = []
    /// Every line of text with the rectangle that it covers, in order of drawing.
    public private(set) var texts: [PlacedText] = []
    /// The smallest rectangle around everything drawn, line widths and clipping included; nil for nothing.
    public private(set) var extent: Rectangle?
    private var depth = 0
    private var clip: Rectangle?

    public init() {}

    public func fill(_ path: Path, _ color: Color) {
        record("fill \(name(color)) \(describe(path))")
        cover(path, margin: 0)
    }

    public func stroke(_ path: Path, _ stroke: Stroke) {
        let dash = stroke.dash.isEmpty ? "" : " dash \(stroke.dash.map(number).joined(separator: ","))"
        let cap = stroke.cap == .round ? " round" : ""
        record("stroke \(name(stroke.color)) width \(number(stroke.width))\(dash)\(cap) \(describe(path))")
        cover(path, margin: stroke.width / 2)
    }

    public func dot(at center: Point, diameter: Double, _ color: Color) {
        record("dot \(name(color)) diameter \(number(diameter)) \(describe(center))")
        cover(Rectangle(center, center).expanded(by: diameter / 2))
    }

    public func text(_ text: PlacedText) {
        let layout = text.layout
        let halo = text.halo > 0 ? " halo \(number(text.halo))" : ""
        record(
            "text \(name(text.color)) size \(number(layout.size)) \(layout.weight.rawValue) \(text.direction.rawValue)\(halo) "
                + "at \(describe(text.origin)) box \(describe(text.box)) \"\(layout.string)\"")
        texts.append(text)
        cover(text.box)
    }

    public func image(_ bitmap: Bitmap, in rectangle: Rectangle) {
        let pixels = String(Fingerprint.of(bitmap.rgba), radix: 16)
        record("image \(bitmap.width)x\(bitmap.height) pixels \(pixels) in \(describe(rectangle))")
        cover(rectangle)
    }

    public func beginClip(_ rectangle: Rectangle) {
        record("clip \(describe(rectangle))")
        clip = rectangle
        depth += 1
    }

    public func endClip() {
        clip = nil
        depth -= 1
    }

    public func beginGroup(_ group: CanvasGroup) {
        let (kind, name) = group.words
        record("group \(kind)\(name.map { " \($0)" } ?? "")")
        depth += 1
    }

    public func endGroup() { depth -= 1 }

    private func record(_ line: String) { commands.append(String(repeating: "  ", count: depth) + line) }

    private func cover(_ path: Path, margin: Double) {
        let points = path.flattened().joined()
        guard let first = points.first else { return }
        var bounds = Rectangle(first, first)
        for point in points { bounds = bounds.union(Rectangle(point, point)) }
        cover(bounds.expanded(by: margin))
    }

    private func cover(_ rectangle: Rectangle) {
        var visible = rectangle
        if let clip {
            let left = max(visible.left, clip.left), top = max(visible.top, clip.top)
            let right = min(visible.right, clip.right), bottom = min(visible.bottom, clip.bottom)
            guard left <= right, top <= bottom else { return }
            visible = Rectangle(Point(left, top), Point(right, bottom))
        }
        extent = extent.map { $0.union(visible) } ?? visible
    }

    private func number(_ value: Double) -> String { NumberText.compact(value, 3) }
    private func describe(_ p: Point) -> String { number(p.x) + "," + number(p.y) }
    private func describe(_ r: Rectangle) -> String {
        "\(number(r.left)),\(number(r.top)) \(number(r.width))x\(number(r.height))"
    }
    private func name(_ color: Color) -> String {
        color.opacity == 1 ? color.hex : "\(color.hex)/\(number(color.opacity))"
    }
    private func describe(_ path: Path) -> String {
        path.elements.map { element in
            switch element {
            case .move(let p): "M \(describe(p))"
            case .line(let p): "L \(describe(p))"
            case .curve(let a, let b, let c): "C \(describe(a)) \(describe(b)) \(describe(c))"
            case .close: "Z"
            }
        }.joined(separator: " ")
    }
}
