/// Draws into the text of an SVG picture that stands alone and can be put into an HTML page, whose width it fills.
///
/// Text stays text, in DejaVu Sans or, where that is not installed, in a similar font set to the same widths. Groups say
/// what is what, so that a page can switch series and published layers, and show values:
///
/// - `<g class="series" data-series="CNN" data-points="x,y,value,value;...">`: the shapes of a series in one mark, with the
///   positions and values of its points (and the ends of their intervals, if any), unless they are too many or the axes have
///   no labels;
/// - `<g class="legend" data-series="CNN">`: its name in a legend or at the end of its line;
/// - `<g class="published">`: published layers and what explains them;
/// - `<g class="panel" data-title="..." data-x="..." data-y="..." data-frame="left top width height">`: a plot, with the labels
///   of its axes; in it `<g class="x-axis">` and `<g class="y-axis">`.
///
/// Ids begin with a name of the caller's, so that many pictures fit on one page.
public final class SVGCanvas: Canvas {
    /// Shapes that wait for more of their kind, to become one element.
    private enum Pending: Equatable {
        case fill(Color)
        case stroke(Stroke)
    }

    /// More points than these get no values: nobody could point at one of them.
    static let mostPoints = 250

    private let name: String
    private let width: Double
    private let height: Double
    private let background: Color
    private var elements: [String] = []
    private var pending: Pending?
    private var path = SVGPath()
    /// Whether the plot's axes say what its values are.
    private var areValuesNamed = true
    /// Where the open groups begin in `elements`.
    private var groups: [Int] = []
    /// The clipping rectangles so far, as paths; the index makes the id.
    private var clips: [String] = []
    /// Why a part could not be drawn.
    private var failure: (any Error)?

    /// A page of the given size in points. In ids, what is neither letter nor digit in `name` becomes a hyphen.
    public init(name: String, width: Double, height: Double, background: Color = .white) {
        self.name = String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
        self.width = width
        self.height = height
        self.background = background
    }

    /// The whole picture; `title` and `description` say what it shows to those who cannot see it, `metadata` where it
    /// comes from. Throws where a part could not be drawn.
    public func document(title: String, description: String, metadata: String = "") throws -> String {
        if let failure { throw failure }
        flush()
        var text =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100%\" viewBox=\"0 0 \(number(width)) \(number(height))\" "
            + "role=\"img\" aria-labelledby=\"\(name)-title \(name)-desc\" font-family=\"DejaVu Sans,Verdana,sans-serif\" "
            + "text-rendering=\"geometricPrecision\" stroke-linejoin=\"round\">\n"
        text += "<title id=\"\(name)-title\">\(SVGText.escaped(title))</title>\n"
        text += "<desc id=\"\(name)-desc\">\(SVGText.escaped(description))</desc>\n"
        if !metadata.isEmpty { text += "<metadata>\(SVGText.escaped(metadata))</metadata>\n" }
        if !clips.isEmpty {
            text += "<defs>\n"
            for (index, clip) in clips.enumerated() {
                text += "<clipPath id=\"\(name)-clip-\(index + 1)\"><path d=\"\(clip)\"/></clipPath>\n"
            }
            text += "</defs>\n"
        }
        let page = SVGPath(Path(Rectangle(left: 0, top: 0, width: width, height: height))).text
        text += "<path class=\"page\" d=\"\(page)\"\(paint("fill", background))/>\n"
        return text + elements.map { $0 + "\n" }.joined() + "</svg>\n"
    }

    public func fill(_ path: Path, _ color: Color) { add(path, .fill(color), canMerge: color.opacity == 1) }

    public func stroke(_ path: Path, _ stroke: Stroke) { add(path, .stroke(stroke), canMerge: stroke.color.opacity == 1) }

    /// Dots of one look in a row become one path: where transparent ones overlap they look like one.
    public func dot(at center: Point, diameter: Double, _ color: Color) {
        begin(.stroke(Stroke(color, width: diameter, cap: .round)), canMerge: true)
        path.append(dotAt: center)
    }

    public func text(_ text: PlacedText) {
        flush()
        let layout = text.layout
        let (x, y) = (number(text.origin.x), number(text.origin.y))
        var element = "<text x=\"\(x)\" y=\"\(y)\" font-size=\"\(number(layout.size))\" textLength=\"\(number(layout.width))\""
        if layout.glyphs.count > 1 { element += " lengthAdjust=\"spacingAndGlyphs\"" }
        if layout.weight == .bold { element += " font-weight=\"bold\"" }
        if text.direction == .upward { element += " transform=\"rotate(-90 \(x) \(y))\"" }
        element += paint("fill", text.color)
        if text.halo > 0 {
            element += "\(paint("stroke", text.haloColor)) stroke-width=\"\(number(2 * text.halo))\" paint-order=\"stroke\""
        }
        elements.append(element + ">" + runs(of: layout) + "</text>")
    }

    /// The words of a line, raised and lowered parts in elements of their own.
    private func runs(of layout: TextLayout) -> String {
        var text = ""
        var height = 0.0
        var rest = layout.glyphs[...]
        while let first = rest.first {
            let run = rest.prefix { $0.size == first.size && $0.origin.y == first.origin.y }
            rest = rest.dropFirst(run.count)
            let words = SVGText.escaped(String(String.UnicodeScalarView(run.map(\.character))))
            let size = first.size == layout.size ? "" : " font-size=\"\(number(first.size))\""
            let shift = first.origin.y - height
            text += size.isEmpty && shift == 0 ? words : "<tspan dy=\"\(number(shift))\"\(size)>\(words)</tspan>"
            height = first.origin.y
        }
        return text
    }

    public func image(_ bitmap: Bitmap, in rectangle: Rectangle) {
        flush()
        var png: [UInt8] = []
        do { png = try PNGFile.encode(bitmap, pixelsPerInch: nil, keepOpacity: true) } catch { failure = failure ?? error }
        elements.append(
            "<image x=\"\(number(rectangle.left))\" y=\"\(number(rectangle.top))\" width=\"\(number(rectangle.width))\" "
                + "height=\"\(number(rectangle.height))\" preserveAspectRatio=\"none\" "
                + "image-rendering=\"optimizeSpeed\" style=\"image-rendering:pixelated\" "
                + "href=\"data:image/png;base64,\(Base64.encode(png))\"/>")
    }

    public func beginClip(_ rectangle: Rectangle) {
        let outline = SVGPath(Path(rectangle)).text
        if !clips.contains(outline) { clips.append(outline) }
        open("<g clip-path=\"url(#\(name)-clip-\(clips.firstIndex(of: outline)! + 1))\">")
    }

    public func endClip() { close() }

    public func beginGroup(_ group: CanvasGroup) {
        let (kind, name) = group.words
        let attribute = if case .panel = group { "data-title" } else { "data-series" }
        var tag = "<g class=\"\(kind)\""
        if let name { tag += " \(attribute)=\"\(SVGText.escaped(name))\"" }
        if case .panel(_, let x, let y, let frame) = group {
            areValuesNamed = !x.isEmpty || !y.isEmpty
            for (axis, label) in [("x", x), ("y", y)] where !label.isEmpty {
                tag += " data-\(axis)=\"\(SVGText.escaped(TextMarkup.plain(label)))\""
            }
            let sides = [frame.left, frame.top, frame.width, frame.height]
            tag += " data-frame=\"\(sides.map { NumberText.compact($0, 1) }.joined(separator: " "))\""
        }
        if case .series(_, let points) = group, areValuesNamed, !points.isEmpty, points.count <= Self.mostPoints {
            tag += " data-points=\"\(points.map(describe).joined(separator: ";"))\""
        }
        open(tag + ">")
    }

    public func endGroup() { close() }

    private func open(_ tag: String) {
        flush()
        groups.append(elements.count)
        elements.append(tag)
    }

    /// Ends a group; one without content is left out.
    private func close() {
        flush()
        let start = groups.removeLast()
        if elements.count == start + 1 { elements.removeLast() } else { elements.append("</g>") }
    }

    private func add(_ shape: Path, _ kind: Pending, canMerge: Bool) {
        begin(kind, canMerge: canMerge)
        path.append(shape)
    }

    private func begin(_ kind: Pending, canMerge: Bool) {
        if pending != kind || !canMerge { flush() }
        pending = kind
    }

    private func flush() {
        defer {
            pending = nil
            path = SVGPath()
        }
        guard let pending, !path.isEmpty else { return }
        switch pending {
        case .fill(let color): elements.append("<path d=\"\(path.text)\"\(paint("fill", color))/>")
        case .stroke(let stroke): elements.append("<path d=\"\(path.text)\" fill=\"none\"\(attributes(stroke))/>")
        }
    }

    private func number(_ value: Double) -> String { NumberText.compact(value, 2) }

    private func paint(_ attribute: String, _ color: Color) -> String {
        let opacity = color.opacity == 1 ? "" : " \(attribute)-opacity=\"\(number(color.opacity))\""
        return " \(attribute)=\"\(color.hex)\"\(opacity)"
    }

    private func attributes(_ stroke: Stroke) -> String {
        var text = "\(paint("stroke", stroke.color)) stroke-width=\"\(number(stroke.width))\""
        if !stroke.dash.isEmpty { text += " stroke-dasharray=\"\(stroke.dash.map(number).joined(separator: " "))\"" }
        if stroke.cap == .round { text += " stroke-linecap=\"round\"" }
        return text
    }

    /// A point's position, to a tenth of a point, and its values.
    private func describe(_ point: CanvasPoint) -> String {
        var parts = [NumberText.compact(point.position.x, 1), NumberText.compact(point.position.y, 1)]
        parts += [describe(point.x), describe(point.y)]
        if point.low.finite != nil, point.high.finite != nil { parts += [describe(point.low), describe(point.high)] }
        return parts.joined(separator: ",")
    }

    private func describe(_ value: Value) -> String {
        switch value {
        case .number(let number): NumberText.significant(number, 5)
        case .name(let name): SVGText.escaped(String(name.map { $0 == "," || $0 == ";" ? " " : $0 }))
        }
    }
}
