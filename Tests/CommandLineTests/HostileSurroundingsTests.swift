import Datasets
import Foundation
import Testing

/// Outputs, inputs, descriptors, signals and limits that programs are not usually started with.
@Suite struct HostileSurroundingsTests {
    let mnist1d = Executable("mnist1d")

    /// Runs a program as the shell command `script` says, which is to `exec "$@"` in the end.
    private func shell(_ script: String, _ program: String, _ arguments: [String], in folder: String) throws
        -> Executable.Result
    {
        try run(URL(filePath: "/bin/sh"), ["-c", script, "sh", Executable(program).url.path] + arguments, in: folder)
    }

    private func shell(_ script: String, _ arguments: [String], in folder: String) throws -> Executable.Result {
        try shell(script, "mnist1d", arguments, in: folder)
    }

    private func list(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    private func points(_ folder: String, _ name: String = "x.npy") throws {
        try EmbedTests.clouds(200).write(to: "\(folder)/\(name)")
    }

    private func contents(_ path: String) throws -> Data { try Data(contentsOf: URL(filePath: path)) }

    // MARK: Files

    /// Options, and how they are refused before any work; nothing is changed.
    static let refused: [(options: String, message: String)] = [
        ("embed --input x.npy --output x.npy", "--output x.npy: cannot be written: --input names the same file"),
        ("embed --input x.npy --output link", "--output link: cannot be written: --input names the same file"),
        ("embed --input link --output x.npy", "--output x.npy: cannot be written: --input names the same file"),
        ("embed --input x.npy --output folder", "--output folder: cannot be written: Is a directory"),
        ("embed --input pipe --output y.npy", "cannot read pipe: it is not a regular file"),
        ("embed --input huge --output y.npy", "cannot read huge: larger than 1073741824 bytes"),
        ("embed --input loop --output y.npy", "cannot read loop: Too many levels of symbolic links"),
        ("embed --input x.npy --output /dev/full", "/dev/full: No space left on device"),
        ("train --model mlp --data d.npz --losses d.npz", "--losses d.npz: cannot be written: --data names the same file"),
        ("train --model mlp --losses folder", "--losses folder: cannot be written: Is a directory"),
        (
            "train --model mlp --losses a --history ./folder/../a",
            "--history ./folder/../a: cannot be written: --losses names the same file"
        ),
        ("train --model mlp --data pipe", "cannot read pipe: it is not a regular file"),
        ("generate --output folder.npz", "--output folder.npz: cannot be written: Is a directory"),
    ]

    @Test(arguments: refused) func whatCannotBeReadOrWrittenIsSaidAtOnce(options: String, message: String) throws {
        try withTemporaryFolder { (folder: String) throws in
            try points(folder)
            for name in ["folder", "folder.npz"] {
                try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: false)
            }
            for (target, name) in [("x.npy", "link"), ("loop", "loop")] {
                try FileManager.default.createSymbolicLink(atPath: "\(folder)/\(name)", withDestinationPath: target)
            }
            mkfifo("\(folder)/pipe", 0o600)
            for (name, size) in [("d.npz", 0), ("huge", 1 << 40)] {
                try Data().write(to: URL(filePath: "\(folder)/\(name)"))
                truncate("\(folder)/\(name)", size)
            }
            let (before, bytes) = (try list(folder), try contents("\(folder)/x.npy"))
            let result = try mnist1d(options.split(separator: " ").map(String.init), in: folder)
            #expect(result.error == "Error: \(message)\n" && result.status == 1)
            #expect(try list(folder) == before)
            #expect(try contents("\(folder)/x.npy") == bytes)
        }
    }

    @Test func outputsGoThroughLinksPipesAndDescriptors() throws {
        try withTemporaryFolder { (folder: String) throws in
            let train = ["train", "--model", "logistic", "--steps", "3"]
            #expect(try mnist1d(train + ["--losses", "l.csv"], in: folder).status == 0)
            let expected = try String(contentsOfFile: "\(folder)/l.csv", encoding: .utf8)

            let printed = try mnist1d(train + ["--losses", "/dev/stdout"], in: folder)
            #expect(printed.status == 0 && printed.output.hasPrefix(expected + "train: loss"))

            let third = try shell("exec \"$@\" 3>third.csv", train + ["--losses", "/dev/fd/3"], in: folder)
            #expect(third.status == 0)
            #expect(try String(contentsOfFile: "\(folder)/third.csv", encoding: .utf8) == expected)

            let piped = try shell("mkfifo p; cat p >q & \"$@\" && wait", train + ["--losses", "p"], in: folder)
            #expect(piped.status == 0)
            #expect(try String(contentsOfFile: "\(folder)/q", encoding: .utf8) == expected)

            // More than a pipe holds, and a reader of one byte.
            let many = ["train", "--model", "logistic", "--steps", "20000", "--losses", "p"]
            let left = try shell("head -c 1 p >q & \"$@\"; status=$?; wait; exit $status", many, in: folder)
            #expect(left.status == 1 && left.errorLines.count == 1 && left.error.hasSuffix("p: Broken pipe\n"), "\(left)")

            try FileManager.default.createSymbolicLink(atPath: "\(folder)/link", withDestinationPath: "target.csv")
            #expect(try mnist1d(train + ["--losses", "link"], in: folder).status == 0)
            #expect(try String(contentsOfFile: "\(folder)/target.csv", encoding: .utf8) == expected)
            #expect(try list(folder) == ["l.csv", "link", "p", "q", "target.csv", "third.csv"])

            // What is printed would be lost with the file that it goes to.
            let same = try shell("exec \"$@\" >l.csv", train + ["--losses", "l.csv"], in: folder)
            #expect(same.error == "Error: --losses l.csv: cannot be written: what is printed goes to the same file\n")
        }
    }

    /// Two names that are no text would become one.
    @Test func namesThatAreNotUTF8AreRefused() throws {
        try withTemporaryFolder { (folder: String) throws in
            let script = "exec \"$@\" --output \"$(printf 'a\\377.npz')\""
            let result = try shell(script, ["generate", "--samples", "10"], in: folder)
            #expect(result.status == 64 && result.errorLines.count == 1)
            #expect(result.error.hasPrefix("Error: argument 5, a\u{FFFD}.npz: expected text in UTF-8"))
            #expect(try list(folder) == [])
        }
    }

    /// A temporary file that a killed program left goes away with the next one that writes there.
    @Test func whatAKilledProgramLeftIsRemoved() throws {
        try withTemporaryFolder { (folder: String) throws in
            let left = ".atomic-0123456789abcdef.tmp"
            try Data([1]).write(to: URL(filePath: "\(folder)/\(left)"))
            #expect(try mnist1d(["generate", "--samples", "10"], in: folder).status == 0)
            #expect(try list(folder) == ["d.npz"])
        }
    }

    // MARK: Standard output and descriptors

    static let printing: [(program: String, options: [String])] = [
        ("mnist1d", ["--help"]), ("mnist1d", ["--version"]), ("mnist1d", ["train", "--help"]), ("mnist1d", []),
        ("mnist1d", ["generate", "--samples", "10"]), ("mnist1d", ["train", "--model", "logistic", "--steps", "1"]),
        ("building-mnist1d", ["--help"]), ("building-mnist1d", ["--list-runs"]), ("fuzz", ["--help"]),
    ]

    @Test(arguments: printing) func whatCannotBePrintedIsAnError(program: String, options: [String]) throws {
        try withTemporaryFolder { (folder: String) throws in
            let result = try shell("exec \"$@\" >/dev/full", program, options, in: folder)
            #expect(result.status == 1)
            #expect(result.error == "Error: standard output: cannot be written: No space left on device\n")
        }
    }

    @Test(arguments: ["<&-", ">&-", "2>&-", "<&- >&-", "<&- 2>&-", "<&- >&- 2>&-"])
    func closedDescriptorsTakeNoFile(closed: String) throws {
        try withTemporaryFolder { (folder: String) throws in
            let train = ["train", "--model", "logistic", "--steps", "200", "--losses"]
            let open = try mnist1d(train + ["a.csv"], in: folder)
            #expect(open.status == 0)
            #expect(try shell("exec \"$@\" \(closed)", train + ["b.csv"], in: folder).status == 0)
            #expect(try contents("\(folder)/a.csv") == contents("\(folder)/b.csv"))
        }
    }

    // MARK: Signals

    /// Programs that are in the midst of some phase for long.
    static let phases: [(phase: String, options: [String])] = [
        ("training", ["train", "--model", "mlp", "--steps", "100000000", "--losses", "l.csv"]),
        ("generating", ["generate", "--samples", "3000000", "--output", "e.npz"]),
        ("embedding", ["embed", "--input", "x.npy", "--output", "y.npy", "--iterations", "1000000"]),
        ("waiting for a reader", ["train", "--model", "mlp", "--losses", "pipe"]),
    ]

    @Test(arguments: phases, [[SIGINT], [SIGTERM], [SIGHUP], [SIGINT, SIGINT], [SIGTERM, SIGINT, SIGHUP]])
    func signalsEndInOneLine(phase: (phase: String, options: [String]), signals: [Int32]) throws {
        try withTemporaryFolder { (folder: String) throws in
            try points(folder)
            mkfifo("\(folder)/pipe", 0o600)
            let before = try list(folder)
            let process = Process()
            let errors = Pipe()
            process.executableURL = mnist1d.url
            process.arguments = phase.options
            process.currentDirectoryURL = URL(filePath: folder)
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            process.standardError = errors
            try process.run()
            while process.isRunning, !catches(signals.last!, process) { usleep(500) }
            for signal in signals { kill(process.processIdentifier, signal) }
            let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            #expect(said == "mnist1d: interrupted\n")
            #expect(process.terminationReason == .exit && signals.contains { process.terminationStatus == 128 + $0 })
            if Set(signals).count == 1 { #expect(process.terminationStatus == 128 + signals[0]) }
            #expect(try list(folder) == before)
        }
    }

    /// Whether a process has a handler for a signal yet.
    private func catches(_ signal: Int32, _ process: Process) -> Bool {
        let status = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
        let line = status?.split(separator: "\n").first { $0.hasPrefix("SigCgt:") }
        return line.flatMap { UInt64($0.dropFirst(8), radix: 16) }.map { $0 >> UInt64(signal - 1) & 1 == 1 } ?? false
    }

    /// A program that another one runs ends with it, also where that is killed, and leaves the last word to it.
    @Test(arguments: [SIGTERM, SIGINT, SIGKILL]) func aChildEndsWithItsParent(signal: Int32) throws {
        try withTemporaryFolder { (folder: String) throws in
            let process = Process()
            let errors = Pipe()
            process.executableURL = Executable("transfer").url
            process.arguments = quick("r", "f")
            process.currentDirectoryURL = URL(filePath: folder)
            process.standardOutput = FileHandle.nullDevice
            process.standardError = errors
            try process.run()
            // The child has its own folder of results, where it holds the lock.
            let lock = "\(folder)/r/metalearn-activation/.lock"
            while process.isRunning, ((try? String(contentsOfFile: lock, encoding: .utf8)) ?? "").isEmpty { usleep(500) }
            kill(process.processIdentifier, signal)
            // Ends when the child has ended too, which holds the other end.
            let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            let last = "transfer: interrupted; finished runs are kept, and the same command resumes\n"
            #expect(
                signal == SIGKILL
                    ? !said.contains("interrupted") : said.hasSuffix(last) && !said.dropLast(last.count).contains("interrupted"))
            let descriptor = open(lock, O_RDWR)
            #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
            close(descriptor)
        }
    }

    @Test func signalsThatAParentIgnoresStayIgnored() throws {
        try withTemporaryFolder { (folder: String) throws in
            // Once it has a handler for SIGTERM, by the fourth digit, it would have those of the others. It must be there when they come.
            let script =
                "trap '' HUP INT; \"$@\" & until grep -qE '^SigCgt:.*[4-7c-f][0-9a-f]{3}$' /proc/$!/status; do :; done; "
                + "kill -HUP $! && kill -INT $! && wait $!"
            let result = try shell(script, ["train", "--model", "mlp", "--steps", "20000"], in: folder)
            #expect(result.status == 0 && !result.error.contains("interrupted"), "\(result.error)")
        }
    }

    // MARK: Terminals and limits

    /// What a program shows on a terminal of this kind while it trains.
    private func shown(terminal kind: String, in folder: String) throws -> String {
        let train = "\"$PROGRAM\" train --model logistic --steps 500 --evaluation-interval 0"
        // Its standard error alone is on the terminal that script(1) makes.
        let arguments = ["script", "--quiet", "--return", "--command", "\(train) >/dev/null", "/dev/null"]
        return try run(URL(filePath: "/usr/bin/env"), arguments, in: folder, environment: ["TERM": kind, "PROGRAM": mnist1d.url.path])
            .output
    }

    @Test func aDumbTerminalGetsNoCodes() throws {
        try withTemporaryFolder { (folder: String) throws in
            #expect(try shown(terminal: "xterm", in: folder).contains("\u{1B}[K"))
            for kind in ["dumb", ""] { #expect(try !shown(terminal: kind, in: folder).contains("\u{1B}")) }
        }
    }

    private static let canMount: Bool = {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "unshare --mount true 2>/dev/null"]
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()

    /// The arguments come from the loader: without /proc the standard library finds none, and a program would do what nobody asked for.
    @Test(.enabled(if: canMount, "a folder is hidden by who may mount, in a root that is a mount point"))
    func withoutProcTheArgumentsAreSeen() throws {
        try withTemporaryFolder { (folder: String) throws in
            let hidden = "exec unshare --mount sh -c 'mount -t tmpfs none /proc && exec \"$@\"' sh \"$@\""
            let help = try shell(hidden, "pooling", ["--help"], in: folder)
            #expect(help.status == 0 && help.output.contains("USAGE: pooling") && help.error == "", "\(help)")
            let wrong = try shell(hidden, "pooling", ["--sizes", "90"], in: folder)
            #expect(wrong.status == 64 && wrong.error.hasPrefix("Error: --sizes 90: expected a number"), "\(wrong.error)")
            #expect(try list(folder) == [])
        }
    }

    @Test func aStackThatIsTooSmallIsRefusedOrRaised() throws {
        try withTemporaryFolder { (folder: String) throws in
            let small = try shell("ulimit -s 64; exec \"$@\"", "metalearn-learning-rate", quick("r", "f"), in: folder)
            #expect(small.status == 1 && small.errorLines.count == 1, "\(small)")
            #expect(small.error.hasPrefix("Error: the stack is limited to less than 256 KiB"))
            #expect(try list(folder) == [])
            // Of the two limits this is the one that a process may raise.
            let raised = try shell("ulimit -S -s 64; exec \"$@\"", "metalearn-learning-rate", quick("r", "f"), in: folder)
            #expect(raised.status == 0, "\(raised.error)")
        }
    }

    /// Threads are limited by user, and root is not: the program runs as a user that has no other process.
    @Test(.enabled(if: geteuid() == 0, "another user's limits need the right to become that user"))
    func withoutMoreThreadsTheWorkGoesOn() throws {
        try withTemporaryFolder { (folder: String) throws in
            chmod(folder, 0o777)
            try points(folder)
            chmod("\(folder)/x.npy", 0o644)
            let embed = ["embed", "--input", "x.npy", "--iterations", "30", "--threads", "4", "--output"]
            let user = 1_000_000 + getpid()
            // That user may read as root does: the programs can be in a folder that others cannot enter, such as /root.
            let identity = "setpriv --reuid \(user) --clear-groups --inh-caps=+dac_override --ambient-caps=+dac_override"
            let limited = "exec \(identity) prlimit --nproc=1 \"$@\""
            #expect(try mnist1d(embed + ["a.npy"], in: folder).status == 0)
            let result = try shell(limited, embed + ["b.npy"], in: folder)
            #expect(result.status == 0 && result.error == "", "\(result.error)")
            #expect(try contents("\(folder)/a.npy") == contents("\(folder)/b.npy"))

            let quickly = quick("r", "f", ["--threads", "3"])
            #expect(try Executable("building-mnist1d")(quick("s", "g"), in: folder).status == 0)
            #expect(try shell(limited, "building-mnist1d", quickly, in: folder).status == 0)
        }
    }
}
