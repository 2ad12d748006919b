import CPNG

/// Checks the frame of a PNG file (W3C PNG, section 5) before any of its claims is believed.
enum PNGStructure {
    struct Header {
        let width: Int
        let height: Int
    }

    /// Walks over all chunks: lengths, checksums, order, and whether the data can fill the picture.
    ///
    /// Throws `PlottingError.damaged` with the offset of the first byte that is wrong.
    static func check(_ bytes: [UInt8], name: String) throws -> Header {
        func fail(_ offset: Int?, _ expectation: String) -> PlottingError {
            PlottingError.damaged(path: name, offset: offset, expectation: expectation)
        }
        func number(_ offset: Int) -> Int {
            bytes[offset..<(offset + 4)].reduce(0) { $0 << 8 | Int($1) }
        }
        guard Array(bytes.prefix(8)) == [137, 80, 78, 71, 13, 10, 26, 10] else {
            throw fail(0, "expected the eight bytes of the PNG signature")
        }
        var offset = 8
        var header: Header?
        var bitsPerPixel = 0
        var dataLength = 0
        while true {
            guard bytes.count - offset >= 12 else { throw fail(offset, "expected another chunk, found the end of the file") }
            let length = number(offset)
            guard length <= bytes.count - offset - 12 else {
                throw fail(offset, "expected \(length) bytes of chunk data, found \(bytes.count - offset - 12)")
            }
            let type = Array(bytes[(offset + 4)..<(offset + 8)])
            guard type.allSatisfy({ (65...90).contains($0) || (97...122).contains($0) }) else {
                throw fail(offset + 4, "expected a chunk name of four letters")
            }
            let chunk = String(decoding: type, as: UTF8.self)
            let content = bytes[(offset + 4)..<(offset + 8 + length)]
            let checksum = content.withUnsafeBufferPointer { crc32(0, $0.baseAddress, UInt32($0.count)) }
            guard Int(checksum) == number(offset + 8 + length) else {
                throw fail(offset + 8 + length, "expected the checksum of chunk \(chunk)")
            }
            if header == nil {
                guard chunk == "IHDR", length == 13 else { throw fail(offset + 4, "expected chunk IHDR of 13 bytes") }
                let size = Header(width: number(offset + 8), height: number(offset + 12))
                guard (1...PNGFile.largestSide).contains(size.width), (1...PNGFile.largestSide).contains(size.height),
                    size.width * size.height <= PNGFile.largestArea
                else {
                    throw fail(
                        offset + 8,
                        "expected at most \(PNGFile.largestArea) pixels and sides of 1 to \(PNGFile.largestSide), "
                            + "found \(size.width) x \(size.height)")
                }
                let channels = [0: 1, 2: 3, 3: 1, 4: 2, 6: 4][Int(bytes[offset + 17])] ?? 0
                bitsPerPixel = channels * Int(bytes[offset + 16])
                guard bitsPerPixel > 0 else { throw fail(offset + 16, "expected a bit depth and colour type of the standard") }
                header = size
            }
            if chunk == "IDAT" { dataLength += length }
            offset += 12 + length
            if chunk == "IEND" { break }
        }
        guard offset == bytes.count else { throw fail(offset, "expected the end of the file after chunk IEND") }
        guard let header, dataLength > 0 else { throw fail(offset, "expected image data (chunk IDAT)") }
        // Deflate never packs better than 1032 to 1.
        let pictureBytes = (header.width * bitsPerPixel + 7) / 8 * header.height
        guard pictureBytes / 1032 <= dataLength else {
            throw fail(16, "expected a size that \(dataLength) bytes of data can fill, found \(header.width) x \(header.height)")
        }
        return header
    }
}
