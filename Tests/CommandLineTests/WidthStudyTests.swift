import Foundation
import Testing

@Suite("The example of a new study")
struct WidthStudyTests {
    @Test("It is at most 60 lines long, comments included")
    func length() throws {
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let source = try String(
            contentsOf: package.appendingPathComponent("Examples/WidthStudy/WidthStudy.swift"), encoding: .utf8)
        #expect(source.split(separator: "\n", omittingEmptySubsequences: false).dropLast().count <= 60)
    }

    @Test("It trains, keeps its runs and draws; wider networks do better")
    func runs() throws {
        try withTemporaryFolder { folder in
            let study = Executable("width-study")
            let first = try study(["--scale", "quick"], in: folder)
            #expect(first.status == 0, "\(first.error)")
            let csv = try String(contentsOfFile: "\(folder)/build/quick/figures/width-study/accuracy.csv", encoding: .utf8)
            let rows = csv.split(separator: "\n").dropFirst().map { $0.split(separator: ",").map { Double($0)! } }
            #expect(rows.map { $0[0] } == [5, 20])
            #expect(rows[0][1] < rows[1][1])
            for suffix in ["pdf", "png"] {
                #expect(FileManager.default.fileExists(atPath: "\(folder)/build/quick/figures/width-study/accuracy.\(suffix)"))
            }
            // A printed table of pairs by seed, and a claim judged by them.
            let gain = try String(contentsOfFile: "\(folder)/build/quick/figures/width-study/gain.md", encoding: .utf8)
            #expect(gain.contains("20 − 5 units (points)") && gain.contains("| 2 "))
            let claims = try CommandLineTests.rows("\(folder)/build/quick/figures/width-study/claims.csv")
            #expect(claims.map { $0["id"] } == ["wider-is-better"] && claims[0]["count"] == "2")
            let estimate = try #require(Double(claims[0]["estimate"]!))
            #expect(abs(estimate - (rows[1][1] - rows[0][1])) < 1e-9)
            let again = try study(["--scale", "quick"], in: folder)
            #expect(again.output.contains("unchanged"), "\(again.output)")
            // On signals of one's own, and with the networks kept.
            let data = "Tests/Fixtures/mnist1d_longer.npz"
            let own = try study(
                ["--scale", "quick", "--data", packageFolder.appending(path: data).path, "--save-models", "m"], in: folder)
            #expect(own.status == 0, "\(own.error)")
            let models = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/m")
            #expect(models.count == 4 && models.allSatisfy { $0.contains("-data") }, "\(models)")
        }
    }
}
