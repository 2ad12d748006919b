import AtomicFiles
import CCairo
import Synchronization

/// Cairo and its FreeType faces are used by one thread at a time.
private let cairoLock = Mutex<CairoFonts?>(nil)

extension Figure {
    /// Pixels to the inch of PNG files.
    public static let pixelsPerInch = 300.0

    /// The picture's pixels, on the style's background.
    public func pixels(pixelsPerInch: Double = Figure.pixelsPerInch) throws -> Bitmap {
        let size = pageSize
        let scale = pixelsPerInch / 72
        let width = Int((size.width * scale).rounded())
        let height = Int((size.height * scale).rounded())
        guard let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height)),
            let context = cairo_create(surface)
        else { throw PlottingError.library(operation: "making a picture", reason: "out of memory") }
        defer {
            cairo_destroy(context)
            cairo_surface_destroy(surface)
        }
        cairo_scale(context, scale, scale)
        let canvas = CairoCanvas(context: context, textMode: .outlines)
        canvas.paint(style.background)
        try draw(on: canvas)
        try Self.check(context, surface)
        cairo_surface_flush(surface)
        guard let data = cairo_image_surface_get_data(surface) else {
            throw PlottingError.library(operation: "making a picture of \(width) x \(height) pixels", reason: "no pixels")
        }
        let stride = Int(cairo_image_surface_get_stride(surface))
        var rgba: [UInt8] = []
        rgba.reserveCapacity(width * height * 4)
        for y in 0..<height {
            // Little-endian words of opacity, red, green, blue.
            for x in 0..<width {
                let pixel = data + (y * stride + x * 4)
                rgba.append(pixel[2])
                rgba.append(pixel[1])
                rgba.append(pixel[0])
                rgba.append(255)
            }
        }
        return Bitmap(width: width, height: height, rgba: rgba)
    }

    /// The bytes of a PNG file at 300 pixels to the inch.
    public func png() throws -> [UInt8] {
        try PNGFile.encode(pixels(), pixelsPerInch: Self.pixelsPerInch)
    }

    /// The bytes of a PDF file of one page; the same bytes each time.
    public func pdf(_ information: DocumentInformation = DocumentInformation()) throws -> [UInt8] {
        try cairoLock.withLock { cached in
            let fonts = try cached ?? CairoFonts(Fonts())
            cached = fonts
            let output = ByteSink()
            let size = pageSize
            guard
                let surface = cairo_pdf_surface_create_for_stream(
                    ByteSink.write, Unmanaged.passUnretained(output).toOpaque(), size.width, size.height),
                let context = cairo_create(surface)
            else { throw PlottingError.library(operation: "making a PDF page", reason: "out of memory") }
            defer {
                cairo_destroy(context)
                cairo_surface_destroy(surface)
            }
            cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5)
            let entries = [
                (CAIRO_PDF_METADATA_TITLE, information.title), (CAIRO_PDF_METADATA_AUTHOR, information.author),
                (CAIRO_PDF_METADATA_SUBJECT, information.subject),
                (CAIRO_PDF_METADATA_KEYWORDS, information.keywords),
                // The clock must not show in the file.
                (CAIRO_PDF_METADATA_CREATE_DATE, "2020-01-01T00:00:00Z"),
            ]
            for (key, value) in entries where !value.isEmpty { cairo_pdf_surface_set_metadata(surface, key, value) }
            let canvas = CairoCanvas(context: context, textMode: .glyphs(fonts))
            // White paper needs no paint.
            if style.background != .white { canvas.paint(style.background) }
            try draw(on: canvas)
            cairo_show_page(context)
            cairo_surface_finish(surface)
            try Self.check(context, surface)
            return output.bytes
        }
    }

    /// The text of an SVG picture; ids in it begin with `name`, which must be unique on an HTML page.
    public func svg(name: String, _ information: DocumentInformation = DocumentInformation()) throws -> String {
        let size = pageSize
        let canvas = SVGCanvas(name: name, width: size.width, height: size.height, background: style.background)
        try draw(on: canvas)
        return try canvas.document(
            title: information.title.isEmpty ? name : information.title,
            description: information.description.isEmpty ? summary : information.description,
            metadata: information.subject)
    }

    /// What is drawn, one line a command: to compare figures exactly without comparing pixels.
    public func commands() throws -> [String] {
        let canvas = RecordingCanvas()
        try draw(on: canvas)
        return canvas.commands
    }

    /// Writes the figure as the path's ending says: .png, .pdf or .svg. The file appears as a whole or not at all.
    ///
    /// Throws `PlottingError.unwritable` and what `draw` throws.
    public func write(to path: String, _ information: DocumentInformation = DocumentInformation()) throws {
        let file = path.split(separator: "/").last.map(String.init) ?? ""
        let bytes =
            switch file.split(separator: ".").last {
            case "png": try png()
            case "pdf": try pdf(information)
            case "svg": try Array(svg(name: String(file.dropLast(4)), information).utf8)
            default: throw PlottingError.unwritable(path: path, reason: "expected a name that ends in .png, .pdf or .svg")
            }
        do { try AtomicFile.write(bytes, to: path) } catch {
            throw PlottingError.unwritable(path: path, reason: error.reason)
        }
    }

    private static func check(_ context: OpaquePointer, _ surface: OpaquePointer) throws {
        for status in [cairo_status(context), cairo_surface_status(surface)] where status != CAIRO_STATUS_SUCCESS {
            throw PlottingError.library(operation: "drawing a figure", reason: String(cString: cairo_status_to_string(status)))
        }
    }
}

/// Collects what Cairo writes.
private final class ByteSink {
    var bytes: [UInt8] = []

    static let write: @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<UInt8>?, UInt32) -> cairo_status_t = {
        sink, data, length in
        guard let sink else { return CAIRO_STATUS_WRITE_ERROR }
        let output = Unmanaged<ByteSink>.fromOpaque(sink).takeUnretainedValue()
        output.bytes += UnsafeBufferPointer(start: data, count: Int(length))
        return CAIRO_STATUS_SUCCESS
    }
}
