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
            for place in bytes.indices {
                for change in [UInt8(0x01), 0x80, 0xFF] {
                    var changed = bytes
                    changed[place] ^= change
                    do {
                        let read = try NPZArchive(npz: changed, source: "a.npz")
                        #expect(read == original, "byte \(place) changed by \(change)")
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

    /// A small archive that NumPy deflated, mnist1d_point.npz of mnist1d_datasets.py.
    private func deflated() throws -> [UInt8] {
        let path = Fixtures.path("mnist1d_point.npz")
        return try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
    }
}
