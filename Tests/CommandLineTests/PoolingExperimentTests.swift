import Foundation
import Testing

/// `pooling`, run as a user runs it.
@Suite struct PoolingExperimentTests {
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
