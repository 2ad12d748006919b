import Datasets
import Foundation
import Testing

@Suite struct NPZArchiveTests {
    let archive = NPZArchive([
        .init("x", NPYArray(shape: [2, 2], elements: .float32([1, 2, 3, 4]))),
        .init("labels_é", NPYArray(shape: [2], elements: .int64([7, 8]))),
    ])

    @Test func whatIsWrittenIsReadBack() throws {
        let bytes = try archive.npzBytes()
        #expect(try NPZArchive(npz: bytes, source: "memory") == archive)
        #expect(try archive.npzBytes() == bytes)
        #expect(archive["y"] == nil)
        let empty = NPZArchive([])
        #expect(try NPZArchive(npz: empty.npzBytes(), source: "memory") == empty)
        try withTemporaryFolder { folder in
            try archive.write(to: "\(folder)/a.npz")
            #expect(try NPZArchive(contentsOf: "\(folder)/a.npz") == archive)
        }
    }

    @Test func aFileThatIsCutOffIsRefusedWhereverItEnds() throws {
        for bytes in [try archive.npzBytes(), try deflated()] {
            for count in 0..<bytes.count {
                let text = message { _ = try NPZArchive(npz: Array(bytes[..<count]), source: "a.npz") }
                #expect(text?.hasPrefix("a.npz, byte ") == true, "cut to \(count) bytes")
            }
        }
    }

    /// A changed byte is noticed, unless it is one of those that say nothing about the content: the
    /// date, versions, flags, attributes.
    @Test func aChangedByteNeverGivesOtherValues() throws {
        for bytes in [try archive.npzBytes(), try deflated()] {
            let original = try NPZArchive(npz: bytes, source: "a.npz")
            var refused = 0
            for offset in bytes.indices {
                for change in [UInt8(0x01), 0x80, 0xFF] {
                    var changed = bytes
                    changed[offset] ^= change
                    do {
                        let read = try NPZArchive(npz: changed, source: "a.npz")
                        #expect(read == original, "byte \(offset) changed by \(change)")
                    } catch {
                        refused += 1
                        #expect(error.description.split(separator: "\n").count == 1)
                    }
                }
            }
            #expect(refused > bytes.count * 2)
        }
    }

    @Test func damageIsNamed() throws {
        let bytes = try archive.npzBytes()
        func read(_ change: (inout [UInt8]) -> Void) -> String? {
            var changed = bytes
            change(&changed)
            return message { _ = try NPZArchive(npz: changed, source: "a.npz") }
        }
        #expect(
            read { $0 = [1, 2, 3] }
                == "a.npz, byte 0: expected a .npz file, a ZIP archive, which starts with the bytes 50 4B")
        #expect(
            read { $0.removeLast() } == "a.npz, byte \(bytes.count - 1): "
                + "expected the end of a ZIP archive, the file is cut off or damaged")
        let data = 30 + 5  // the first member's content comes after its header and its name
        let text = try #require(read { $0[data + 130] ^= 1 })
        #expect(text.hasPrefix("a.npz, byte \(data): expected x.npy to have the checksum "))
    }

    @Test func twoArraysOfOneNameAreRefused() throws {
        let array = NPYArray(shape: [], elements: .uint8([1]))
        let bytes = try NPZArchive([.init("x", array), .init("x", array)]).npzBytes()
        #expect(
            message { _ = try NPZArchive(npz: bytes, source: "a.npz") }
                == "a.npz: expected one array named x, found two")
    }

    @Test func arraysThatNobodyWantsArePassedOverUnread() throws {
        let bytes = try archive.npzBytes()
        // The second array is of a type that is not read, and its checksum is wrong.
        let offset = try #require(bytes.indices.last { bytes[$0...].starts(with: "'<i8'".utf8) })
        let changed = bytes[..<offset] + Array("'|O8'".utf8) + bytes[(offset + 5)...]
        #expect(message { _ = try NPZArchive(npz: Array(changed), source: "a.npz") } != nil)
        let read = try NPZArchive(npz: Array(changed), source: "a.npz", only: ["x", "y"])
        #expect(read.entries == [archive.entries[0]] && read.passedOver == ["labels_é"])
    }

    /// Deflated data may be a thousand times smaller than what it unpacks to; whoever wants it is refused before.
    @Test(arguments: [(0x4000_0001, 1), (0x2000_0001, 2), (0xFFFF_FFFE, 1)])
    func whatUnpacksToMoreThanAGigabyteIsRefusedAtOnce(size: UInt32, each: Int) throws {
        let array = NPYArray(shape: [2], elements: .int64([7, 8]))
        var bytes = try NPZArchive([.init("x", array), .init("y", array)]).npzBytes()
        let directory = bytes.indices.filter { bytes[$0...].starts(with: [0x50, 0x4B, 1, 2]) }
        for offset in directory.prefix(each) {
            bytes[offset + 10] = 8
            for byte in 0..<4 { bytes[offset + 24 + byte] = UInt8(truncatingIfNeeded: size >> (8 * UInt32(byte))) }
        }
        // The first of two halves is unpacked, and found damaged.
        let expected =
            each == 1
            ? "a.npz, x.npy: expected arrays of at most 1 GiB in all, found more"
            : "a.npz, byte 35: expected x.npy to unpack to \(size) bytes, its data is damaged"
        #expect(message { _ = try NPZArchive(npz: bytes, source: "a.npz") } == expected)
    }

    /// A small archive that NumPy deflated, mnist1d_point.npz of mnist1d_datasets.py.
    private func deflated() throws -> [UInt8] {
        let path = Fixtures.path("mnist1d_point.npz")
        return try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
    }
}
