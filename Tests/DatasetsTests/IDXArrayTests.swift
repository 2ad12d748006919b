import Datasets
import Foundation
import Testing

@Suite struct IDXArrayTests {
    static let header: [UInt8] = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3]

    @Test func shapeAndElementsAreRead() throws {
        let array = try IDXArray(idx: Self.header + [1, 2, 3, 4, 5, 255], source: "a")
        #expect(array.shape == [2, 3])
        #expect(array.elements == [1, 2, 3, 4, 5, 255])
    }

    @Test func anEmptyArrayMayHaveSizesBeyondAllMemory() throws {
        let array = try IDXArray(
            idx: [0, 0, 8, 3] + [UInt8](repeating: 255, count: 8) + [0, 0, 0, 0], source: "a")
        #expect(array.elements.isEmpty && array.shape == [4_294_967_295, 4_294_967_295, 0])
    }

    static let damaged: [(bytes: [UInt8], message: String)] = [
        ([], "a, byte 0: expected an IDX file, which starts with the bytes 00 00, a type and the number of dimensions"),
        (
            Array("PNG!".utf8),
            "a, byte 0: expected an IDX file, which starts with the bytes 00 00, a type and the number of dimensions"
        ),
        ([0, 0, 13, 1, 0, 0, 0, 0], "a, byte 2: expected elements of type 8, unsigned bytes, found type 13"),
        ([0, 0, 8, 0], "a, byte 3: expected at least one dimension, found 0"),
        ([0, 0, 8, 2, 0, 0], "a, byte 6: expected the sizes of 2 dimensions, the file ends here"),
        (header + [1, 2], "a, byte 12: expected 6 bytes for the shape [2, 3], found 2"),
        (header + [1, 2, 3, 4, 5, 6, 7], "a, byte 12: expected 6 bytes for the shape [2, 3], found 7"),
        (
            [0, 0, 8, 2] + [UInt8](repeating: 255, count: 8),
            "a, byte 4: expected a shape that fits into memory, found [4294967295, 4294967295]"
        ),
        (
            [0, 0, 8, 1] + [127, 255, 255, 255],
            "a, byte 8: expected 2147483647 bytes for the shape [2147483647], found 0"
        ),
    ]

    @Test(arguments: damaged.indices)
    func damageIsNamed(_ index: Int) {
        let (bytes, expected) = Self.damaged[index]
        #expect(message { _ = try IDXArray(idx: bytes, source: "a") } == expected)
    }

    /// A gzip file of one member that is stored as it is (RFC 1951, section 3.2.4; RFC 1952).
    private static func gzip(_ content: [UInt8]) -> [UInt8] {
        func bytes(_ number: UInt32, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
        var sum = UInt32.max
        for byte in content {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum >> 1 ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        let size = UInt32(content.count)
        return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1] + bytes(size, 2) + bytes(~size, 2) + content + bytes(~sum, 4) + bytes(size, 4)
    }

    /// As files are that were packed in pieces, or appended to.
    @Test(arguments: [[18], [5, 13], [1, 1, 16], [0, 18, 0]]) func theMembersOfAGzipFileAreJoined(sizes: [Int]) throws {
        let plain = Self.header + [1, 2, 3, 4, 5, 255]
        var packed: [UInt8] = []
        var start = 0
        for size in sizes {
            packed += Self.gzip(Array(plain[start..<start + size]))
            start += size
        }
        try withTemporaryFolder { folder in
            try Data(packed).write(to: URL(fileURLWithPath: "\(folder)/a.gz"))
            #expect(try IDXArray(contentsOf: "\(folder)/a.gz").elements == [1, 2, 3, 4, 5, 255])
            try Data(packed + [0x1F]).write(to: URL(fileURLWithPath: "\(folder)/a.gz"))
            #expect(message { _ = try IDXArray(contentsOf: "\(folder)/a.gz") } != nil)
        }
    }

    /// Every way to cut off or to append to a packed file is found, by its checksum or its length.
    @Test func damagedPackedFilesAreRefused() throws {
        let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: MNISTTests.package + "/Data/mnist-subset/t10k-labels-idx1-ubyte.gz")))
        try withTemporaryFolder { folder in
            let path = "\(folder)/labels.gz"
            var flipped = whole
            flipped[whole.count / 2] ^= 4
            for bytes in [Array(whole.dropLast()), Array(whole.prefix(2)), whole + [0], flipped] {
                try Data(bytes).write(to: URL(fileURLWithPath: path))
                #expect(
                    message { _ = try IDXArray(contentsOf: path) }
                        == "\(path): expected gzip data of at most 256 MiB, it is damaged, cut off or larger")
            }
        }
    }
}
