/// Draws into the text of an SVG picture that stands alone and can be put into an HTML page.
///
/// Text is drawn as outlines, so that no font needs to be installed; its words stay readable for
/// screen readers as labels. Ids begin with a name of the caller's, so that many pictures fit on one page.
public final class SVGCanvas: Canvas {
    private let name: String
    private let width: Double
    private let height: Double
    private var body = ""
    /// Outlines used so far, by name, in order of first use.
    private var definitions: [(id: String, path: String)] = []
    private var defined: Set<String> = []
    private var clipCount = 0

    /// A page of the given size in points. In ids, what is neither letter nor digit in `name` becomes a hyphen.
    public init(name: String, width: Double, height: Double) {
        self.name = String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
        self.width = width
        self.height = height
    }

    /// The whole picture; `title` and `description` say what it shows to those who cannot see it.
    public func document(title: String = "", description: String = "") -> String {
        var text =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(number(width))pt\" height=\"\(number(height))pt\" "
            + "viewBox=\"0 0 \(number(width)) \(number(height))\" role=\"img\">\n"
        if !title.isEmpty { text += "<title>\(escaped(title))</title>\n" }
        if !description.isEmpty { text += "<desc>\(escaped(description))</desc>\n" }
        text += "<defs>\n"
        for definition in definitions { text += "<path id=\"\(definition.id)\" d=\"\(definition.path)\"/>\n" }
        text += "</defs>\n"
        text += "<rect width=\"\(number(width))\" height=\"\(number(height))\" fill=\"#ffffff\"/>\n"
        return text + body + "</svg>\n"
    }

    public func fill(_ path: Path, _ color: Color) {
        body += "<path d=\"\(describe(path))\"\(paint("fill", color))/>\n"
    }

    public func stroke(_ path: Path, _ stroke: Stroke) {
        body += "<path d=\"\(describe(path))\" fill=\"none\"\(attributes(stroke))/>\n"
    }

    public func dot(at center: Point, diameter: Double, _ color: Color) {
        body +=
            "<circle cx=\"\(number(center.x))\" cy=\"\(number(center.y))\" r=\"\(number(diameter / 2))\""
            + "\(paint("fill", color))/>\n"
    }

    public func text(_ text: PlacedText) {
        let turn = text.direction == .upward ? " rotate(-90)" : ""
        body += "<g role=\"img\" aria-label=\"\(escaped(text.layout.plain))\" "
        body += "transform=\"translate(\(number(text.origin.x)) \(number(text.origin.y)))\(turn)\"\(paint("fill", text.color))>\n"
        if text.halo > 0 {
            let rim = Stroke(Color.white, width: 2 * text.halo)
            body += "<path d=\"\(describe(text.layout.outline))\" fill=\"none\"\(attributes(rim))/>\n"
        }
        for placed in text.layout.glyphs where !placed.glyph.outline.elements.isEmpty {
            let id = "\(name)-\(placed.weight.rawValue)-\(placed.glyph.index)"
            if defined.insert(id).inserted {
                definitions.append((id, describe(placed.glyph.outline.mapped { $0 * 1000 })))
            }
            body +=
                "<use href=\"#\(id)\" transform=\"translate(\(number(placed.origin.x)) \(number(placed.origin.y))) "
                + "scale(\(NumberText.compact(placed.size / 1000, 6)))\"/>\n"
        }
        body += "</g>\n"
    }

    public func image(_ bitmap: Bitmap, in rectangle: Rectangle) {
        let png = (try? PNGFile.encode(bitmap, pixelsPerInch: nil, keepOpacity: true)) ?? []
        body +=
            "<image x=\"\(number(rectangle.left))\" y=\"\(number(rectangle.top))\" width=\"\(number(rectangle.width))\" "
            + "height=\"\(number(rectangle.height))\" preserveAspectRatio=\"none\" "
            + "image-rendering=\"optimizeSpeed\" style=\"image-rendering:pixelated\" "
            + "href=\"data:image/png;base64,\(Base64.encode(png))\"/>\n"
    }

    public func beginClip(_ rectangle: Rectangle) {
        clipCount += 1
        let id = "\(name)-clip-\(clipCount)"
        body +=
            "<clipPath id=\"\(id)\"><path d=\"\(describe(Path(rectangle)))\"/></clipPath>\n<g clip-path=\"url(#\(id))\">\n"
    }

    public func endClip() { body += "</g>\n" }
    public func beginGroup(_ name: String) { body += "<g data-part=\"\(escaped(name))\">\n" }
    public func endGroup() { body += "</g>\n" }

    private func number(_ value: Double) -> String { NumberText.compact(value, 3) }

    private func paint(_ attribute: String, _ color: Color) -> String {
        let opacity = color.opacity == 1 ? "" : " \(attribute)-opacity=\"\(number(color.opacity))\""
        return " \(attribute)=\"\(color.hex)\"\(opacity)"
    }

    private func attributes(_ stroke: Stroke) -> String {
        var text = "\(paint("stroke", stroke.color)) stroke-width=\"\(number(stroke.width))\" stroke-linejoin=\"round\""
        if !stroke.dash.isEmpty { text += " stroke-dasharray=\"\(stroke.dash.map(number).joined(separator: " "))\"" }
        if stroke.cap == .round { text += " stroke-linecap=\"round\"" }
        return text
    }

    private func describe(_ path: Path) -> String {
        func point(_ p: Point) -> String { number(p.x) + " " + number(p.y) }
        return path.elements.map { element in
            switch element {
            case .move(let p): "M" + point(p)
            case .line(let p): "L" + point(p)
            case .curve(let a, let b, let c): "C\(point(a)) \(point(b)) \(point(c))"
            case .close: "Z"
            }
        }.joined()
    }

    private func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
        return result
    }
}
