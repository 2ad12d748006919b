import CCairo

/// Draws with Cairo, into pixels or into a PDF page.
///
/// Text in pixels is filled outlines: their positions are exact fractions of a pixel and nothing is
/// hinted. Text in a PDF is set with the embedded font, so that it can be searched and copied.
public final class CairoCanvas: Canvas {
    enum TextMode { case outlines, glyphs(CairoFonts) }

    private let context: OpaquePointer
    private let textMode: TextMode

    /// Draws into `context`, whose unit must be one point; does not take ownership.
    init(context: OpaquePointer, textMode: TextMode) {
        self.context = context
        self.textMode = textMode
        cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
        cairo_set_antialias(context, CAIRO_ANTIALIAS_BEST)
    }

    /// Covers the whole page with a colour.
    func paint(_ color: Color) {
        setColor(color)
        cairo_paint(context)
    }

    public func fill(_ path: Path, _ color: Color) {
        trace(path)
        setColor(color)
        cairo_fill(context)
    }

    public func stroke(_ path: Path, _ stroke: Stroke) {
        trace(path)
        setColor(stroke.color)
        cairo_set_line_width(context, stroke.width)
        cairo_set_dash(context, stroke.dash, Int32(stroke.dash.count), 0)
        cairo_set_line_cap(context, stroke.cap == .round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT)
        cairo_stroke(context)
    }

    public func dot(at center: Point, diameter: Double, _ color: Color) {
        switch textMode {
        case .outlines: fill(Path(circleAround: center, diameter: diameter), color)
        case .glyphs:
            // A line of no length with round ends takes a quarter of a circle's bytes in a PDF.
            stroke(Path([.move(center), .line(center)]), Stroke(color, width: diameter, cap: .round))
        }
    }

    public func text(_ text: PlacedText) {
        cairo_save(context)
        var matrix =
            switch text.direction {
            case .rightward:
                cairo_matrix_t(xx: 1, yx: 0, xy: 0, yy: 1, x0: text.origin.x, y0: text.origin.y)
            case .upward:
                cairo_matrix_t(xx: 0, yx: -1, xy: 1, yy: 0, x0: text.origin.x, y0: text.origin.y)
            }
        cairo_transform(context, &matrix)
        if text.halo > 0 {
            stroke(text.layout.outline, Stroke(text.haloColor, width: 2 * text.halo))
        }
        switch textMode {
        case .outlines: fill(text.layout.outline, text.color)
        case .glyphs(let fonts):
            setColor(text.color)
            fonts.show(text.layout, on: context)
        }
        cairo_restore(context)
    }

    public func image(_ bitmap: Bitmap, in rectangle: Rectangle) {
        guard bitmap.width > 0, bitmap.height > 0 else { return }
        guard let surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(bitmap.width), Int32(bitmap.height))
        else { return }
        defer { cairo_surface_destroy(surface) }
        copy(bitmap, to: surface)
        cairo_save(context)
        cairo_translate(context, rectangle.left, rectangle.top)
        cairo_scale(context, rectangle.width / Double(bitmap.width), rectangle.height / Double(bitmap.height))
        cairo_set_source_surface(context, surface, 0, 0)
        cairo_pattern_set_filter(cairo_get_source(context), CAIRO_FILTER_NEAREST)
        cairo_rectangle(context, 0, 0, Double(bitmap.width), Double(bitmap.height))
        cairo_fill(context)
        cairo_restore(context)
    }

    public func beginClip(_ rectangle: Rectangle) {
        cairo_save(context)
        cairo_rectangle(context, rectangle.left, rectangle.top, rectangle.width, rectangle.height)
        cairo_clip(context)
    }

    public func endClip() { cairo_restore(context) }
    public func beginGroup(_ group: CanvasGroup) {}
    public func endGroup() {}

    private func setColor(_ color: Color) {
        cairo_set_source_rgba(
            context, Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255, color.opacity)
    }

    private func trace(_ path: Path) {
        cairo_new_path(context)
        for element in path.elements {
            switch element {
            case .move(let p): cairo_move_to(context, p.x, p.y)
            case .line(let p): cairo_line_to(context, p.x, p.y)
            case .curve(let a, let b, let c): cairo_curve_to(context, a.x, a.y, b.x, b.y, c.x, c.y)
            case .close: cairo_close_path(context)
            }
        }
    }

    /// Cairo's pixels are 32-bit words of opacity, red, green and blue, premultiplied.
    private func copy(_ bitmap: Bitmap, to surface: OpaquePointer) {
        cairo_surface_flush(surface)
        guard let data = cairo_image_surface_get_data(surface) else { return }
        let stride = Int(cairo_image_surface_get_stride(surface))
        for y in 0..<bitmap.height {
            let row = UnsafeMutableRawPointer(data + y * stride).assumingMemoryBound(to: UInt32.self)
            for x in 0..<bitmap.width {
                let base = (y * bitmap.width + x) * 4
                let opacity = UInt32(bitmap.rgba[base + 3])
                func channel(_ offset: Int) -> UInt32 { (UInt32(bitmap.rgba[base + offset]) * opacity + 127) / 255 }
                row[x] = opacity << 24 | channel(0) << 16 | channel(1) << 8 | channel(2)
            }
        }
        cairo_surface_mark_dirty(surface)
    }
}
