import Foundation
import Testing

/// Experiments that are killed, and started twice.
@Suite struct KilledTests {
    /// Starts a program without waiting for its end.
    private func start(_ program: URL, _ arguments: [String], in folder: String) throws -> Process {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: folder)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    private func end(_ process: Process) {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// The files of a store with this ending.
    private func count(_ ending: String, in store: String) -> Int {
        let names = try? FileManager.default.contentsOfDirectory(atPath: store)
        return (names ?? []).count { $0.hasSuffix(ending) }
    }

    /// An experiment, its options, and the kind of file that it has written when it is killed.
    static let moments: [(name: String, options: [String], ending: String)] = [
        ("benchmarks", ["--threads", "1"], ".json"),
        ("double-descent", ["--sweeps", "notebook", "--steps", "15000", "--threads", "1"], ".checkpoint"),
        ("metalearn-activation", ["--outer-steps", "6", "--threads", "1", "--seeds", "0"], ".checkpoint"),
    ]

    @Test(arguments: moments) func itGoesOnFromWhatIsKept(name: String, options: [String], ending: String) throws {
        try withTemporaryFolder { folder in
            let experiment = Executable(name)
            let store = "\(folder)/r/\(name)"
            let process = try start(experiment.url, quick("r", "f", options), in: folder)
            while process.isRunning, count(ending, in: store) == 0 { usleep(500) }
            end(process)
            #expect(count(ending, in: store) > 0)
            let kept = count(".json", in: store)
            let resumed = try experiment(quick("r", "f", options), in: folder)
            #expect(resumed.status == 0)
            #expect(kept == 0 || resumed.error.contains("(\(kept) from the store)"))
            #expect(count(".checkpoint", in: store) == 0)
            #expect(try experiment(quick("whole", "expected", options), in: folder).status == 0)
            #expect(try files(in: "\(folder)/f") == files(in: "\(folder)/expected"))
        }
    }

    /// Killed while it starts, computes, writes and draws; begun anew whenever a moment comes too late.
    @Test func thirtyKillsAtAnyMomentChangeNothing() throws {
        try withTemporaryFolder { folder in
            let (name, options) = ("double-descent", ["--sweeps", "notebook", "--steps", "1500"])
            let experiment = Executable(name)
            let start = ContinuousClock.now
            #expect(try experiment(quick("whole", "expected", options), in: folder).status == 0)
            let duration = ContinuousClock.now - start
            func expectTheSame() throws {
                #expect(try files(in: "\(folder)/r/\(name)") == files(in: "\(folder)/whole/\(name)"))
                #expect(try files(in: "\(folder)/f") == files(in: "\(folder)/expected"))
            }
            var (moment, kills) = (1, 0)
            while kills < 30 {
                // A fixed sequence of parts of the whole.
                moment = (moment * 75 + 74) % 65_537
                let process = try self.start(experiment.url, quick("r", "f", options), in: folder)
                usleep(UInt32(duration / .microseconds(1) * Double(moment) / 65_537))
                end(process)
                if process.terminationReason == .uncaughtSignal {
                    kills += 1
                } else {
                    #expect(process.terminationStatus == 0)
                    try expectTheSame()
                    try FileManager.default.removeItem(atPath: "\(folder)/r")
                    try FileManager.default.removeItem(atPath: "\(folder)/f")
                }
            }
            #expect(try experiment(quick("r", "f", options), in: folder).status == 0)
            try expectTheSame()
        }
    }

    /// Two of the same make in one folder: one waits for the other's runs, and both end well.
    @Test func twoMakesAtOnceWriteTheSame() throws {
        try withTemporaryFolder { folder in
            let name = "metalearn-learning-rate"
            // Under a name without what make takes apart.
            try FileManager.default.createSymbolicLink(
                at: URL(filePath: "\(folder)/products"), withDestinationURL: Executable(name).url.deletingLastPathComponent())
            let arguments = [
                "make", "--silent", "-f", packageFolder.appending(path: "Makefile").path, "-o", "artifact", "quick",
                "RUN=products/artifact run \(name)", "ARGS=--threads 2",
            ]
            let makes = try (0..<2).map { _ in try start(URL(filePath: "/usr/bin/env"), arguments, in: folder) }
            for make in makes {
                make.waitUntilExit()
                #expect(make.terminationStatus == 0)
            }
            let alone = try Executable(name)(
                ["--scale", "quick", "--results", "whole", "--figures", "expected"], in: folder)
            #expect(alone.status == 0)
            #expect(try files(in: "\(folder)/build/quick/figures") == files(in: "\(folder)/expected"))
            #expect(try files(in: "\(folder)/build/quick/results/\(name)") == files(in: "\(folder)/whole/\(name)"))
            let all = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
            #expect(all.allSatisfy { !$0.hasSuffix(".tmp") })
        }
    }
}
