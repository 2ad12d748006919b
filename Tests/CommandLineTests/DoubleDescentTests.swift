import Foundation
import Testing

/// `double-descent`, run as a user runs it.
@Suite struct DoubleDescentTests {
    /// Threshold and peak of every seed's curve, found again in the single runs.
    @Test func landmarksFollowFromTheRuns() throws {
        try withTemporaryFolder { folder in
            let options = ["--sweeps", "thresholds", "--steps", "1000"]
            #expect(try Executable("double-descent")(quick("r", "f", options), in: folder).status == 0)
            let figures = "\(folder)/f/double-descent"
            let curves = Dictionary(grouping: try rows("\(figures)/runs.csv")) { Self.key($0) + " \($0["seed"]!)" }
            var found = ["threshold": 0, "peak": 0]
            for row in try rows("\(figures)/positions.csv") {
                let runs = curves[Self.key(row) + " \(row["seed"]!)"]!.sorted { Int($0["parameters"]!)! < Int($1["parameters"]!)! }
                func column(_ name: String) -> [Double] { runs.map { Double($0[name]!)! } }
                let (parameters, train, test) = (column("parameters"), column("trainLoss"), column("testLoss"))
                let outputs = Double(row["outputs"]!)!
                let isPeak = row["landmark"] == "peak"
                var position: Double?
                if isPeak {
                    let heights = test.indices.map { index in
                        index == 0 || index == test.count - 1
                            ? 0 : test[index] / max(test[..<index].min()!, test[(index + 1)...].min()!)
                    }
                    let highest = heights.indices.max { heights[$0] < heights[$1] }!
                    if heights[highest] > 1 {
                        position = parameters[highest]
                        #expect(row["height"] == "\(heights[highest])")
                    }
                } else {
                    let constant = row["loss"] == "nll" ? log(outputs) : 1 / outputs - 1 / (outputs * outputs)
                    let first = train.firstIndex { $0 <= 0.02 * constant }
                    if let first, first > 0 { position = (parameters[first - 1] * parameters[first]).squareRoot() }
                }
                #expect(row["position"] == (position.map { "\($0)" } ?? ""), "\(row)")
                guard let position else { continue }
                #expect(Double(row["lower"]!)! < position && position < Double(row["upper"]!)!)
                found[row["landmark"]!]! += 1
            }
            #expect(found["threshold"]! > 8 && found["peak"]! > 8)
        }
    }

    /// Of the protocols in the committed tables, Figure 4 has the one whose training losses are nearest to the authors': the CNN of the first
    /// search, the MLP of the finer one.
    @Test func figure4HasTheNearestProtocol() throws {
        var package = URL(filePath: #filePath)
        for _ in 1...3 { package.deleteLastPathComponent() }
        func table(_ name: String) throws -> [[String: String]] {
            try rows(package.appending(path: "figures/double-descent/\(name).csv").path)
        }
        let first = try table("protocols").filter { $0["model"] == "CNN" }
        let nearest = first.min { Double($0["distance"]!)! < Double($1["distance"]!)! }!
        #expect(nearest["isKept"] == "true" && first.count { $0["isKept"] == "true" } == 1, "\(nearest)")
        let fine = try table("fine-protocols").filter { $0["diverged"] == "0" }
        let chosen = fine.min { Double($0["trainDistance"]!)! < Double($1["trainDistance"]!)! }!
        #expect(chosen["isChosen"] == "true" && fine.count { $0["isChosen"] == "true" } == 1)
        #expect(chosen["isShuffled"] == "true" && chosen["weightDecay"] == "0.0001", "as figure4Recipe has them")
        let figure4 = try table("runs").filter { $0["sweep"] == "figure4" && $0["network"] == "mlp" }
        #expect(Set(figure4.map { "\($0["optimizer"]!) \($0["step"]!)" }) == ["\(chosen["optimizer"]!) \(chosen["steps"]!)"])
        // Near-ties are all within the noise, which is the same for all.
        let ties = fine.filter { $0["isTie"] == "true" }.map { Double($0["trainDistance"]!)! }
        let others = fine.filter { $0["isTie"] == "false" }.map { Double($0["trainDistance"]!)! }
        #expect(ties.max()! < others.min() ?? .infinity)
    }

    /// For two numbers of examples and of outputs an exponent is a difference of mean logarithms.
    @Test func exponentsFollowFromThePositions() throws {
        try withTemporaryFolder { folder in
            let options = ["--sweeps", "thresholds", "--steps", "1000", "--seeds", "0", "1", "2"]
            #expect(try Executable("double-descent")(quick("r", "f", options), in: folder).status == 0)
            let figures = "\(folder)/f/double-descent"
            let positions = try rows("\(figures)/positions.csv")
            var compared = 0
            for row in try rows("\(figures)/exponents.csv") where row["network"] == "mlp" {
                let own = positions.filter { position in ["network", "loss", "landmark"].allSatisfy { position[$0] == row[$0] } }
                let seeds = Dictionary(grouping: own) { $0["seed"]! }.sorted { $0.key < $1.key }.map(\.value)
                    .filter { $0.allSatisfy { $0["position"] != "" } }
                #expect(row["seeds"] == "\(seeds.count)")
                let column = row["variable"] == "n" ? "examples" : "outputs"
                let exponents = seeds.map { positions in
                    let values = Set(positions.map { Double($0[column]!)! }).sorted()
                    func mean(_ value: Double) -> Double {
                        let logarithms = positions.filter { Double($0[column]!)! == value }.map { log(Double($0["position"]!)!) }
                        return logarithms.reduce(0, +) / Double(logarithms.count)
                    }
                    return (mean(values[1]) - mean(values[0])) / log(values[1] / values[0])
                }
                guard !exponents.isEmpty else { continue }
                let mean = exponents.reduce(0, +) / Double(exponents.count)
                #expect(abs(Double(row["mean"]!)! - mean) < 1e-9)
                compared += 1
            }
            #expect(compared >= 2)
        }
    }

    /// Each width has the authors' losses beside ours.
    @Test func figure4StandsBesideTheAuthors() throws {
        try withTemporaryFolder { folder in
            let options = ["--sweeps", "figure4", "--steps", "20", "--seeds", "0"]
            #expect(try Executable("double-descent")(quick("r", "f", options), in: folder).status == 0)
            let figure = try rows("\(folder)/f/double-descent/figure4.csv")
            #expect(Set(figure[0].keys).isSuperset(of: ["model", "parameters", "part", "mean", "lower", "upper", "published"]))
            #expect(figure.count == 2 * (5 + 4) && figure.allSatisfy { $0["published"] != "" })
            func published(_ model: String, _ parameters: Int, _ part: String) -> Double? {
                figure.first { $0["model"] == model && $0["parameters"] == "\(parameters)" && $0["part"] == part }
                    .flatMap { Double($0["published"]!) }
            }
            #expect(abs(try #require(published("MLP", 9700, "test")) - 1.70) < 0.005)
            #expect(abs(try #require(published("MLP", 520, "train")) - 1.10) < 0.005)
            #expect(abs(try #require(published("CNN", 10370, "test")) - 0.29) < 0.005)
        }
    }

    private static func key(_ row: [String: String]) -> String {
        ["network", "loss", "examples", "outputs"].map { row[$0]! }.joined(separator: " ")
    }
}
