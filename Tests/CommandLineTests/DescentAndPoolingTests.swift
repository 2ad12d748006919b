import Foundation
import Testing

/// `double-descent` and `pooling`, run as a user runs them.
@Suite struct DescentAndPoolingTests {
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
}
