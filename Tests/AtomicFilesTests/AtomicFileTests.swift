import AtomicFiles
import Foundation
import Testing

@Suite struct AtomicFileTests {
    /// A folder of the test's own, removed at its end.
    private func inFolder(_ body: (String) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "atomic-files-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    private func names(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

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

    @Test func whatIsNoFileOrTooLargeIsNotRead() throws {
        try inFolder { folder in
            try AtomicFile.write([1, 2, 3], to: "\(folder)/a")
            #expect(try AtomicFile.read("\(folder)/a", limit: 3) == [1, 2, 3])
            #expect(throws: FileError(path: "\(folder)/a", reason: "larger than 2 bytes")) {
                try AtomicFile.read("\(folder)/a", limit: 2)
            }
            #expect(throws: FileError(path: folder, reason: "it is not a regular file")) { try AtomicFile.read(folder) }
            #expect(throws: FileError(path: "\(folder)/b", reason: "No such file or directory")) {
                try AtomicFile.read("\(folder)/b")
            }
        }
    }

    @Test func temporaryFilesGoWithTheirWriters() throws {
        try inFolder { folder in
            // A process that has been, and this one.
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/bin/true")
            try process.run()
            process.waitUntilExit()
            let gone = ".a.csv.\(process.processIdentifier)-17.tmp"
            let kept = [".a.csv.\(getpid())-17.tmp", ".a.tmp", ".lock", "a.\(process.processIdentifier)-17.tmp"]
            for name in kept + [gone] { try AtomicFile.write([1], to: "\(folder)/\(name)") }
            AtomicFile.removeAbandoned(in: folder)
            #expect(try names(folder) == kept.sorted())
            AtomicFile.removeAbandoned(in: "\(folder)/none")
        }
    }
}
