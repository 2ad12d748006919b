import Datasets
import Foundation
import Testing

/// The experiments at quick scale, run as a user runs them.
@Suite struct ExperimentTests {
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
