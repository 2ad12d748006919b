import Artifact
import Foundation
import Testing

@Suite struct FileOutputTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func whatDoesNotChangeIsLeftUntouched() throws {
        let path = "\(folder.path)/a.txt"
        func inode() throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
        }
        #expect(try FileOutput.writeIfChanged([1, 2], to: path))
        let first = try inode()
        #expect(try !FileOutput.writeIfChanged([1, 2], to: path))
        #expect(try inode() == first)
        #expect(try FileOutput.writeIfChanged([1, 3], to: path))
        #expect(try FileOutput.read(path) == [1, 3])
        #expect(folder.files() == ["a.txt"])
    }

    /// Another process that reads at any moment sees the old file or the new one.
    @Test func aReaderNeverSeesAPartOfAFile() throws {
        let path = "\(folder.path)/a"
        let contents = (0..<2).map { [UInt8](repeating: UInt8($0), count: 1_000_000 + $0) }
        try FileOutput.write(contents[0], to: path)
        let versions = try Scheduler(threads: 2).map([true, false]) { writes, _ in
            for round in 0..<60 {
                if writes {
                    try FileOutput.write(contents[round % 2], to: path)
                } else {
                    let seen = try FileOutput.read(path)
                    guard contents.contains(seen) else { return false }
                }
            }
            return true
        }
        #expect(versions == [true, true])
    }

    @Test func whatCannotBeWrittenIsSaidInOneLine() throws {
        let file = "\(folder.path)/file"
        try FileOutput.write([], to: file)
        #expect(throws: ArtifactError("\(file)/x: cannot be written: Not a directory")) {
            try FileOutput.write([1], to: "\(file)/x")
        }
        #expect(throws: ArtifactError("\(folder.path)/none/x: cannot be written: No such file or directory")) {
            try FileOutput.write([1], to: "\(folder.path)/none/x")
        }
        #expect(throws: ArtifactError("\(file)/sub: the folder cannot be created: Not a directory")) {
            try FileOutput.createFolder("\(file)/sub")
        }
        #expect(throws: ArtifactError("\(folder.path): cannot be read: it is not a regular file")) {
            try FileOutput.read(folder.path)
        }
        #expect(folder.files() == ["file"])
    }

    @Test func anEmptyPathIsNotTheRootOfAllFiles() throws {
        #expect(throws: ArtifactError("the path of a folder is empty; . is the current directory")) { try FileOutput.createFolder("") }
        #expect(throws: ArtifactError(": cannot be written: the path is empty")) { try FileOutput.write([1], to: "") }
        #expect(throws: ArtifactError(": cannot be read: the path is empty")) { try FileOutput.read("") }
    }

    @Test func whatCannotBeLookedAtIsNotMissing() throws {
        let loop = "\(folder.path)/loop"
        try FileManager.default.createSymbolicLink(atPath: loop, withDestinationPath: loop)
        #expect(throws: ArtifactError("\(loop): cannot be read: Too many levels of symbolic links")) { try FileOutput.exists(loop) }
        #expect(throws: ArtifactError("\(loop): cannot be read: Too many levels of symbolic links")) { try FileOutput.names(in: loop) }
        #expect(try !FileOutput.exists("\(folder.path)/none"))
        #expect(try FileOutput.names(in: "\(folder.path)/none") == [] && FileOutput.names(in: folder.path) == ["loop"])
    }

    @Test func aFolderInTheWayIsSaid() throws {
        try FileOutput.createFolder("\(folder.path)/taken/inside")
        #expect(throws: ArtifactError("\(folder.path)/taken: cannot be written: Is a directory")) {
            try FileOutput.write([1], to: "\(folder.path)/taken")
        }
        #expect(folder.files() == [])
    }
}
