import AtomicFiles
import Foundation
import Testing

@Suite struct AtomicFileTests {
    @Test(arguments: [0, 1, 4096, 3_000_001]) func whatIsWrittenIsRead(count: Int) throws {
        try inFolder { folder in
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 31) }
            try AtomicFile.write([1, 2, 3], to: "\(folder)/a")
            try AtomicFile.write(bytes, to: "\(folder)/a")
            #expect(try AtomicFile.read("\(folder)/a") == bytes)
            #expect(try names(folder) == ["a"])
        }
    }

    @Test func whatFailsLeavesTheOldFileAndNoOther() throws {
        try inFolder { folder in
            try FileManager.default.createDirectory(atPath: "\(folder)/taken/x", withIntermediateDirectories: true)
            #expect(throws: FileError(path: "\(folder)/taken", reason: "Is a directory")) {
                try AtomicFile.write([1], to: "\(folder)/taken")
            }
            #expect(throws: FileError(path: "\(folder)/none/a", reason: "No such file or directory")) {
                try AtomicFile.write([1], to: "\(folder)/none/a")
            }
            #expect(try names(folder) == ["taken"])
        }
    }
}
