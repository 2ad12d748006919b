import Foundation
import Testing

/// An experiment's command line, run as a user runs it.
@Suite struct ExperimentCommandTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func run(_ arguments: String...) throws -> ProbeProcess.Ending {
        try ProbeProcess.run(arguments, in: folder)
    }

    @Test func quickScaleStaysInTheBuildFolder() throws {
        let ending = try run("--scale", "quick")
        #expect(ending.status == 0)
        #expect(ending.errors == "probe: 6 of 6 runs\n")
        #expect(
            ending.output == """
                build/quick/figures/probe/orbits: csv pdf png svg
                build/quick/figures/probe/last: csv md tex
                open build/quick/figures/probe/orbits.png

                """)
        #expect(folder.files().allSatisfy { $0.hasPrefix("build/quick/") })
        #expect(folder.files(in: "build/quick/figures").contains("probe/provenance.json"))
        #expect(folder.text("build/quick/figures/probe/last.csv").hasPrefix("seed,last\n1,0.44"))
    }

    @Test func finishedRunsAreNotComputedAgain() throws {
        #expect(try run("--seeds", "1", "2").errors == "probe: 2 of 2 runs\n")
        #expect(try run("--seeds", "2", "3").errors == "probe: 2 of 2 runs (1 from the store)\n")
        let ending = try run("--seeds", "1", "2", "3")
        #expect(ending.errors == "probe: 3 of 3 runs (3 from the store)\n")
        let again = try run("--seeds", "1", "2", "3", "--render-only")
        #expect(again.errors == "")
        #expect(
            again.output.hasPrefix(
                "build/custom/probe/orbits: csv pdf png svg, unchanged\nbuild/custom/probe/last: csv md tex, unchanged\n"))
    }

    @Test func theNumberOfThreadsChangesNoByte() throws {
        for threads in ["1", "2", "5"] {
            let ending = try run("--threads", threads, "--results", "r\(threads)", "--figures", "f\(threads)")
            #expect(ending.status == 0)
        }
        let results = folder.files(in: "r1/probe").filter { !$0.hasPrefix(".") }
        // Six runs, the list of the code, and which code ran last.
        #expect(results.count == 8)
        for other in ["2", "5"] {
            #expect(folder.files(in: "f1") == folder.files(in: "f\(other)"))
            for name in results { #expect(folder.text("r1/probe/\(name)") == folder.text("r\(other)/probe/\(name)")) }
            for name in folder.files(in: "f1") { #expect(folder.bytes("f1/\(name)") == folder.bytes("f\(other)/\(name)")) }
        }
    }

    @Test func aLaterStageSeesTheOutcomesOfTheEarlierOnes() throws {
        let ending = try run("--difference", "--threads", "4", "--scale", "quick", "--seeds", "1", "2")
        #expect(ending.errors == "probe: 3 of 3 runs\n")
        let last = folder.text("build/custom/probe/last.csv").split(separator: "\n").map { $0.split(separator: ",")[1] }
        let values = last.dropFirst().compactMap { Double($0) }
        #expect(values.count == 3 && values[0] != 0)
        #expect(abs(values[0] - (values[1] - values[2])) < 1e-7)
        #expect(
            folder.files(in: "build/quick/results/probe").contains { $0.hasPrefix("seed1-minus-seed2-") })
    }

    @Test func aDivergedRunIsAResultAndItsFigureSaysSo() throws {
        let options = ["--rate", "1e300", "--seeds", "1", "--steps", "5", "--figures", "figures"]
        let ending = try ProbeProcess.run(options, in: folder)
        #expect(ending.status == 0)
        #expect(folder.text("figures/probe/last.csv") == "seed,last\n1,-inf\n")
        let orbit = folder.text("figures/probe/orbits.csv").split(separator: "\n").dropFirst()
        let count = orbit.count { $0.hasSuffix("inf") || $0.hasSuffix("nan") }
        #expect(count > 0 && count < orbit.count)
        let words = "iverged, and not drawn: \(count) of \(orbit.count) rows are not finite"
        #expect(
            ending.output == """
                figures/probe/orbits: csv pdf png svg
                figures/probe/orbits: d\(words)
                figures/probe/last: csv md tex
                open figures/probe/orbits.png

                """)
        #expect(folder.text("figures/probe/orbits.svg").contains("D\(words)."))
        let record = folder.files(in: "results/probe").first { $0.hasPrefix("seed1-") } ?? ""
        #expect(folder.text("results/probe/\(record)").contains("\"last\":\"-inf\""))
        let again = try ProbeProcess.run(options, in: folder)
        #expect(again.errors == "probe: 1 of 1 run (1 from the store)\n")
    }

    @Test(arguments: ["results", "figures"]) func anUnwritableFolderIsSaidInOneLine(option: String) throws {
        // Nobody, not even root, can write there.
        let ending = try run("--\(option)", "/proc/nowhere")
        #expect(ending.errors == "Error: /proc/nowhere/probe: the folder cannot be created: No such file or directory\n")
        #expect(ending.output == "" && ending.status == 1)
        #expect(folder.files().allSatisfy { $0.hasSuffix(".lock") })
    }

    @Test func runsAreListedInAStableWay() throws {
        let ending = try run("--list-runs", "--seeds", "2", "1")
        let lines = ending.output.split(separator: "\n")
        #expect(lines.map { $0.dropFirst(16) } == [" seed2", " seed1"] && lines.allSatisfy { $0.prefix(16).allSatisfy(\.isHexDigit) })
        #expect(try run("--list-runs", "--seeds", "2", "1").output == ending.output)
        #expect(ending.errors == "" && folder.files() == [])
    }

    /// Options that change what is run never touch the committed figures.
    @Test func otherRunsAreDrawnElsewhere() throws {
        #expect(try run().status == 0)
        let before = folder.bytes("figures/probe/orbits.csv")
        let ending = try run("--steps", "3")
        #expect(ending.output.contains("build/custom/probe: options change what is run, so the figures are here"))
        #expect(folder.bytes("figures/probe/orbits.csv") == before)
        #expect(folder.text("build/custom/probe/orbits.csv").hasPrefix("seed,step,x\n"))
        // The same as without options, said with options.
        #expect(try run("--steps", "20").output.hasPrefix("figures/probe/orbits: csv pdf png svg, unchanged\n"))
    }

    @Test func figuresAreDrawnAgainWithoutRuns() throws {
        #expect(try run().status == 0)
        try FileManager.default.removeItem(atPath: "\(folder.path)/results")
        let svg = folder.bytes("figures/probe/orbits.svg")
        try FileManager.default.removeItem(atPath: "\(folder.path)/figures/probe/orbits.svg")
        #expect(try run("--redraw").status == 0)
        #expect(folder.bytes("figures/probe/orbits.svg") == svg)
        #expect(folder.files(in: "results") == [])
    }

    @Test func aTableThatTheProgramDidNotWriteIsNotDrawn() throws {
        #expect(try run().status == 0)
        let path = "figures/probe/orbits.csv"
        let svg = folder.bytes("figures/probe/orbits.svg")
        try folder.text(path).replacing("0.5", with: "0.6").write(toFile: "\(folder.path)/\(path)", atomically: false, encoding: .utf8)
        let ending = try run("--redraw")
        #expect(ending.status == 1)
        #expect(
            ending.errors
                == "Error: \(path): is not the table that was written, by its SHA-256 in provenance.json; run the experiment to write it again\n"
        )
        #expect(folder.bytes("figures/probe/orbits.svg") == svg)
    }

    @Test func oneRunIsComputedByItsLabel() throws {
        #expect(try run("--only", "seed2").errors == "probe: 1 of 1 run\n")
        #expect(folder.files(in: "figures") == [])
        #expect(try run("--only", "seed9").errors == "Error: --only seed9: no run has this label; --list-runs shows those there are\n")
    }

    @Test func aListThatCannotBeWrittenIsAnError() throws {
        let ending = try ProbeProcess.run(["--list-runs"], in: folder, wrapper: "exec \"$@\" >/dev/full")
        #expect(ending.status == 1)
        #expect(ending.errors == "Error: standard output: cannot be written: No space left on device\n")
    }

    @Test func damagedResultsAreSaidAndComputedAgain() throws {
        #expect(try run("--seeds", "1", "2").status == 0)
        let name = try #require(folder.files(in: "results/probe").first { $0.hasPrefix("seed1-") })
        let damaged = "results/probe/\(name)"
        let whole = folder.text(damaged)
        try whole.dropLast(9).write(toFile: "\(folder.path)/\(damaged)", atomically: false, encoding: .utf8)
        let ending = try run("--seeds", "1", "2")
        #expect(
            ending.errors == """
                \(damaged) is damaged or incomplete: its checksum does not match; its run counts as not done
                probe: 2 of 2 runs (1 from the store)

                """)
        #expect(folder.text(damaged) == whole)
    }

    @Test(arguments: [
        (["--threads", "0"], "Error: --threads 0: expected a number from 1 to 1024 (probe --help lists the options)\n"),
        (["--seeds", "1", "2", "1"], "Error: --seeds 1: is given more than once (probe --help lists the options)\n"),
        (["--seeds", "1", "-1"], "Error: --seeds -1: expected no negative number (probe --help lists the options)\n"),
        (["--seeds", "-1"], "Error: --seeds -1: expected no negative number (probe --help lists the options)\n"),
        (["--rate", "-0.5"], "Error: --rate -0.5: expected no negative number (probe --help lists the options)\n"),
        (["--steps", "x"], "Error: The value 'x' is invalid for '--steps <steps>' (probe --help lists the options)\n"),
        (["--sacle", "quick"], "Error: Unknown option '--sacle'. Did you mean '--scale'? (probe --help lists the options)\n"),
        (
            ["--render-only"],
            "Error: results/probe: 6 of 6 runs are missing, the first is seed1; run without --render-only\n"
        ),
        (["--results", ""], "Error: --results \"\": expected a path; . is the current directory (probe --help lists the options)\n"),
        (["--figures", ""], "Error: --figures \"\": expected a path; . is the current directory (probe --help lists the options)\n"),
        (["--results", "file"], "Error: file/probe: the folder cannot be created: Not a directory\n"),
        (["--figures", "file"], "Error: file/probe: the folder cannot be created: Not a directory\n"),
    ]) func whatIsWrongIsSaidInOneLine(arguments: [String], message: String) throws {
        try Data().write(to: URL(fileURLWithPath: "\(folder.path)/file"))
        let ending = try ProbeProcess.run(arguments, in: folder)
        #expect(ending.errors == message)
        #expect(ending.output == "")
        #expect(ending.status != 0)
    }

    @Test func helpTellsTheClaimAndTheOptions() throws {
        let ending = try run("--help")
        #expect(ending.status == 0 && ending.errors == "")
        for part in ["Iterate the logistic map.", "Example: ", "--render-only", "--list-runs", "--rate <rate>"] {
            #expect(ending.output.contains(part))
        }
    }
}
