import Artifact
import Foundation
import Testing

/// The file that a process locks while it writes to a folder of results.
@Suite struct StoreLockTests {
    private let folder: TemporaryFolder
    private let lock: String

    init() throws {
        folder = try TemporaryFolder()
        lock = "\(folder.path)/r/e/.lock"
        try FileOutput.createFolder("\(folder.path)/r/e")
        try FileOutput.write(Array("precious".utf8), to: "\(folder.path)/file")
    }

    private func open() throws {
        _ = try RunStore(directory: "\(folder.path)/r", experiment: "e", access: .write(waiting: false), notify: { _ in })
    }

    static let strange: [(name: String, put: @Sendable (_ lock: String, _ file: String) -> Int32)] = [
        ("a link", { symlink($1, $0) }), ("a link to nowhere", { lock, _ in symlink("none", lock) }),
        ("a second name", { link($1, $0) }), ("a pipe", { lock, _ in mkfifo(lock, 0o600) }),
        ("a device", { lock, _ in symlink("/dev/zero", lock) }),
    ]

    @Test(arguments: strange.indices) func whatIsNoFileOfItsOwnIsNotWrittenTo(_ index: Int) throws {
        #expect(Self.strange[index].put(lock, "\(folder.path)/file") == 0)
        #expect(throws: ArtifactError("\(lock): cannot be opened: it is a link or no regular file; remove it")) { try open() }
        #expect(folder.text("file") == "precious")
        #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/r/e/none"))
    }

    @Test func itNamesItsOwner() throws {
        try FileOutput.write(Array("a long text of somebody else\n".utf8), to: lock)
        try open()
        #expect(folder.text("r/e/.lock") == "\(getpid())\n")
    }
}
