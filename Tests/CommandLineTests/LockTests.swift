import Foundation
import Testing

/// What the Makefile uses so that two of it do not work in one folder.
@Suite struct LockTests {
    private let artifact = Executable("artifact")

    @Test func theCommandHoldsTheLockUntilItEnds() throws {
        try withTemporaryFolder { folder in
            let file = "\(folder)/lock"
            let process = Process()
            let (input, output) = (Pipe(), Pipe())
            process.executableURL = artifact.url
            process.arguments = ["lock", file, "sh", "-c", "echo begun; read line; exit 7"]
            process.standardInput = input
            process.standardOutput = output
            try process.run()
            #expect(output.fileHandleForReading.availableData == Data("begun\n".utf8))
            let descriptor = open(file, O_RDWR)
            defer { close(descriptor) }
            #expect(flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
            try input.fileHandleForWriting.close()
            process.waitUntilExit()
            #expect(process.terminationStatus == 7)
            #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        }
    }

    @Test func whoeverWaitsSaysSo() throws {
        try withTemporaryFolder { folder in
            let descriptor = open("\(folder)/lock", O_RDWR | O_CREAT, 0o666)
            #expect(flock(descriptor, LOCK_EX) == 0)
            let process = Process()
            let error = Pipe()
            process.executableURL = artifact.url
            process.arguments = ["lock", "\(folder)/lock", "true"]
            process.standardError = error
            try process.run()
            // It comes before the lock is free.
            let said = String(decoding: error.fileHandleForReading.availableData, as: UTF8.self)
            #expect(said == "artifact: \(folder)/lock: another command has the lock; waiting for it to end\n")
            #expect(process.isRunning)
            close(descriptor)
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
        }
    }

    @Test func whatCannotBeLockedOrRunIsNamed() throws {
        try withTemporaryFolder { folder in
            let nowhere = try artifact(["lock", "none/lock", "true"], in: folder)
            #expect(nowhere.status == 1 && nowhere.error == "Error: none/lock: No such file or directory\n")
            let nothing = try artifact(["lock", "lock", "no-such-command"], in: folder)
            #expect(nothing.status == 1 && nothing.error == "Error: no-such-command: No such file or directory\n")
        }
    }
}
