import Datasets
import Foundation
import Testing

/// Disks that are full, and trainings that diverge.
@Suite struct DisturbedTests {
    /// Programs that write a file of more than a kilobyte, and its name.
    static let writers: [(program: String, options: [String], file: String)] = [
        ("mnist1d", ["generate", "--samples", "100", "--output", "d.npz"], "d.npz"),
        ("mnist1d", ["generate", "--samples", "100", "--output", "d.csv"], "d.csv"),
        ("mnist1d", ["embed", "--input", "x.npy", "--output", "y.npy", "--iterations", "1"], "y.npy"),
        ("mnist1d", ["train", "--model", "logistic", "--steps", "200", "--losses", "l.csv"], "l.csv"),
        ("building-mnist1d", quick("r", "f"), "r/building-mnist1d/"),
    ]

    /// A limit on file sizes stops a write in the middle, as a full disk does, and needs no privileges. The thread
    /// sanitizer's runtime writes a file of its own when a program starts, unless it has no folder for it.
    @Test(arguments: writers) func aWriteThatStopsInTheMiddleLeavesNothing(
        program: String, options: [String], file: String
    ) throws {
        try withTemporaryFolder { folder in
            let points = (0..<600).map { Double($0 % 71) }
            try NPYArray(shape: [300, 2], elements: .float64(points)).write(to: "\(folder)/x.npy")
            // Standard output and error are files too: one block of 512 bytes is enough for a line.
            let script = "export TMPDIR=/dev/null; trap '' XFSZ; ulimit -f 1; exec \"$@\""
            let result = try run(
                URL(filePath: "/bin/sh"), ["-c", script, "sh", Executable(program).url.path] + options, in: folder)
            #expect(result.status == 1)
            #expect(result.errorLines.count == 1, "\(result.error)")
            #expect(result.error.hasPrefix("Error: ") && result.error.contains(file), "\(result.error)")
            #expect(result.error.hasSuffix(": File too large\n"), "\(result.error)")
            let all = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
            let left = all.filter { !$0.hasSuffix(".lock") && $0 != "x.npy" && $0.contains(".") }
            #expect(left == [])
        }
    }

    @Test func aDivergedTrainingIsAResultAndItsFigureSaysSo() throws {
        try withTemporaryFolder { folder in
            let options = ["--models", "mlp", "--learning-rate", "1e30", "--seeds", "1"]
            let benchmarks = Executable("benchmarks")
            let result = try benchmarks(quick("r", "f", options), in: folder)
            #expect(result.status == 0)
            let histories = try rows("\(folder)/f/benchmarks/histories.csv")
            #expect(histories.contains { $0["testLoss"] == "nan" && $0["testAccuracy"] == "nan" })
            let said = result.output.split(separator: "\n").first { $0.contains("diverged, and not drawn: ") }
            let words = try #require(said?.split(separator: ": diverged").last)
            let drawing = try String(contentsOfFile: "\(folder)/f/benchmarks/figure2.svg", encoding: .utf8)
            #expect(drawing.contains("Diverged\(words)."))
            // It is as finished as any other.
            let again = try benchmarks(quick("r", "f", options), in: folder)
            #expect(again.status == 0 && again.error.contains(" from the store)"))
        }
    }
}
