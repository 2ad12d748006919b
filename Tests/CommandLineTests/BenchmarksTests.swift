import Foundation
import Testing

/// `benchmarks`, run as a user runs it: its tables computed again from what it writes run by run.
@Suite struct BenchmarksTests {
    private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Fixtures/published").path

    /// The runs at quick scale, once for all tests.
    private static let quickFigures = Result { () throws -> [String: [[String: String]]] in
        try withTemporaryFolder { folder in
            #expect(try Executable("benchmarks")(quick("r", "f"), in: folder).status == 0)
            let names = ["histories", "table1", "variation", "mistakes", "human", "figure8"]
            return try Dictionary(
                uniqueKeysWithValues: names.map { ($0, try rows("\(folder)/f/benchmarks/\($0).csv")) })
        }
    }

    private func table(_ name: String) throws -> [[String: String]] { try #require(try Self.quickFigures.get()[name]) }

    /// The best and the last test accuracy of each run that fits.
    private func accuracies(
        _ isMeant: ([String: String]) -> Bool
    ) throws -> [(best: Double, last: Double)] {
        // The MLP of Table 1; the notebooks' has 100 hidden units.
        let own = try table("histories").filter { $0["hidden"] != "100" && isMeant($0) }
        let runs = Dictionary(grouping: own) { "\($0["seed"]!) \($0["datasetSeed"]!) \($0["permutationSeed"]!)" }
        return runs.keys.sorted().map { key in
            let history = runs[key]!.map { (step: Int($0["step"]!)!, accuracy: Double($0["testAccuracy"]!)!) }
            #expect(history.map(\.step) == [0, 50, 100])
            return (history.map(\.accuracy).max()!, history.last!.accuracy)
        }
    }

    private func expect(_ row: [String: String], isOf values: [Double]) {
        #expect(values.count == 2)
        let mean = values.reduce(0, +) / 2
        #expect(abs(Double(row["mean"]!)! - mean) < 1e-9)
        #expect(abs(Double(row["deviation"]!)! - abs(values[0] - values[1]) / 2.0.squareRoot()) < 1e-9)
    }

    /// On shuffled signals each trial has a permutation of its own.
    @Test func tableOneFollowsFromTheHistories() throws {
        let own = try table("table1").filter { $0["source"] == "best" || $0["source"] == "last" }
        #expect(own.count == 16)
        for row in own {
            let runs = try accuracies {
                $0["model"] == row["model"] && $0["data"] == row["data"] && $0["datasetSeed"] == "42"
                    && ($0["data"] == "original" || $0["permutationSeed"] == $0["seed"])
            }
            expect(row, isOf: runs.map { row["source"] == "best" ? $0.best : $0.last })
        }
        // At other settings than the paper's its numbers for models are not there.
        #expect(try table("table1").filter { $0["source"] == "paper" }.map { $0["model"] } == ["human", "human"])
    }

    @Test(arguments: [
        ("weights", "original", ["42 42 ", "43 42 "]), ("data", "original", ["42 42 ", "42 43 "]),
        ("weights", "shuffled", ["42 42 42", "43 42 42"]), ("permutation", "shuffled", ["42 42 42", "42 42 43"]),
        ("weightsAndPermutation", "shuffled", ["42 42 42", "43 42 43"]),
    ])
    func oneThingDiffersBetweenTheRuns(variation: String, data: String, runs: [String]) throws {
        let own = try table("variation").filter { $0["variation"] == variation && $0["data"] == data }
        #expect(own.map { $0["model"] } == ["logistic", "mlp", "cnn", "gru"])
        for row in own {
            let values = try accuracies {
                $0["model"] == row["model"] && $0["data"] == data
                    && runs.contains("\($0["seed"]!) \($0["datasetSeed"]!) \($0["permutationSeed"]!)")
            }
            expect(row, isOf: values.map(\.best))
        }
    }

    /// All mistakes of the CNN together are what its accuracy lacks.
    @Test func mistakesAddUp() throws {
        for (checkpoint, source) in [("best", "best"), ("last", "last")] {
            let own = try table("mistakes").filter {
                $0["subject"] == "cnn" && $0["checkpoint"] == checkpoint && $0["examples"] == "all"
            }
            #expect(own.count == 20 && own.reduce(0) { $0 + Int($1["shown"]!)! } == 2000)
            let wrong = own.reduce(0) { $0 + Double($1["wrong"]!)! }
            let row = try table("table1").first {
                $0["model"] == "cnn" && $0["data"] == "original" && $0["source"] == source
            }
            #expect(abs(100 - wrong / 20 - Double(row!["mean"]!)!) < 1e-9)
        }
    }

    @Test func theHumansAnswersAreTheAuthors() throws {
        let published = try rows("\(Self.fixtures)/human_answers.csv")
        let own = try table("human")
        #expect(own.map { [$0["example"], $0["label"], $0["human"]] } == published.map { [$0["test_index"], $0["label"], $0["answer"]] })
        let right = own.count { $0["human"] == $0["label"] }
        #expect(own.count == 400 && right == 383)
        let answers = try #require(try table("table1").first { $0["source"] == "answers" })
        // Wilson's interval, from SciPy 1.17: binomtest(383, 400).proportion_ci(method="wilson").
        #expect(abs(Double(answers["mean"]!)! - 95.75) < 1e-12)
        #expect(abs(Double(answers["lower"]!)! - 93.29979456752498) < 1e-9)
        #expect(abs(Double(answers["upper"]!)! - 97.32983050088688) < 1e-9)
        for digit in 0...9 {
            let shown = own.filter { $0["label"] == "\(digit)" }
            let row = try #require(try table("figure8").first { $0["subject"] == "human" && $0["digit"] == "\(digit)" })
            let wrong = shown.count { $0["human"] != $0["label"] }
            #expect(abs(Double(row["rate"]!)! - 100 * Double(wrong) / Double(shown.count)) < 1e-9)
        }
        // The CNN of the first seed, on the same examples.
        let mistakes = try table("mistakes").filter {
            $0["seed"] == "42" && $0["checkpoint"] == "authors" && $0["examples"] == "humans"
        }
        #expect(mistakes.reduce(0) { $0 + Int($1["wrong"]!)! } == own.count { $0["cnn"] != $0["label"] })
    }

    /// The logistic model's loss is convex, so that any initial weights end where the authors' did.
    ///
    /// Their notebook evaluates one update later than we do, which matters a little while the loss still falls.
    @Test func theLogisticModelFollowsTheAuthorsNotebook() throws {
        let notebook = try rows("\(Self.fixtures)/benchmark_notebook.csv").filter { $0["model"] == "logistic" }
        #expect(notebook.count == 12)
        try withTemporaryFolder { folder in
            let options = [
                "--models", "logistic", "--seeds", "42", "--evaluation-interval", "1000", "--figures", "f",
                "--package", packageFolder.path,
            ]
            #expect(try Executable("benchmarks")(options, in: folder).status == 0)
            let histories = try rows("\(folder)/f/benchmarks/histories.csv")
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
}
