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

    // MARK: Several files

    @Test func aSetIsWrittenWhole() throws {
        try inFolder { folder in
            try put("old", "\(folder)/a", mode: 0o640)
            try AtomicFile.write([("\(folder)/a", [1]), ("\(folder)/b", [2]), ("\(folder)/c", [])])
            #expect(try ["a", "b", "c"].map { try AtomicFile.read("\(folder)/\($0)") } == [[1], [2], []])
            #expect(try names(folder) == ["a", "b", "c"] && mode("\(folder)/a") & 0o777 == 0o640)
            try AtomicFile.write([])
        }
    }

    /// The last of a set finds its place taken by a folder, which no file can replace.
    @Test func aSetThatCannotBeWrittenWholeIsNotWritten() throws {
        try inFolder { folder in
            try put("old", "\(folder)/a")
            let files = try ["a", "b", "c"].map { try OutputFile("\(folder)/\($0)") }
            try FileManager.default.createDirectory(atPath: "\(folder)/c/taken", withIntermediateDirectories: true)
            #expect(throws: FileError.self) { try OutputFile.write(files.map { ($0, [7]) }) }
            #expect(try text("\(folder)/a") == "old")
            #expect(try names(folder) == ["a", "c"])
        }
    }
}

@Suite struct FolderTests {
    @Test func filesOfAFolderAndThoseWithin() throws {
        try inFolder { folder in
            try FileManager.default.createDirectory(atPath: "\(folder)/b/c", withIntermediateDirectories: true)
            for name in ["a", "b/x", "b/c/y", ".hidden"] { try put("", "\(folder)/\(name)") }
            #expect(try Folder.files(in: folder) == ["a", "b/c/y", "b/x"])
            #expect(try Folder.files(in: "\(folder)/none") == nil)
            #expect(try Folder.isFolder("\(folder)/b") && !Folder.isFolder("\(folder)/a") && !Folder.isFolder("\(folder)/none"))
            try link("..", "\(folder)/b/c/up")
            #expect(throws: FileError(path: "\(folder)/b/c/up", reason: "it is a link to a folder that it is in")) {
                try Folder.files(in: folder)
            }
        }
    }
}
