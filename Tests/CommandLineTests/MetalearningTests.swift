import Foundation
import Testing

/// `metalearn-learning-rate` and `metalearn-activation`, run as a user runs them.
@Suite struct MetalearningTests {
    /// At the paper's settings the authors' seed gives the curves of their Figure 5, to the width of its lines.
    @Test func theAuthorsSeedFollowsTheirFigure5() throws {
        try withTemporaryFolder { (folder: String) throws in
            let options = ["--seeds", "0", "--results", "r", "--figures", "f", "--package", packageFolder.path]
            #expect(try Executable("metalearn-learning-rate")(options, in: folder).status == 0)
            let rows = try rows("\(folder)/f/metalearn-learning-rate/figure5.csv")
            #expect(rows.count == 300)
            let published = rows.filter { $0["published"] != "" }
            // Cut off above 1.76: seven steps from 1.5 and one from 0.15.
            #expect(published.count == 300 - 8)
            // 2e-3 of each panel's range.
            let tolerances = ["objective": 1e-4, "finalLoss": 4e-4, "rate": 3e-3]
            for row in published {
                let difference = abs(Double(row["seedZero"]!)! - Double(row["published"]!)!)
                #expect(difference < tolerances[row["panel"]!]!, "\(row)")
            }
        }
    }

    /// Other settings stand alone.
    @Test func publishedCurvesAppearAtThePapersSettingsOnly() throws {
        try withTemporaryFolder { (folder: String) throws in
            #expect(try Executable("metalearn-learning-rate")(quick("r", "f"), in: folder).status == 0)
            #expect(try rows("\(folder)/f/metalearn-learning-rate/figure5.csv").allSatisfy { $0["published"] == "" })
            #expect(try Executable("metalearn-activation")(quick("r", "f"), in: folder).status == 0)
            #expect(try rows("\(folder)/f/metalearn-activation/figure6.csv").allSatisfy { $0["published"] == "" })
        }
    }

    /// Claims are about two starts, in whatever order they are given.
    @Test func theOrderOfStartsDoesNotMatter() throws {
        try withTemporaryFolder { (folder: String) throws in
            func claims(_ starts: [String], _ name: String) throws -> Data {
                let options = quick("r", name, ["--seeds", "0", "1", "--from"] + starts)
                #expect(try Executable("metalearn-learning-rate")(options, in: folder).status == 0)
                return try Data(contentsOf: URL(filePath: "\(folder)/\(name)/metalearn-learning-rate/claims.csv"))
            }
            let expected = try claims(["1.5", "0.15"], "a")
            #expect(try claims(["0.15", "1.5"], "b") == expected)
            #expect(!String(decoding: expected, as: UTF8.self).contains("it was not learned from"))
        }
    }

    /// The straight lines are as close to the learned activation as they say, and no closer.
    @Test func thePiecesFitTheShape() throws {
        try withTemporaryFolder { (folder: String) throws in
            #expect(try Executable("metalearn-activation")(quick("r", "f", ["--seeds", "0"]), in: folder).status == 0)
            let pieces = try rows("\(folder)/f/metalearn-activation/pieces.csv")
            let shape = try rows("\(folder)/f/metalearn-activation/figure6.csv")
                .filter { $0["panel"] == "shape" && $0["outerStep"] == "2" }
            let knots = pieces.map { Double($0["knot"]!)! }
            #expect(knots == (0...20).map { Double($0 - 10) / 2 } && shape.count == 101)
            let errors = shape.map { point in
                let x = Double(point["x"]!)!
                let piece = pieces[min(knots.lastIndex { $0 <= x + 1e-6 }!, 19)]
                let value = Double(piece["value"]!)! + Double(piece["slope"]!)! * (x - Double(piece["knot"]!)!)
                return abs(value - Double(point["value"]!)!)
            }
            #expect(abs(errors.max()! - Double(pieces[0]["largestError"]!)!) < 1e-9)
            #expect(errors.max()! > 0)
        }
    }
}
