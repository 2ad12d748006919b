import AtomicFiles
import Foundation
import Testing

@Suite struct InputFileTests {
    /// What is put at `path`, and what reading it ends in.
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let reason: String
        let put: @Sendable (_ folder: String, _ path: String) throws -> Void
    }

    static let refused = [
        Case(testDescription: "nothing", reason: "No such file or directory") { _, _ in },
        Case(testDescription: "a folder", reason: "it is not a regular file") { _, path in
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        },
        Case(testDescription: "a pipe that nobody writes to", reason: "it is not a regular file") { _, path in mkfifo(path, 0o600) },
        Case(testDescription: "a link to a device", reason: "it is not a regular file") { _, path in try link("/dev/zero", path) },
        Case(testDescription: "a link to itself", reason: "Too many levels of symbolic links") { _, path in try link(path, path) },
        Case(testDescription: "a link to nowhere", reason: "No such file or directory") { folder, path in
            try link("\(folder)/none", path)
        },
        Case(testDescription: "a terabyte of nothing", reason: "larger than 1073741824 bytes") { _, path in
            try put("", path)
            truncate(path, 1 << 40)
        },
    ]

    @Test(arguments: refused) func whatIsNoFileOfUsualSizeIsNotRead(_ it: Case) throws {
        try inFolder { folder in
            let path = "\(folder)/a"
            try it.put(folder, path)
            #expect(throws: FileError(path: path, reason: it.reason)) { try AtomicFile.read(path) }
        }
    }

    @Test func theLimitIsTheLargestSizeThatIsRead() throws {
        try inFolder { folder in
            try put("abc", "\(folder)/a")
            try link("a", "\(folder)/b")
            #expect(try AtomicFile.read("\(folder)/b", limit: 3) == Array("abc".utf8))
            #expect(throws: FileError(path: "\(folder)/b", reason: "larger than 2 bytes")) {
                try AtomicFile.read("\(folder)/b", limit: 2)
            }
            #expect(throws: FileError(path: "", reason: "the path is empty")) { try AtomicFile.read("") }
        }
    }

    /// Only what is surely not there counts as that.
    @Test func whatCannotBeLookedAtIsNotMissing() throws {
        try inFolder { folder in
            try put("", "\(folder)/b")
            try put("", "\(folder)/a")
            try link("loop", "\(folder)/loop")
            #expect(try ["a", "c", ""].map { try Folder.has("\(folder)/\($0)") } == [true, false, true])
            #expect(try Folder.names(in: folder) == ["a", "b", "loop"])
            #expect(try Folder.names(in: "\(folder)/c") == nil)
            for (path, reason) in [
                ("\(folder)/loop", "Too many levels of symbolic links"), ("\(folder)/a/b", "Not a directory"),
                ("\(folder)/\(String(repeating: "x", count: 256))", "File name too long"),
            ] {
                #expect(throws: FileError(path: path, reason: reason)) { try Folder.has(path) }
                #expect(throws: FileError(path: path, reason: reason)) { try Folder.names(in: path) }
            }
            #expect(throws: FileError(path: "\(folder)/a", reason: "Not a directory")) { try Folder.names(in: "\(folder)/a") }
            close(open("\(folder)/\u{E9}".utf8.dropLast().map { CChar(bitPattern: $0) } + [0], O_CREAT | O_WRONLY, 0o600))
            #expect(throws: FileError(path: folder, reason: "a name in it is not UTF-8")) { try Folder.names(in: folder) }
        }
    }
}
