import Foundation
import Plotting
import Testing

struct PNGFileTests {
    private static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Fixtures/png")

    private static func bytes(_ name: String) throws -> [UInt8] {
        try Array(Data(contentsOf: fixtures.appendingPathComponent(name)))
    }

    /// Pictures of several kinds, with the pixels that Pillow reads from them.
    @Test(arguments: ["rgb", "rgba", "palette", "grey1", "grey16", "interlaced"])
    func readsEveryKind(name: String) throws {
        let expected = try Self.bytes("\(name).rgba")
        let bitmap = try PNGFile.decode(Self.bytes("\(name).png"), name: name)
        #expect(bitmap.width == 5 && bitmap.height == 4)
        #expect(bitmap.rgba == expected)
    }

    @Test func readsWhatWeWrite() throws {
        let figure = sampleFigure()
        #expect(try PNGFile.decode(figure.png(), name: "x") == figure.pixels())
    }

    @Test func everyCutIsFound() throws {
        let bytes = try Self.bytes("rgba.png")
        for length in 0..<bytes.count {
            #expect(throws: PlottingError.self) { try PNGFile.decode(Array(bytes.prefix(length)), name: "x") }
        }
        #expect(throws: PlottingError.damaged(path: "x", offset: bytes.count, expectation: "expected the end of the file after chunk IEND"))
        {
            try PNGFile.decode(bytes + [0], name: "x")
        }
    }

    @Test func everyChangedByteIsFound() throws {
        let bytes = try Self.bytes("rgba.png")
        for offset in bytes.indices {
            for change in [UInt8(1), 0x80, 0xFF] {
                var damaged = bytes
                damaged[offset] ^= change
                #expect(throws: PlottingError.self, "byte \(offset) ^ \(change)") {
                    try PNGFile.decode(damaged, name: "x")
                }
            }
        }
    }

    /// A chunk with a right checksum.
    private func chunk(_ type: String, _ content: [UInt8]) -> [UInt8] {
        func big(_ value: UInt32) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) } }
        var checksum: UInt32 = 0xFFFF_FFFF
        for byte in Array(type.utf8) + content {
            checksum ^= UInt32(byte)
            for _ in 0..<8 { checksum = checksum >> 1 ^ (checksum & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        return big(UInt32(content.count)) + Array(type.utf8) + content + big(~checksum)
    }

    private func file(width: UInt32, height: UInt32, depth: UInt8 = 8, kind: UInt8 = 6, data: [UInt8]) -> [UInt8] {
        let size = [width, height].flatMap { value in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) } }
        return [137, 80, 78, 71, 13, 10, 26, 10] + chunk("IHDR", size + [depth, kind, 0, 0, 0]) + chunk("IDAT", data)
            + chunk("IEND", [])
    }

    @Test(arguments: [
        (UInt32(0), UInt32(5), "expected at most 67108864 pixels and sides of 1 to 32768, found 0 x 5"),
        (40_000, 1, "expected at most 67108864 pixels and sides of 1 to 32768, found 40000 x 1"),
        (30_000, 30_000, "expected at most 67108864 pixels and sides of 1 to 32768, found 30000 x 30000"),
        (8_000, 8_000, "expected a size that 20 bytes of data can fill, found 8000 x 8000"),
    ])
    func sizesAreNotBelieved(width: UInt32, height: UInt32, expectation: String) {
        let bytes = file(width: width, height: height, data: Array(repeating: 0, count: 20))
        #expect(throws: PlottingError.damaged(path: "x", offset: 16, expectation: expectation)) {
            try PNGFile.decode(bytes, name: "x")
        }
    }

    @Test func contentsAreNotBelieved() {
        // Right frame, wrong insides: data that is not deflate, and impossible headers.
        var generator = SmallGenerator(seed: 3)
        for _ in 0..<2000 {
            let data = (0..<(1 + generator.below(40))).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
            let bytes = file(
                width: 1 + UInt32(generator.below(8)), height: 1 + UInt32(generator.below(8)),
                depth: UInt8(generator.below(17)), kind: UInt8(generator.below(8)), data: [0x78, 0x9C] + data)
            #expect(throws: PlottingError.self) { try PNGFile.decode(bytes, name: "x") }
        }
    }

    @Test func errorsAreOneLine() {
        #expect(
            "\(PlottingError.damaged(path: "a.png", offset: 8, expectation: "expected chunk IHDR"))"
                == "a.png is not a valid PNG file (at byte 8): expected chunk IHDR")
        #expect(throws: PlottingError.unreadable(path: "/nowhere/a.png", reason: "No such file or directory")) {
            try PNGFile.read("/nowhere/a.png")
        }
    }
}
