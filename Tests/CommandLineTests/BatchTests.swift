import Foundation
import Testing

/// Experiments in one process, as `make all` runs them.
@Suite struct BatchTests {
    private let artifact = Executable("artifact")

    /// One needs another's run, and some have runs that need others.
    private let names = ["building-mnist1d", "lottery-tickets", "metalearn-activation", "transfer"]

    @Test(arguments: [1, 3]) func theResultsAreThoseOfOneAfterAnother(threads: Int) throws {
        try withTemporaryFolder { folder in
            let together = try artifact(["run"] + names + ["--threads", "\(threads)"] + quick("r", "f"), in: folder)
            #expect(together.status == 0)
            for name in names {
                #expect(together.errorLines.contains { $0.hasPrefix("\(name): ") && !$0.contains(" left") })
                // What it drew is one block.
                let lines = together.output.split(separator: "\n").enumerated().filter { $0.element.hasPrefix("f/\(name)/") }.map(\.offset)
                #expect(!lines.isEmpty && lines.last! - lines[0] == lines.count - 1)
                // Transfer's program finds the other's run, or computes it.
                #expect(try Executable(name)(quick(name == "transfer" ? "own" : "one", "expected"), in: folder).status == 0)
            }
            let last = try #require(together.errorLines.last)
            #expect(last.hasPrefix("4 experiments: ") && last.hasSuffix(" of \(threads) \(threads == 1 ? "core" : "cores") busy"))
            for name in names {
                #expect(try files(in: "\(folder)/r/\(name)") == files(in: "\(folder)/\(name == "transfer" ? "own" : "one")/\(name)"))
            }
            #expect(try files(in: "\(folder)/f") == files(in: "\(folder)/expected"))
            // Of the other experiment the runs that learn alone.
            #expect(try files(in: "\(folder)/own/metalearn-activation").keys.count { $0.hasSuffix(".json") } == 2)
        }
    }

    @Test func ctrlCEndsAllInOneLineAndFinishedRunsAreKept() throws {
        try withTemporaryFolder { folder in
            let arguments = ["run", "double-descent", "pooling", "--threads", "2"] + quick("r", "f")
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

    /// Experiments count in units of their own, which the committed running times make seconds.
    @Test func theTimeLeftIsThatOfAll() throws {
        try withTemporaryFolder { folder in
            // Its standard error alone is on the terminal that script(1) makes.
            let command = (["\"$PROGRAM\"", "run", "training-set-size", "pooling"] + quick("r", "f").map { "'\($0)'" }).joined(
                separator: " ")
            let shown = try run(
                URL(filePath: "/usr/bin/env"), ["script", "--quiet", "--return", "--command", "\(command) >/dev/null", "/dev/null"],
                in: folder,
                environment: ["TERM": "xterm", "PROGRAM": artifact.url.path])
            #expect(shown.status == 0 && shown.output.contains(/artifact: \d+ of \d+ runs, \d+ s, about \d+ s left/), "\(shown)")
        }
    }

    /// A single experiment ends with where to look and what it says; several do not, as `make all` says it of all.
    @Test func aSingleExperimentEndsWithItsFinding() throws {
        try withTemporaryFolder { folder in
            let alone = try Executable("pooling")(quick("r", "f"), in: folder).output.split(separator: "\n")
            #expect(alone.count > 2 && alone.suffix(2).first?.wholeMatch(of: /open f\/pooling\/[a-z0-9-]+\.png/) != nil, "\(alone)")
            let finding =
                /Pooling above none, 1000 examples: -?[0-9.]+ points, 90 % interval -?[0-9.]+ to -?[0-9.]+; the paper: helped; [a-z ]+/
            #expect(alone.last?.wholeMatch(of: finding) != nil, "\(alone)")
            let both = try artifact(["run", "pooling", "building-mnist1d"] + quick("r", "f"), in: folder)
            #expect(both.status == 0 && !both.output.contains("open f/") && !both.output.contains("the paper:"))
        }
    }

    @Test func wrongWordsAreNamedBeforeAnythingIsRun() throws {
        try withTemporaryFolder { folder in
            let wrong = try artifact(["run", "tsne", "pooling", "--sizes", "100", "--scael", "quick"], in: folder)
            #expect(wrong.status == 64)
            #expect(wrong.error.hasPrefix("Error: tsne: Unknown option '--sizes'") && wrong.errorLines.count == 1)
            let near = try artifact(["run", "pooling", "--scael", "quick"], in: folder)
            #expect(
                near.error
                    == "Error: pooling: Unknown option '--scael'. Did you mean '--scale'? (artifact run --help lists the options)\n")
            let none = try artifact(["run", "no-such-program"], in: folder)
            #expect(none.status == 1 && none.error.hasPrefix("Error: no-such-program: expected an experiment, one of building-mnist1d, "))
            let threads = try artifact(["run", "pooling", "--threads", "0"], in: folder)
            #expect(
                threads.error
                    == "Error: pooling: --threads 0: expected a number from 1 to 1024 (artifact run --help lists the options)\n")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
        }
    }

    @Test func theOptionsAreThoseOfTheProgram() throws {
        try withTemporaryFolder { folder in
            let pooling = Executable("pooling")
            let help = try artifact(["run", "pooling", "--help"], in: folder)
            let own = try pooling(["--help"], in: folder)
            #expect(help.status == 0 && help.output == own.output)
            let options = quick("r", "f", ["--sizes", "100", "--set", "network.channels=3", "--list-runs"])
            let listed = try artifact(["run", "pooling"] + options, in: folder)
            let alone = try pooling(options, in: folder)
            #expect(listed.status == 0 && !listed.output.isEmpty && listed.output == alone.output)
        }
    }
}
