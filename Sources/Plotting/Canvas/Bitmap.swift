/// Pixels in rows from the top, four bytes each: red, green, blue, opacity (not premultiplied).
public struct Bitmap: Hashable, Sendable {
    public let width: Int
    public let height: Int
    /// width * height * 4 bytes.
    public var rgba: [UInt8]

    /// Precondition: `rgba` holds width * height * 4 bytes.
    public init(width: Int, height: Int, rgba: [UInt8]) {
        precondition(rgba.count == width * height * 4, "a bitmap of \(width) x \(height) pixels has 4 bytes for each")
        self.width = width
        self.height = height
        self.rgba = rgba
    }

    /// The bitmap whose pixel in column x of row y has the colour `color(x, y)`.
    public init(width: Int, height: Int, color: (_ x: Int, _ y: Int) -> Color) {
        var rgba: [UInt8] = []
        rgba.reserveCapacity(width * height * 4)
        for y in 0..<height {
            for x in 0..<width {
                let pixel = color(x, y)
                rgba += [pixel.red, pixel.green, pixel.blue, UInt8((pixel.opacity * 255).rounded())]
            }
        }
        self.init(width: width, height: height, rgba: rgba)
    }

    /// The colour of a pixel.
    public subscript(x: Int, y: Int) -> Color {
        let base = (y * width + x) * 4
        return Color(
            red: rgba[base], green: rgba[base + 1], blue: rgba[base + 2], opacity: Double(rgba[base + 3]) / 255)
    }
}
