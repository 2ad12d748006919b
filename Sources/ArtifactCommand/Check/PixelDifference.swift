import Plotting

/// How two pictures differ pixel by pixel.
struct PixelDifference {
    /// How many pixels differ; all of them when the sizes do.
    let count: Int
    /// How they differ, in words.
    let words: String
    /// Of all channels' differences, of 255; infinite when the sizes differ.
    let rootMeanSquare: Double
    /// The expected picture, pale, with the pixels that differ in red on orange spots; nil when the sizes differ.
    let picture: [UInt8]?

    init(expected: [UInt8], actual: [UInt8], file: String) throws {
        let old = try PNGFile.decode(expected, name: "expected \(file)")
        let new = try PNGFile.decode(actual, name: "fresh \(file)")
        guard old.width == new.width, old.height == new.height else {
            count = max(old.width * old.height, new.width * new.height)
            words = "\(new.width) x \(new.height) pixels, expected \(old.width) x \(old.height)"
            picture = nil
            rootMeanSquare = .infinity
            return
        }
        var pixels: [Int] = []
        var (largest, squares) = (0, 0)
        for pixel in 0..<old.width * old.height {
            var difference = 0
            for channel in 4 * pixel..<4 * pixel + 4 {
                let own = abs(Int(old.rgba[channel]) - Int(new.rgba[channel]))
                difference = max(difference, own)
                // Pictures without opacity have three channels.
                if channel % 4 < 3 { squares += own * own }
            }
            if difference > 0 { pixels.append(pixel) }
            largest = max(largest, difference)
        }
        count = pixels.count
        rootMeanSquare = (Double(squares) / Double(max(3 * old.width * old.height, 1))).squareRoot()
        let area = "\(old.width * old.height) pixels, by at most \(largest) of 255"
        let columns = pixels.map { $0 % old.width }
        let left = columns.min() ?? 0, right = columns.max() ?? 0
        let top = (pixels.first ?? 0) / old.width, bottom = (pixels.last ?? 0) / old.width
        words =
            "\(count) of \(area), within columns \(left) to \(right) and rows \(top) to \(bottom); drawn here with \(DrawingLibraries.versions)"
        picture = try PNGFile.encode(Self.marked(old, pixels))
    }

    private static func marked(_ bitmap: Bitmap, _ pixels: [Int]) -> Bitmap {
        let (width, height) = (bitmap.width, bitmap.height)
        var result = bitmap
        for index in result.rgba.indices where index % 4 != 3 {
            result.rgba[index] = UInt8(191 + Int(result.rgba[index]) / 4)
        }
        func paint(_ pixel: Int, _ color: [UInt8]) {
            for channel in 0..<3 { result.rgba[4 * pixel + channel] = color[channel] }
        }
        // A single pixel must not be overlooked. Where there are very many, nobody will.
        if pixels.count < 20_000 {
            for pixel in pixels {
                let (x, y) = (pixel % width, pixel / width)
                for row in max(0, y - 9)...min(height - 1, y + 9) {
                    for column in max(0, x - 9)...min(width - 1, x + 9)
                    where (row - y) * (row - y) + (column - x) * (column - x) <= 81 {
                        paint(row * width + column, [255, 190, 90])
                    }
                }
            }
        }
        for pixel in pixels { paint(pixel, [200, 0, 0]) }
        return result
    }
}
