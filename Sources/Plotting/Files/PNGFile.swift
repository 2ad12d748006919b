import AtomicFiles
import CPNG

/// Pictures as PNG files, through libpng.
public enum PNGFile {
    /// Largest width or height that is read, in pixels.
    public static let largestSide = 1 << 15
    /// Largest number of pixels that is read: 256 MB of memory.
    public static let largestArea = 1 << 26

    /// The bytes of a PNG file. Without `keepOpacity`, the bitmap must be opaque and three channels are written.
    ///
    /// Throws `PlottingError.library` with libpng's message.
    public static func encode(_ bitmap: Bitmap, pixelsPerInch: Double? = nil, keepOpacity: Bool = false) throws -> [UInt8] {
        var pixels = bitmap.rgba
        if !keepOpacity {
            pixels = [UInt8](unsafeUninitializedCapacity: bitmap.width * bitmap.height * 3) { buffer, count in
                for index in 0..<(bitmap.width * bitmap.height) {
                    for channel in 0..<3 { buffer[3 * index + channel] = bitmap.rgba[4 * index + channel] }
                }
                count = bitmap.width * bitmap.height * 3
            }
        }
        var image = png_image()
        image.version = UInt32(PNG_IMAGE_VERSION)
        image.width = UInt32(bitmap.width)
        image.height = UInt32(bitmap.height)
        image.format = UInt32(PNG_FORMAT_FLAG_COLOR) | (keepOpacity ? UInt32(PNG_FORMAT_FLAG_ALPHA) : 0)
        defer { png_image_free(&image) }
        // libpng's own upper bound: raw rows with filter bytes, deflate's overhead, and some headers.
        let rows = pixels.count + bitmap.height
        var size = rows + rows / 1000 + 4096
        var bytes = [UInt8](repeating: 0, count: size)
        guard png_image_write_to_memory(&image, &bytes, &size, 0, pixels, 0, nil) != 0 else {
            throw PlottingError.library(operation: "encoding a PNG file", reason: message(of: image))
        }
        bytes.removeLast(bytes.count - size)
        if let pixelsPerInch { insertResolution(pixelsPerInch, into: &bytes) }
        return bytes
    }

    /// libpng's short interface cannot write a pHYs chunk: it is put right behind the header (IHDR),
    /// which always takes bytes 8 to 33.
    private static func insertResolution(_ pixelsPerInch: Double, into bytes: inout [UInt8]) {
        let perMetre = bigEndian(UInt32((pixelsPerInch / 0.0254).rounded()))
        let content = Array("pHYs".utf8) + perMetre + perMetre + [1]
        let checksum = UInt32(truncatingIfNeeded: crc32(0, content, UInt32(content.count)))
        bytes.insert(contentsOf: bigEndian(9) + content + bigEndian(checksum), at: 33)
    }

    private static func bigEndian(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    static func message(of image: png_image) -> String {
        withUnsafeBytes(of: image.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }

    /// Reads a picture, whatever its bit depth and colour type, as 8-bit RGBA.
    ///
    /// Every chunk's length and checksum is checked before libpng sees the file, and the size that the header
    /// claims must be one that the compressed data can fill.
    /// Throws `PlottingError.unreadable` or `.damaged`, which names the file, the byte and what was expected.
    public static func read(_ path: String) throws -> Bitmap {
        let bytes: [UInt8]
        do { bytes = try AtomicFile.read(path, limit: 1 << 29) } catch {
            throw PlottingError.unreadable(path: path, reason: error.reason)
        }
        return try decode(bytes, name: path)
    }

    /// As `read`, from bytes; `name` stands for the file in errors.
    public static func decode(_ bytes: [UInt8], name: String) throws -> Bitmap {
        let header = try PNGStructure.check(bytes, name: name)
        var image = png_image()
        image.version = UInt32(PNG_IMAGE_VERSION)
        defer { png_image_free(&image) }
        return try bytes.withUnsafeBytes { buffer in
            guard png_image_begin_read_from_memory(&image, buffer.baseAddress, buffer.count) != 0,
                Int(image.width) == header.width, Int(image.height) == header.height
            else { throw PlottingError.damaged(path: name, offset: nil, expectation: "libpng says: \(message(of: image))") }
            image.format = UInt32(PNG_FORMAT_FLAG_COLOR) | UInt32(PNG_FORMAT_FLAG_ALPHA)
            // Without a word on gamma in the file, 16-bit channels mean what 8-bit ones do.
            image.flags |= UInt32(PNG_IMAGE_FLAG_16BIT_sRGB)
            var pixels = [UInt8](repeating: 0, count: header.width * header.height * 4)
            guard png_image_finish_read(&image, nil, &pixels, 0, nil) != 0, image.warning_or_error == 0 else {
                throw PlottingError.damaged(path: name, offset: nil, expectation: "libpng says: \(message(of: image))")
            }
            return Bitmap(width: header.width, height: header.height, rgba: pixels)
        }
    }
}
