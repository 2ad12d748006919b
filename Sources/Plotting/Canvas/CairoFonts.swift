import CCairo

/// The figure's typefaces as Cairo's, for text that stays text in a PDF.
///
/// They wrap FreeType faces of their own, opened by file, and live as long as the process. Only one
/// PDF is written at a time (`FigureFiles` sees to it), since FreeType faces must not be shared by threads.
final class CairoFonts: @unchecked Sendable {
    private let regular: OpaquePointer
    private let bold: OpaquePointer

    init(_ fonts: Fonts) throws {
        func wrap(_ typeface: Typeface) throws -> OpaquePointer {
            let face = try Typeface.openFace(typeface.path)
            let flags = Int32(FT_LOAD_NO_HINTING) | Int32(FT_LOAD_NO_BITMAP)
            guard let font = cairo_ft_font_face_create_for_ft_face(face, flags) else {
                throw PlottingError.fontUnreadable(path: typeface.path)
            }
            return font
        }
        regular = try wrap(fonts.regular)
        bold = try wrap(fonts.bold)
    }

    /// Sets a line of text from the current origin; glyph positions are ours, not Cairo's.
    func show(_ layout: TextLayout, on context: OpaquePointer) {
        let options = cairo_font_options_create()
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        cairo_set_font_options(context, options)
        cairo_font_options_destroy(options)
        var rest = layout.glyphs[...]
        while let first = rest.first {
            let run = rest.prefix { $0.size == first.size && $0.weight == first.weight }
            rest = rest.dropFirst(run.count)
            cairo_set_font_face(context, first.weight == .bold ? bold : regular)
            cairo_set_font_size(context, first.size)
            let glyphs = run.map {
                cairo_glyph_t(index: UInt($0.glyph.index), x: $0.origin.x, y: $0.origin.y)
            }
            let clusters = run.map {
                cairo_text_cluster_t(num_bytes: Int32(UTF8.width($0.character)), num_glyphs: 1)
            }
            let text = String(String.UnicodeScalarView(run.map(\.character)))
            cairo_show_text_glyphs(
                context, text, Int32(text.utf8.count), glyphs, Int32(glyphs.count), clusters,
                Int32(clusters.count), cairo_text_cluster_flags_t(rawValue: 0))
        }
    }
}
