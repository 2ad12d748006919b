import Foundation
import Testing

/// `self-supervised`, run as a user runs it.
@Suite struct SelfSupervisedTests {
    @Test func theTablesHaveEachLayerOfEachNetwork() throws {
        try withTemporaryFolder { folder in
            let result = try Executable("self-supervised")(quick("r", "f"), in: folder)
            #expect(result.status == 0, "\(result.error)")
            let layers = try rows("\(folder)/f/self-supervised/layers.csv")
            let counts = Dictionary(grouping: layers) { $0["model"]! }.mapValues(\.count)
            #expect(counts == ["default": 6, "none": 4, "deep": 8])
            #expect(Set(layers.filter { $0["layer"] == "0" }.map { $0["mean"]! }).count == 1)
            for row in layers {
                let (lower, mean, upper) = (Double(row["lower"]!)!, Double(row["mean"]!)!, Double(row["upper"]!)!)
                #expect(lower <= mean && mean <= upper && (5...100).contains(mean) && row["published"] == "")
            }
            let losses = try rows("\(folder)/f/self-supervised/losses.csv")
            #expect(losses.count == 3 * 2 * 3)
            // Of 50 views the right one is to be found: chance is log 50 at temperature infinity.
            for (_, own) in Dictionary(grouping: losses, by: { $0["model"]! + $0["seed"]! }) {
                #expect(Double(own[2]["loss"]!)! < Double(own[0]["loss"]!)!)
            }
            let points = try rows("\(folder)/f/self-supervised/ssl.csv").filter { $0["panel"] == "after" }
            #expect(points.count == 400)
            #expect(try rows("\(folder)/f/self-supervised/claims.csv").count == 7)
        }
    }
}
