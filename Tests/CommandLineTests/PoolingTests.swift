import Foundation
import Testing

/// `pooling`, run as a user runs it.
@Suite struct PoolingTests {
    /// The published accuracies stand beside ours at the steps and sizes that the authors have.
    @Test func poolingStandsBesideTheAuthors() throws {
        try withTemporaryFolder { (folder: String) throws in
            let options = ["--sizes", "500", "1000", "--steps", "1000", "--evaluation-interval", "100", "--seeds", "0"]
            #expect(try Executable("pooling")(quick("r", "f", options), in: folder).status == 0)
            let curves = try rows("\(folder)/f/pooling/all-sizes.csv")
            #expect(curves.count == 2 * 5 * 11)
            for row in curves { #expect((row["published"] != "") == (row["examples"] == "1000")) }
            // Same data and initial weights as the notebook: after 1000 steps nearly the same test accuracy.
            let last = try rows("\(folder)/f/pooling/final.csv").filter { $0["examples"] == "1000" }
            #expect(last.count == 5)
            for row in last {
                #expect(abs(Double(row["seedZero"]!)! - Double(row["published"]!)!) < 3, "\(row["pooling"]!)")
            }
            // Smoothed: weights exp(-d²/2) over the evaluations around the middle one, which is 5 from both ends.
            let histories = try rows("\(folder)/f/pooling/histories.csv")
            for row in curves where row["step"] == "500" {
                let own = histories.filter { $0["pooling"] == row["pooling"] && $0["examples"] == row["examples"] }
                    .map { Double($0["testAccuracy"]!)! }
                let weights = (-4...4).map { exp(-Double($0 * $0) / 2) }
                let smooth = zip(weights, own[1...9]).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
                #expect(abs(Double(row["mean"]!)! - smooth) < 1e-9)
            }
        }
    }

    /// Smoothing over other intervals gives other curves.
    @Test func otherIntervalsHaveNoPublishedCurves() throws {
        try withTemporaryFolder { (folder: String) throws in
            let options = ["--sizes", "1000", "--steps", "100", "--evaluation-interval", "50", "--seeds", "0"]
            #expect(try Executable("pooling")(quick("r", "f", options), in: folder).status == 0)
            #expect(try rows("\(folder)/f/pooling/figure7.csv").allSatisfy { $0["published"] == "" })
        }
    }
}
