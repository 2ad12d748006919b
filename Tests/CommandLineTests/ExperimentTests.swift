import Datasets
import Foundation
import Testing

/// The experiments at quick scale, run as a user runs them.
@Suite struct ExperimentTests {
    static let names = ["benchmarks", "building-mnist1d", "tsne"]

    /// The bytes of all files in a folder, by name. A store's hidden lock names a process and is left out.
    private func files(in folder: String) throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where !name.hasPrefix(".") {
            files[name] = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
        }
        return files
    }

    private func quick(_ name: String, _ results: String, _ figures: String, _ more: [String] = []) -> [String] {
        ["--scale", "quick", "--results", results, "--figures", figures, "--package", packageFolder] + more
    }

    @Test(arguments: names) func theNumberOfThreadsChangesNoByte(name: String) throws {
        try withTemporaryFolder { folder in
            let experiment = Executable(name)
            let single = try experiment(quick(name, "r1", "f1", ["--threads", "1"]), in: folder)
            let double = try experiment(quick(name, "r2", "f2", ["--threads", "2"]), in: folder)
            #expect(single.status == 0 && double.status == 0)
            let figures = try files(in: "\(folder)/f1")
            #expect(figures.keys.contains { $0.hasSuffix(".csv") } && figures.keys.contains { $0.hasSuffix(".pdf") })
            #expect(try files(in: "\(folder)/f2") == figures)
            #expect(try files(in: "\(folder)/r2/\(name)") == files(in: "\(folder)/r1/\(name)"))
        }
    }

    @Test func aKilledBenchmarkGoesOnToTheSameBytes() throws {
        try withTemporaryFolder { folder in
            let benchmarks = Executable("benchmarks")
            func finished() -> Int {
                let names = try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/r/benchmarks")
                return (names ?? []).count { $0.hasSuffix(".json") }
            }
            let process = Process()
            process.executableURL = benchmarks.url
            process.arguments = quick("benchmarks", "r", "f", ["--threads", "1"])
            process.currentDirectoryURL = URL(fileURLWithPath: folder)
            process.standardError = FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            try process.run()
            while process.isRunning, finished() < 3 { usleep(1000) }
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let kept = finished()
            #expect(kept >= 3 && kept < 16)

            let resumed = try benchmarks(quick("benchmarks", "r", "f"), in: folder)
            #expect(resumed.status == 0)
            #expect(resumed.error.contains("16 of 16 runs (\(kept) from the store)"))
            #expect(try benchmarks(quick("benchmarks", "whole", "expected"), in: folder).status == 0)
            #expect(try files(in: "\(folder)/f") == files(in: "\(folder)/expected"))
        }
    }

    static let errors: [(name: String, options: [String], message: String)] = [
        ("benchmarks", ["--steps", "0"], "--steps 0: expected a number from 1 to 100000000"),
        ("benchmarks", ["--eval-every", "0"], "--eval-every 0: expected a number from 1 to 100000000"),
        ("benchmarks", ["--batch-size", "4001"], "--batch-size 4001: expected a number from 1 to 4000"),
        ("benchmarks", ["--learning-rate", "nan"], "--learning-rate nan: expected a finite number above 0"),
        ("benchmarks", ["--seeds", "4294967296"], "--seeds 4294967296: expected numbers from 0 to 4294967295"),
        ("benchmarks", ["--models", "cnn", "cnn"], "--models cnn: expected each name once"),
        ("tsne", ["--seeds", "-1"], "--seeds -1: expected numbers from 0 to 4294967295"),
        ("building-mnist1d", ["--seeds", "4294967296"], "--seeds 4294967296: expected numbers from 0 to 4294967295"),
    ]

    @Test(arguments: errors) func wrongOptionsAreNamedInOneLine(name: String, options: [String], message: String) throws {
        try withTemporaryFolder { folder in
            let result = try Executable(name)(options, in: folder)
            #expect(result.error == "Error: \(message) (\(name) --help lists the options)\n")
            #expect(result.status == 64)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
        }
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

    /// Table 1 and Figure 8, computed again from the histories.
    @Test func tablesFollowFromTheHistories() throws {
        try withTemporaryFolder { folder in
            #expect(try Executable("benchmarks")(quick("benchmarks", "r", "f"), in: folder).status == 0)
            let histories = try rows("\(folder)/f/benchmark-histories.csv")
            let table = try rows("\(folder)/f/table1-accuracy.csv").filter { $0["seeds"] == "2" }
            #expect(table.count == 16)
            for row in table {
                let own = histories.filter { $0["model"] == row["model"] && $0["data"] == row["data"] }
                let seeds = Dictionary(grouping: own) { $0["seed"]! }.values
                let accuracies = seeds.map { history in
                    let all = history.map { (step: Int($0["step"]!)!, accuracy: Double($0["testAccuracy"]!)!) }
                    #expect(all.map(\.step) == [0, 50, 100])
                    return row["source"] == "best" ? all.map(\.accuracy).max()! : all.last!.accuracy
                }
                #expect(accuracies.count == 2)
                let mean = (accuracies[0] + accuracies[1]) / 2
                let deviation = abs(accuracies[0] - accuracies[1]) / 2.0.squareRoot()
                #expect(abs(Double(row["mean"]!)! - mean) < 1e-9)
                #expect(abs(Double(row["deviation"]!)! - deviation) < 1e-9)
            }
            // All mistakes of the CNN together are what its accuracy lacks.
            let mistakes = try rows("\(folder)/f/figure8-mistakes.csv")
            for (subject, source) in [("CNN (best checkpoint)", "best"), ("CNN (last checkpoint)", "last")] {
                let wrong = mistakes.filter { $0["subject"] == subject }.reduce(0) { $0 + Double($1["wrong"]!)! }
                let row = table.first { $0["model"] == "cnn" && $0["data"] == "original" && $0["source"] == source }
                #expect(abs(100 - wrong / 10 - Double(row!["mean"]!)!) < 1e-9)
            }
        }
    }

    /// The logistic model's loss is convex, so that any initial weights end where the authors' did.
    ///
    /// Their notebook evaluates one update later than we do, which matters a little while the loss still falls.
    @Test func theLogisticModelFollowsTheAuthorsNotebook() throws {
        let fixture = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Fixtures/published/benchmark_notebook.csv")
        let notebook = try rows(fixture.path).filter { $0["model"] == "logistic" }
        #expect(notebook.count == 12)
        try withTemporaryFolder { folder in
            let options = ["--models", "logistic", "--seeds", "42", "--eval-every", "1000", "--figures", "f"]
            #expect(try Executable("benchmarks")(options, in: folder).status == 0)
            let histories = try rows("\(folder)/f/benchmark-histories.csv")
            for row in notebook {
                let own = try #require(histories.first { $0["data"] == row["data"] && $0["step"] == row["step"] })
                func difference(_ ours: String, _ theirs: String) -> Double {
                    abs(Double(own[ours]!)! - Double(row[theirs]!)!)
                }
                #expect(difference("testLoss", "test_loss") < 0.002)
                #expect(difference("testAccuracy", "test_accuracy") < 0.55)
                #expect(difference("trainAccuracy", "train_accuracy") < 0.35)
            }
        }
    }

    /// The signals of Figure 1 are the dataset's but for shift and scale, the same for all.
    @Test func theExamplesDrawnAreInTheDataset() throws {
        try withTemporaryFolder { folder in
            let name = "building-mnist1d"
            #expect(try Executable(name)(quick(name, "r", "f"), in: folder).status == 0)
            let points = try rows("\(folder)/f/figure1-dataset.csv").filter { $0["kind"] == "example" }
            let dataset = try MNIST1DDataset(MNIST1DConfiguration())
            let (values, labels) = (dataset.x + dataset.xTest, dataset.y + dataset.yTest)
            for digit in 0..<10 {
                let drawn = points.filter { $0["digit"] == "\(digit)" }.map { Double($0["value"]!)! }
                #expect(drawn.count == 40)
                let isThere = labels.indices.contains { example in
                    let signal = Array(values[example * 40..<example * 40 + 40])
                    let scale = (signal[1] - signal[0]) / (drawn[1] - drawn[0])
                    return labels[example] == digit
                        && zip(signal, drawn).allSatisfy { abs($0 - signal[0] - scale * ($1 - drawn[0])) < 1e-9 }
                }
                #expect(isThere, "digit \(digit)")
            }
        }
    }

    /// Where the paper's Table 2 gives a number, it is the generator's default.
    @Test func theParametersAreThePapers() throws {
        try withTemporaryFolder { folder in
            let name = "building-mnist1d"
            #expect(try Executable(name)(quick(name, "r", "f"), in: folder).status == 0)
            let table = try String(contentsOfFile: "\(folder)/f/table2-parameters.md", encoding: .utf8)
            let rows = table.split(separator: "\n").dropFirst(2).map { line in
                line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            }
            #expect(rows.count == 11)
            for row in rows where row[2] != "–" { #expect(row[1] == row[2], "\(row[0])") }
        }
    }
}
