import Datasets
import Foundation
import Testing

/// The experiments at quick scale, run as a user runs them.
@Suite struct ExperimentTests {
    /// Table 1 and Figure 8, computed again from the histories.
    @Test func tablesFollowFromTheHistories() throws {
        try withTemporaryFolder { folder in
            #expect(try Executable("benchmarks")(quick("r", "f"), in: folder).status == 0)
            let histories = try rows("\(folder)/f/benchmarks/histories.csv")
            let table = try rows("\(folder)/f/benchmarks/table1.csv").filter { $0["seeds"] == "2" }
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
            let mistakes = try rows("\(folder)/f/benchmarks/figure8.csv")
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
            let options = ["--models", "logistic", "--seeds", "42", "--evaluation-interval", "1000", "--figures", "f"]
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

    /// The signals of Figure 1 are the dataset's but for shift and scale, the same for all.
    @Test func theExamplesDrawnAreInTheDataset() throws {
        try withTemporaryFolder { folder in
            let name = "building-mnist1d"
            #expect(try Executable(name)(quick("r", "f"), in: folder).status == 0)
            let points = try rows("\(folder)/f/building-mnist1d/figure1.csv").filter { $0["kind"] == "example" }
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
            #expect(try Executable(name)(quick("r", "f"), in: folder).status == 0)
            let table = try String(contentsOfFile: "\(folder)/f/building-mnist1d/table2.md", encoding: .utf8)
            let rows = table.split(separator: "\n").dropFirst(2).map { line in
                line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            }
            #expect(rows.count == 11)
            for row in rows where row[2] != "–" { #expect(row[1] == row[2], "\(row[0])") }
        }
    }
}
