import Foundation
import Testing

/// Experiments that share cores, as `make all` runs them.
@Suite struct QueueTests {
    private let artifact = Executable("artifact")

    /// One needs another's run, and some have runs that need others.
    private let names = ["building-mnist1d", "lottery-tickets", "metalearn-activation", "transfer"]

    @Test(arguments: [1, 3]) func theResultsAreThoseOfOneAfterAnother(threads: Int) throws {
        try withTemporaryFolder { folder in
            let together = try artifact(["queue"] + names + ["--threads", "\(threads)", "--"] + quick("r", "f"), in: folder)
            #expect(together.status == 0)
            for name in names {
                #expect(together.errorLines.contains { $0.hasPrefix("\(name): ") && !$0.contains(" left") })
                #expect(try Executable(name)(quick("one", "expected"), in: folder).status == 0)
            }
            let last = try #require(together.errorLines.last)
            #expect(last.hasPrefix("4 experiments: ") && last.hasSuffix(" of \(threads) \(threads == 1 ? "core" : "cores") busy"))
            #expect(try files(in: "\(folder)/r") == files(in: "\(folder)/one"))
            #expect(try files(in: "\(folder)/f") == files(in: "\(folder)/expected"))
        }
    }

    @Test func ctrlCEndsAllInOneLineAndFinishedRunsAreKept() throws {
        try withTemporaryFolder { folder in
            let arguments = ["queue", "double-descent", "pooling", "--threads", "2", "--"] + quick("r", "f")
            let process = Process()
            process.executableURL = artifact.url
            process.arguments = arguments
            process.currentDirectoryURL = URL(filePath: folder)
            let errors = Pipe()
            process.standardError = errors
            process.standardOutput = FileHandle.nullDevice
            try process.run()
            func finished() -> Int {
                ["double-descent", "pooling"].reduce(0) { count, name in
                    let names = try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/r/\(name)")
                    return count + (names ?? []).count { $0.hasSuffix(".json") }
                }
            }
            while process.isRunning, finished() == 0 { usleep(500) }
            kill(process.processIdentifier, SIGINT)
            process.waitUntilExit()
            // The pipe ends when the last program has.
            let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            #expect(
                said.split(separator: "\n").filter { !$0.contains(" runs, ") } == [
                    "artifact: interrupted; finished runs are kept, and the same command resumes"
                ])
            #expect(process.terminationStatus == 130)
            let kept = finished()
            #expect(kept > 0)
            #expect(try artifact(arguments, in: folder).error.contains(" from the store)"))
            #expect(finished() > kept)
        }
    }

    @Test func aProgramThatFailsEndsAll() throws {
        try withTemporaryFolder { folder in
            let wrong = try artifact(["queue", "pooling", "--", "--scael", "quick"], in: folder)
            #expect(wrong.status == 1 && wrong.errorLines.last == "Error: pooling: ended with status 64")
            let none = try artifact(["queue", "no-such-program"], in: folder)
            #expect(none.status == 1)
            #expect(none.error.hasSuffix("/no-such-program: cannot be run: No such file or directory; make build builds it\n"))
            let threads = try artifact(["queue", "--threads", "0"], in: folder)
            #expect(threads.error == "Error: --threads 0: expected a number from 1 to 1024 (artifact queue --help lists the options)\n")
        }
    }
}
