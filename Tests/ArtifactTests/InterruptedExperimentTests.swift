import Foundation
import Testing

/// An experiment that is killed, starved or started twice.
@Suite struct InterruptedExperimentTests {
    private let folder: TemporaryFolder
    private let slow: [String: String]

    init() throws {
        folder = try TemporaryFolder()
        slow = ["PROBE_PAUSE": "10", "PROBE_LOG": "\(folder.path)/log"]
    }

    /// The log's lines: which runs were begun, and where.
    private var begun: [String] { folder.text("log").split(separator: "\n").map(String.init) }

    private func finished(in results: String = "results") -> [String] {
        folder.files(in: "\(results)/probe").filter { $0.hasSuffix(".json") }
    }

    /// What an undisturbed process writes.
    private func expectUndisturbedFigures() throws {
        #expect(try ProbeProcess.run(["--results", "r", "--figures", "f"], in: folder).status == 0)
        #expect(folder.files(in: "f").count == 9)
        for name in folder.files(in: "f") { #expect(folder.bytes("f/\(name)") == folder.bytes("figures/\(name)")) }
        #expect(folder.files().allSatisfy { !$0.hasSuffix(".tmp") && !$0.hasSuffix(".checkpoint") })
    }

    @Test func aKilledExperimentGoesOnWhereItWas() throws {
        // Several kills, each some way further than the last.
        for round in 1...3 {
            let probe = try ProbeProcess(["--threads", "2"], in: folder, environment: slow)
            // A state was kept, which whoever comes next begins from.
            probe.wait { begun.count >= 4 * round && folder.files().contains { $0.hasSuffix(".checkpoint") } }
            kill(probe.process.processIdentifier, SIGKILL)
            _ = probe.ending()
        }
        let kept = finished().count
        #expect(kept > 0)
        let ending = try ProbeProcess.run([], in: folder, environment: slow)
        #expect(ending.status == 0)
        #expect(ending.errors.hasSuffix("probe: 6 of 6 runs (\(kept) from the store)\n") || kept == 6)
        // No run was begun from its start twice, unless it was killed before its first checkpoint.
        #expect(begun.contains { !$0.hasSuffix("from step 0") })
        try expectUndisturbedFigures()
    }

    @Test func thirtyKillsAtAnyMomentChangeNothing() throws {
        // A fixed sequence of parts of the time that it takes here and now to the first finished run: while it starts, computes and writes.
        let time = try timeToTheFirstRun()
        var moment = 1
        var kills = 0
        for _ in 1...30 {
            moment = (moment * 75 + 74) % 65_537
            let probe = try ProbeProcess(["--threads", "2"], in: folder, environment: slow)
            Thread.sleep(forTimeInterval: time * Double(moment) / 65_537)
            kill(probe.process.processIdentifier, SIGKILL)
            _ = probe.ending()
            if probe.process.terminationReason == .uncaughtSignal { kills += 1 }
        }
        #expect(kills > 0)
        #expect(try ProbeProcess.run([], in: folder, environment: slow).status == 0)
        try expectUndisturbedFigures()
    }

    @Test func ctrlCEndsInOneLineAndKeepsWhatIsDone() throws {
        let probe = try ProbeProcess(["--threads", "2"], in: folder, environment: slow)
        probe.wait { finished().count >= 1 }
        kill(probe.process.processIdentifier, SIGINT)
        let ending = probe.ending()
        #expect(ending.status == 130)
        #expect(
            ending.errors == "probe: interrupted; finished runs are kept, and the same command resumes\n")
        #expect(folder.files().allSatisfy { !$0.hasSuffix(".tmp") })
        let kept = finished().count
        #expect(kept >= 1 && kept < 6)
        let resumed = try ProbeProcess.run([], in: folder)
        #expect(resumed.errors == "probe: 6 of 6 runs (\(kept) from the store)\n")
        try expectUndisturbedFigures()
    }

    /// Seconds, on a machine that may be busy.
    private func timeToTheFirstRun() throws -> Double {
        let start = ContinuousClock.now
        let probe = try ProbeProcess(["--threads", "2", "--results", "timed", "--figures", "timed"], in: folder, environment: slow)
        probe.wait { !finished(in: "timed").isEmpty }
        let time = (ContinuousClock.now - start) / .seconds(1)
        kill(probe.process.processIdentifier, SIGKILL)
        _ = probe.ending()
        try FileManager.default.removeItem(atPath: "\(folder.path)/timed")
        return time
    }

    /// While it starts, computes, writes and draws, once or twice in a row.
    @Test func signalsAtAnyMomentEndInOneLine() throws {
        let time = try timeToTheFirstRun()
        var moment = 1
        var interrupted = 0
        for round in 0..<30 {
            moment = (moment * 75 + 74) % 65_537
            let number = [SIGINT, SIGTERM, SIGHUP][round % 3]
            let probe = try ProbeProcess(["--threads", "2"], in: folder, environment: round % 2 == 0 ? slow : [:])
            Thread.sleep(forTimeInterval: time * Double(moment) / 65_537)
            for _ in 0...(round % 2) { kill(probe.process.processIdentifier, number) }
            let ending = probe.ending()
            // Before the program's first line it is the system that ends it.
            guard probe.process.terminationReason == .exit else { continue }
            if ending.status == 128 + number {
                interrupted += 1
                let line = "probe: interrupted"
                let advised = "\(line); finished runs are kept, and the same command resumes"
                let said = ending.errors.split(separator: "\n").filter { !$0.hasPrefix("probe: 6 of 6 runs") }
                #expect(said == [line[...]] || said == [advised[...]], "\(ending.errors)")
            } else {
                #expect(ending.status == 0)
            }
            #expect(folder.files().allSatisfy { !$0.hasSuffix(".tmp") })
        }
        #expect(interrupted > 0)
        #expect(try ProbeProcess.run([], in: folder, environment: slow).status == 0)
        try expectUndisturbedFigures()
    }

    @Test func aFailingRunLeavesTheFinishedOnes() throws {
        let ending = try ProbeProcess.run(["--threads", "1"], in: folder, environment: ["PROBE_FAIL": "3"])
        #expect(ending.status == 1)
        #expect(ending.errors == "Error: run seed3: fails because PROBE_FAIL says so\n")
        #expect(finished().map { $0.prefix(5) } == ["seed1", "seed2"])
        #expect(folder.files(in: "figures") == [])
    }

    @Test func twoAtOnceComputeEachRunOnce() throws {
        let first = try ProbeProcess([], in: folder, environment: slow)
        first.wait { !begun.isEmpty }
        let second = try ProbeProcess([], in: folder, environment: slow)
        let refused = try ProbeProcess.run(["--no-wait"], in: folder)
        let owner = first.process.processIdentifier
        #expect(
            refused.errors
                == "Error: results/probe: in use by process \(owner); wait for it to end, or give another --results folder\n")
        #expect(refused.status == 1)
        #expect(first.ending().errors == "probe: 6 of 6 runs\n")
        #expect(
            second.ending().errors == """
                results/probe: in use by process \(owner); waiting for it to end
                probe: 6 of 6 runs (6 from the store)

                """)
        #expect(begun.sorted() == (1...6).map { "seed \($0) from step 0" })
        try expectUndisturbedFigures()
    }

    /// A limit on file sizes stops a write in the middle, as a full disk does, and needs no privileges. The thread
    /// sanitizer's runtime writes a file of its own when a program starts, unless it has no folder for it.
    @Test func aWriteThatStopsInTheMiddleLeavesNothing() throws {
        let ending = try ProbeProcess.run(
            ["--steps", "500", "--threads", "1"], in: folder,
            wrapper: "export TMPDIR=/dev/null; ulimit -f 1; trap '' XFSZ; exec \"$@\"")
        #expect(ending.status == 1)
        #expect(ending.errors.hasPrefix("Error: results/probe/seed1-"))
        #expect(ending.errors.hasSuffix(".json: cannot be written: File too large\n"))
        #expect(folder.files().filter { !$0.contains("/code-") } == ["results/probe/.lock"])
    }

    @Test(.enabled(if: canMount, "a full disk needs the right to mount a file system")) func aFullDisk() throws {
        let ending = try ProbeProcess.run(
            ["--steps", "500", "--threads", "1"], in: folder,
            wrapper: """
                exec unshare --mount bash -c '
                mkdir results && mount -t tmpfs -o size=24k none results && cd . || exit 99
                "$@"; status=$?; find results -type f >left; exit $status' wrapper "$@"
                """)
        #expect(ending.status == 1)
        #expect(ending.errors.hasPrefix("Error: results/probe/seed"))
        #expect(ending.errors.hasSuffix(".json: cannot be written: No space left on device\n"))
        let left = folder.text("left").split(separator: "\n").filter { !$0.contains("/.") && !$0.contains("/code-") }
        #expect(!left.isEmpty && left.allSatisfy { $0.hasSuffix(".json") })
    }

    private static let canMount: Bool = {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "unshare --mount mount -t tmpfs none /mnt 2>/dev/null"]
        return (try? process.run()) != nil
            && {
                process.waitUntilExit(); return process.terminationStatus == 0
            }()
    }()
}
