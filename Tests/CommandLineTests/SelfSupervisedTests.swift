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
            // Three examples of each class, each with two views; a view's points are those of its signal, moved and turned.
            let views = try rows("\(folder)/f/self-supervised/views.csv")
            #expect(views.count == 10 * 3 * 3 * 40)
            for (_, own) in Dictionary(grouping: views, by: { "\($0["digit"]!) \($0["example"]!)" }) {
                let series = Dictionary(grouping: own) { $0["series"]! }.mapValues { $0.map { $0["value"]! } }
                #expect(series.keys.sorted() == ["first view", "second view", "signal"] && Set(series.values).count == 3)
            }
            #expect(try rows("\(folder)/f/self-supervised/claims.csv").count == 7)
        }
    }
}
