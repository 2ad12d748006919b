import Foundation
import Testing

/// `double-descent` and `pooling`, run as a user runs them.
@Suite struct DescentAndPoolingTests {
    static let errors: [(name: String, options: [String], message: String)] = [
        ("double-descent", ["--steps", "0"], "--steps 0: expected a number from 1 to 100000000"),
        ("double-descent", ["--label-noise", "1.5"], "--label-noise 1.5: expected a number from 0 to 1"),
        ("double-descent", ["--label-noise", "nan"], "--label-noise nan: expected a number from 0 to 1"),
        ("double-descent", ["--seeds", "2147483648"], "--seeds 2147483648: expected numbers from 0 to 2147483647"),
        ("double-descent", ["--sweeps", "notebook", "notebook"], "--sweeps notebook: expected each name once"),
        ("pooling", ["--steps", "0"], "--steps 0: expected a number from 1 to 100000000"),
        ("pooling", ["--eval-every", "0"], "--eval-every 0: expected a number from 1 to 100000000"),
        ("pooling", ["--sizes", "90"], "--sizes 90: expected numbers from 100 to 1000000"),
        ("pooling", ["--sizes", "1001"], "--sizes 1001: expected multiples of the 10 classes"),
        ("pooling", ["--sizes", "100", "100"], "--sizes 100: expected each number once"),
        ("pooling", ["--seeds", "2147483648"], "--seeds 2147483648: expected numbers from 0 to 2147483647"),
    ]

    @Test(arguments: errors) func wrongOptionsAreNamedInOneLine(name: String, options: [String], message: String) throws {
        try withTemporaryFolder { folder in
            let result = try Executable(name)(options, in: folder)
            #expect(result.error == "Error: \(message) (\(name) --help lists the options)\n")
            #expect(result.status == 64)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
        }
    }

    private func quick(_ results: String, _ figures: String, _ more: [String] = []) -> [String] {
        ["--scale", "quick", "--results", results, "--figures", figures] + more
    }

    /// The bytes of all files of a folder, by name.
    private func files(in folder: String) throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where !name.hasPrefix(".") {
            files[name] = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
        }
        return files
    }

    /// The rows of a CSV file without quoted fields, by column.
    private func rows(_ path: String) throws -> [[String: String]] {
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        let header = lines[0].split(separator: ",").map(String.init)
        return lines.dropFirst().map { line in
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            return Dictionary(uniqueKeysWithValues: zip(header, fields))
        }
    }

    @Test(arguments: ["double-descent", "pooling"]) func theNumberOfThreadsChangesNoByte(name: String) throws {
        try withTemporaryFolder { folder in
            let experiment = Executable(name)
            #expect(try experiment(quick("r1", "f1", ["--threads", "1"]), in: folder).status == 0)
            #expect(try experiment(quick("r2", "f2", ["--threads", "2"]), in: folder).status == 0)
            let figures = try files(in: "\(folder)/f1")
            #expect(figures.keys.contains { $0.hasSuffix(".csv") } && figures.keys.contains { $0.hasSuffix(".pdf") })
            #expect(try files(in: "\(folder)/f2") == figures)
        }
    }

    /// Killed within its longest run, after a checkpoint of that run.
    @Test func aKilledRunGoesOnFromItsCheckpoint() throws {
        try withTemporaryFolder { folder in
            let experiment = Executable("double-descent")
            let options = ["--sweeps", "notebook", "--steps", "15000", "--threads", "1"]
            func checkpoints() -> Int {
                let names = try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/r/double-descent")
                return (names ?? []).count { $0.hasSuffix(".checkpoint") }
            }
            let process = Process()
            process.executableURL = experiment.url
            process.arguments = quick("r", "f", options)
            process.currentDirectoryURL = URL(fileURLWithPath: folder)
            process.standardError = FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            try process.run()
            while process.isRunning, checkpoints() == 0 { usleep(1000) }
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            #expect(checkpoints() == 1)

            #expect(try experiment(quick("r", "f", options), in: folder).status == 0)
            #expect(checkpoints() == 0)
            #expect(try experiment(quick("whole", "expected", options), in: folder).status == 0)
            #expect(try files(in: "\(folder)/f") == files(in: "\(folder)/expected"))
        }
    }

    /// The report of thresholds, computed again from the single runs.
    @Test func thresholdsFollowFromTheRuns() throws {
        try withTemporaryFolder { folder in
            let options = ["--sweeps", "thresholds", "--steps", "400"]
            #expect(try Executable("double-descent")(quick("r", "f", options), in: folder).status == 0)
            let runs = try rows("\(folder)/f/double-descent-runs.csv")
            let report = try rows("\(folder)/f/double-descent-thresholds.csv")
            #expect(report.count == 8)
            var peaks = 0
            var fits = 0
            for row in report {
                let own = runs.filter {
                    $0["network"] == row["network"] && $0["loss"] == row["loss"] && $0["examples"] == row["examples"]
                }
                let widths = Dictionary(grouping: own) { Int($0["parameters"]!)! }.sorted { $0.key < $1.key }
                func mean(_ column: String) -> [Double] {
                    widths.map { $0.value.reduce(0) { $0 + Double($1[column]!)! } / Double($0.value.count) }
                }
                let (test, error) = (mean("testLoss"), mean("trainErrorPercent"))
                // The sweep reaches from near n, which the narrowest models exceed here, to beyond n K.
                let examples = Int(row["examples"]!)!
                #expect(widths.first!.key < 4 * examples && widths.last!.key > 20 * examples)
                let highest = test.indices.max { test[$0] < test[$1] }!
                let isInside = highest > 0 && highest < test.count - 1
                #expect(row["peak"] == (isInside ? "\(widths[highest].key)" : ""))
                #expect(row["peakTestLoss"] == "\(test[highest])")
                let fit = error.firstIndex { $0 <= 0.5 }
                #expect(row["fitsLabels"] == (fit.map { "\(widths[$0].key)" } ?? ""))
                peaks += isInside ? 1 : 0
                fits += fit == nil ? 0 : 1
            }
            #expect(peaks > 0 && fits > 0)
        }
    }

    /// The published accuracies stand beside ours at the steps and sizes that the notebook has.
    @Test func poolingStandsBesideTheNotebook() throws {
        try withTemporaryFolder { folder in
            let options = ["--sizes", "500", "1000", "--steps", "1000", "--eval-every", "250", "--seeds", "0"]
            #expect(try Executable("pooling")(quick("r", "f", options), in: folder).status == 0)
            let curves = try rows("\(folder)/f/pooling-all-sizes.csv")
            #expect(curves.count == 2 * 5 * 5)
            for row in curves {
                #expect((row["published"] != "") == (row["examples"] == "1000" && row["step"] == "1000"))
            }
            // Same data and initial weights as the notebook: after 1000 steps nearly the same test accuracy.
            let last = try rows("\(folder)/f/pooling-final-accuracy.csv").filter { $0["examples"] == "1000" }
            #expect(last.count == 5)
            for row in last {
                #expect(abs(Double(row["seedZero"]!)! - Double(row["published"]!)!) < 3, "\(row["pooling"]!)")
            }
        }
    }
}
